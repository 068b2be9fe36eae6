// What a company asks of the members, through the chair: asked, accepted or declined, published, answered, in this
// order.
#include <limits>
#include <vector>

#include "storage/machine/notices.h"
#include "storage/machine/nouns.h"
#include "storage/machine/offers.h"
#include "storage/machine/tell.h"

namespace plenum {

namespace {

// To the chair of its topic, and at the desk.
void tell_of_request(const Happening& h, RequestId id, const log::RequestRecord& request, State& state) {
  log::StaffNews news;
  news.set_request(id.value);
  tell_staff(h, TopicId{request.topic()}, news, state);
  tell_desk(h, news, state);
}

// Its place in the desk's queue follows its state.
void move_request(const Happening& h, RequestId id, log::RequestRecord& request, v1::RequestState state, State& to) {
  to.erase(key::RequestQueue{static_cast<std::uint8_t>(request.state()), request.asked_at_ms(), id});
  request.set_state(state);
  request.set_changed_at_ms(h.event.time_ms());
  if (h.event.author() != 0) request.set_by(h.event.author());
  to.put(key::RequestQueue{static_cast<std::uint8_t>(state), request.asked_at_ms(), id}, log::MarkRecord{});
  tell_of_notices(CompanyId{request.company()}, to);
  tell_of_request(h, id, request, to);
}

std::string answer_of(const Happening& h) {
  return std::string(h.personal(log::ANSWER).value_or(""));
}

}  // namespace

void apply_request_asked(const Happening& h, const log::RequestAsked& fact, State& state) {
  const RequestId id{fact.request()};
  log::RequestRecord request;
  request.set_company(fact.company());
  request.set_seat(fact.seat());
  request.set_kind(fact.kind());
  request.set_topic(fact.topic());
  *request.mutable_words() = h.personal_as<log::RequestWords>(log::REQUEST);
  request.set_asked_at_ms(h.event.time_ms());
  move_request(h, id, request, v1::REQUEST_ASKED, state);
  state.put(key::Request{id}, request);
  state.put(key::RequestOf{CompanyId{fact.company()}, id}, log::MarkRecord{});
}

void apply_request_decided(const Happening& h, const log::RequestDecided& fact, State& state) {
  const RequestId id{fact.request()};
  auto request = state.get(key::Request{id});
  if (!request) return;
  request->set_conditions(answer_of(h));
  move_request(h, id, *request, fact.accepted() ? v1::REQUEST_ACCEPTED : v1::REQUEST_DECLINED, state);
  state.put(key::Request{id}, *request);
}

void publish_request(const Happening& h, RequestId id, ThreadId thread, State& state) {
  auto request = state.get(key::Request{id});
  if (!request) return;
  request->set_thread(thread.value);
  move_request(h, id, *request, v1::REQUEST_PUBLISHED, state);
  state.put(key::Request{id}, *request);
}

void apply_request_answered(const Happening& h, const log::RequestAnswered& fact, State& state) {
  const RequestId id{fact.request()};
  auto request = state.get(key::Request{id});
  if (!request) return;
  request->set_answer(answer_of(h));
  move_request(h, id, *request, v1::REQUEST_ANSWERED, state);
  state.put(key::Request{id}, *request);
}

// Taken back, nothing of what was let known is left here.
void apply_offer_made(const Happening& h, const log::OfferMade& fact, State& state) {
  const key::Offer at{RequestId{fact.request()}, MemberId{h.event.author()}};
  auto* request = state.change(key::Request{at.request});
  if (request == nullptr) return;
  tell_of_request(h, at.request, *request, state);
  const bool stood = state.get(at).has_value();
  if (fact.offers() != stood) request->set_offers(fact.offers() ? request->offers() + 1 : request->offers() - 1);
  const CompanyId company{request->company()};
  if (fact.offers()) {
    log::OfferRecord offer;
    offer.set_at_ms(h.event.time_ms());
    offer.set_lets_know(std::string(h.personal(log::OFFER).value_or("")));
    state.put(at, offer);
  } else {
    state.erase(at);
  }
  tell_of_notices(company, state);
}

void take_back_offers(const Happening& h, MemberId member, State& state) {
  std::vector<key::Offer> offers;
  constexpr auto last = std::numeric_limits<std::uint64_t>::max();
  state.scan(key::Request{RequestId{}}, key::Request{RequestId{last}}, [&](const key::Any& at, std::string_view) {
    offers.push_back({std::get<key::Request>(at).request, member});
    return true;
  });
  for (const auto& at : offers) {
    if (!state.get(at)) continue;
    auto& request = *state.change(key::Request{at.request});
    request.set_offers(request.offers() - 1);
    state.erase(at);
    tell_of_request(h, at.request, request, state);
    tell_of_notices(CompanyId{request.company()}, state);
  }
}

}  // namespace plenum
