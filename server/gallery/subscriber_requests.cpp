// What a company asks of the members. The chair decides, and members offer themselves: nothing here leads to one.
#include <limits>

#include "server/gallery/subscriber.h"
#include "server/node/company_writers.h"
#include "storage/machine/gallery_feed.h"

namespace plenum {

namespace {

constexpr std::string_view requests = "requests";

void ask(const SubscriberCall& call, const v1::AskRequestRequest& request) {
  const auto* grant = call.grant_of(request.topic());
  if (grant == nullptr) return call.answer.refuse();
  log::RequestWords words;
  words.set_title(request.title());
  words.set_words(request.words());
  words.set_cohort(request.cohort());
  call.wish(ask_request(call.sitting(), request.kind(), grant->topic, words),
            [voice = call.voice](const v1::Outcome& outcome, const SubscriberAnswer& answer) {
              v1::AskRequestReply reply;
              reply.set_id(voice->alias(requests, outcome.id()));
              answer.give(reply);
            });
}

// From k on, so that few are never counted out; of a consultation each who lets it know something. Sorted, since the
// order in which they came would tell one from the other.
void add_offers(const SubscriberCall& call, RequestId id, const log::RequestRecord& record, v1::OwnRequest& request) {
  const bool is_consultation = record.kind() == v1::LICENCE_CONSULT;
  const bool are_enough = record.offers() >= gallery_k(call.view);
  std::vector<std::string> known;
  constexpr auto last = std::numeric_limits<std::uint64_t>::max();
  call.view.scan(key::Offer{id, MemberId{}}, key::Offer{id, MemberId{last}},
                 [&](const key::Any&, std::string_view bytes) {
                   log::OfferRecord offer;
                   if (offer.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) && !offer.lets_know().empty())
                     known.push_back(offer.lets_know());
                   return true;
                 });
  if (!is_consultation && !are_enough) return;
  request.set_offers(are_enough ? record.offers() : static_cast<std::uint32_t>(known.size()));
  std::sort(known.begin(), known.end());
  for (auto& one : known) request.add_lets_know(std::move(one));
}

v1::OwnRequest own(const SubscriberCall& call, RequestId id, const log::RequestRecord& record) {
  v1::OwnRequest request;
  request.set_id(call.voice->alias(requests, id.value));
  request.set_kind(record.kind());
  request.set_topic(call.voice->topic(TopicId{record.topic()}));
  request.set_title(record.words().title());
  request.set_words(record.words().words());
  request.set_cohort(record.words().cohort());
  request.set_state(record.state());
  request.set_asked_at_ms(record.asked_at_ms());
  request.set_changed_at_ms(record.changed_at_ms());
  request.set_conditions(record.conditions());
  request.set_answer(record.answer());
  const auto seat = call.view.get(key::Seat{SeatId{record.seat()}});
  if (seat) request.set_asked_by(seat->profile().name());
  add_offers(call, id, record, request);
  return request;
}

void list(const SubscriberCall& call, const v1::ListOwnRequestsRequest&) {
  v1::ListOwnRequestsReply reply;
  call.view.scan(key::RequestOf{call.company(), RequestId{}},
                 key::RequestOf{CompanyId{call.company().value + 1}, RequestId{}},
                 [&](const key::Any& at, std::string_view) {
                   const auto id = std::get<key::RequestOf>(at).request;
                   if (const auto record = call.view.get(key::Request{id}))
                     *reply.add_requests() = own(call, id, *record);
                   return true;
                 });
  std::sort(reply.mutable_requests()->begin(), reply.mutable_requests()->end(),
            [](const auto& a, const auto& b) { return a.asked_at_ms() > b.asked_at_ms(); });
  call.answer.give(reply);
}

}  // namespace

SubscriberMethods subscriber_request_methods() {
  return {subscriber_method("AskRequest", ask), subscriber_method("ListRequests", list)};
}

}  // namespace plenum
