// The company's own people, by whoever of them keeps the seats.
#include "server/gallery/subscriber.h"
#include "server/identity/secrets.h"
#include "server/node/company_writers.h"
#include "storage/machine/licences.h"
#include "storage/machine/seat_day.h"

namespace plenum {

namespace {

constexpr std::string_view seats = "seats";

// Seats that have ended are nobody's to name.
std::vector<std::pair<SeatId, log::SeatRecord>> seats_of(const View& view, CompanyId company) {
  std::vector<std::pair<SeatId, log::SeatRecord>> all;
  view.scan(key::SeatOf{company, SeatId{}}, key::SeatOf{CompanyId{company.value + 1}, SeatId{}},
            [&](const key::Any& at, std::string_view) {
              const auto id = std::get<key::SeatOf>(at).seat;
              auto seat = view.get(key::Seat{id});
              if (seat && !seat->ended()) all.emplace_back(id, *std::move(seat));
              return true;
            });
  return all;
}

// 0: none of theirs.
SeatId seat_named(const SubscriberCall& call, std::string_view id) {
  for (const auto& [seat, record] : seats_of(call.view, call.company())) {
    if (call.voice->alias(seats, seat.value) == id) return seat;
  }
  return {};
}

void list_seats(const SubscriberCall& call, const v1::ListOwnSeatsRequest&) {
  if (const auto fault = check_keeps_seats(call.view, call.sitting())) return call.answer.refuse(*fault);
  v1::ListOwnSeatsReply reply;
  for (const auto& [id, record] : seats_of(call.view, call.company())) {
    auto& seat = *reply.add_seats();
    seat.set_id(call.voice->alias(seats, id.value));
    seat.set_name(record.profile().name());
    seat.set_mail(record.profile().mail());
    seat.set_keeps_seats(record.keeps_seats());
    seat.set_given_at_ms(record.given_at_ms());
    seat.set_paused(record.paused());
    seat.set_read_today(seat_day_of(call.view, id, call.now_ms).read());
    seat.set_self(id == call.observer.seat);
  }
  reply.set_seats_max(seats_max(call.view, call.company()));
  call.answer.give(reply);
}

void give_seat(const SubscriberCall& call, const v1::GiveOwnSeatRequest& request) {
  log::SeatProfile profile;
  profile.set_name(request.name());
  profile.set_mail(request.mail());
  const auto token = make_secret(seat_prefix);
  call.wish(give_own_seat(call.sitting(), profile, request.keeps_seats(), token.hash),
            [voice = call.voice, text = token.text](const v1::Outcome& outcome, const SubscriberAnswer& answer) {
              v1::GiveOwnSeatReply reply;
              reply.set_id(voice->alias(seats, outcome.id()));
              reply.set_token(text);
              answer.give(reply);
            });
}

void end_seat(const SubscriberCall& call, const v1::EndOwnSeatRequest& request) {
  call.wish<v1::EndOwnSeatReply>(end_own_seat(call.sitting(), seat_named(call, request.id())));
}

void make_token(const SubscriberCall& call, const v1::MakeOwnTokenRequest& request) {
  const auto token = make_secret(seat_prefix);
  call.wish(make_own_token(call.sitting(), seat_named(call, request.id()), token.hash),
            [text = token.text](const v1::Outcome&, const SubscriberAnswer& answer) {
              v1::MakeOwnTokenReply reply;
              reply.set_token(text);
              answer.give(reply);
            });
}

}  // namespace

SubscriberMethods subscriber_seat_methods() {
  return {subscriber_method("ListSeats", list_seats), subscriber_method("GiveSeat", give_seat),
          subscriber_method("EndSeat", end_seat), subscriber_method("MakeToken", make_token)};
}

}  // namespace plenum
