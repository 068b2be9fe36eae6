// Who sits here, and a browser's coming and going.
#include <algorithm>

#include "proto/limits.h"
#include "server/gallery/seat_cookie.h"
#include "server/gallery/subscriber.h"
#include "server/identity/secrets.h"
#include "server/node/company_writers.h"
#include "storage/machine/gallery_feed.h"
#include "storage/machine/licences.h"
#include "storage/machine/notices.h"
#include "storage/machine/seat_day.h"

namespace plenum {

namespace {

void add_licence(const SubscriberCall& call, const log::LicenceRecord& record, v1::GetOwnReply& reply) {
  auto& licence = *reply.add_licences();
  licence.set_level(record.level());
  for (const auto& topic : record.topics()) licence.add_topics(call.voice->topic(TopicId{topic.topic()}));
  licence.set_embargo(record.embargo());
  licence.set_rounding_s(record.rounding_s());
  licence.set_from_ms(record.from_ms());
  licence.set_until_ms(record.until_ms());
  licence.set_daily_reads(record.daily_reads());
  licence.set_daily_exports(record.daily_exports());
  licence.set_seats(record.seats());
  licence.set_purpose(record.purpose());
  licence.set_state(record.state());
}

void add_use(const SubscriberCall& call, v1::GetOwnReply& reply) {
  const auto used = seat_day_of(call.view, call.observer.seat, call.now_ms);
  const auto budget = budget_of(call.view, call.company(), call.now_ms);
  reply.set_read_today(used.read());
  reply.set_reads_max(budget.reads);
  reply.set_exported_today(used.exported());
  reply.set_exports_max(budget.exports);
}

void get_own(const SubscriberCall& call, const v1::GetOwnRequest&) {
  const auto company = call.view.get(key::Company{call.company()});
  const auto seat = call.view.get(key::Seat{call.observer.seat});
  if (!company || !seat) return call.answer.refuse();
  v1::GetOwnReply reply;
  reply.set_company(company->name());
  reply.set_seat(seat->profile().name());
  reply.set_keeps_seats(seat->keeps_seats());
  for (const auto& [id, licence] : licences_of(call.view, call.company())) add_licence(call, licence, reply);
  add_use(call, reply);
  reply.set_notices_waiting(notices_waiting(*company));
  reply.set_exports_rest(exports_rest(call.view, call.company(), call.now_ms));
  reply.set_k(static_cast<std::uint32_t>(gallery_k(call.view)));
  for (auto& sentence : call.voice->wording().notice()) reply.add_notice(std::move(sentence));
  call.answer.give(reply);
}

// A program's token is ended by whoever keeps the seats.
void leave_gallery(const SubscriberCall& call, const v1::LeaveRequest&) {
  if (!call.by_cookie) return call.answer.refuse();
  call.wish(leave(call.sitting()), [secure = call.secure](const v1::Outcome&, const SubscriberAnswer& answer) {
    answer.give(v1::LeaveReply(), {clear_seat_cookie(secure)});
  });
}

void make_ticket(const SubscriberCall& call, const v1::MakeTicketRequest&) {
  const auto ticket = call.tickets.issue(call.observer.session);
  if (!ticket) return call.answer.refuse(OwnFault{OwnRefusal::unavailable});
  v1::MakeTicketReply reply;
  reply.set_ticket(*ticket);
  call.answer.give(reply);
}

// A browser's session opens no other one: it ends with the token that it came from.
bool is_token(const View& view, const Observer& observer) {
  const auto session = view.get(key::SeatSession{observer.session});
  return session && session->kind() == log::PROGRAM;
}

}  // namespace

SubscriberMethods subscriber_session_methods() {
  return {subscriber_method("GetOwn", get_own), subscriber_method("Leave", leave_gallery),
          subscriber_method("MakeTicket", make_ticket)};
}

void enter_gallery_by_browser(const Entrance& door, const v1::EnterRequest& request, const SubscriberAnswer& answer) {
  const auto observer = find_observer(door.view, request.token(), door.now_ms);
  if (!observer || !is_token(door.view, *observer)) return answer.refuse();
  const Sitting who{observer->seat, observer->listening.company, observer->session};
  const auto secret = make_secret(seat_browser_prefix);
  const auto replaces = door.replaces.empty() ? std::string() : hash_secret(door.replaces);
  door.acts.wish(who, enter_by_browser(who, secret.hash, replaces),
                 [answer, text = secret.text, secure = door.secure](const v1::Outcome&, const OwnCheck& refused) {
                   if (refused) return answer.refuse(*refused);
                   answer.give(v1::EnterReply(), {set_seat_cookie(text, secure, limits::browser_session_ms)});
                 });
}

}  // namespace plenum
