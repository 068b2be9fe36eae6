#include "server/gateway/request_desk.h"

#include <limits>

#include "server/node/request_writers.h"
#include "storage/machine/checks_request.h"

namespace plenum {

namespace {

v1::AskedRequest project_request(const Reads& r, RequestId id, const log::RequestRecord& record) {
  v1::AskedRequest request;
  request.set_id(id.value);
  const auto company = r.view.get(key::Company{CompanyId{record.company()}});
  if (company) request.set_company(company->name());
  request.set_kind(record.kind());
  request.set_topic_id(record.topic());
  request.set_title(record.words().title());
  request.set_words(record.words().words());
  request.set_cohort(record.words().cohort());
  request.set_state(record.state());
  request.set_asked_at_ms(record.asked_at_ms());
  request.set_changed_at_ms(record.changed_at_ms());
  request.set_conditions(record.conditions());
  request.set_thread_id(record.thread());
  request.set_answer(record.answer());
  request.set_offers(record.offers());
  const auto offer = r.view.get(key::Offer{id, r.asker.member});
  request.set_you_offer(offer.has_value());
  if (offer) request.set_you_let_know(offer->lets_know());
  return request;
}

Read<v1::GetRequestReply> get_request(const Reads& r, const v1::GetRequestRequest& request) {
  if (auto fault = check_may(r.asker, Action::read_community)) return *fault;
  const RequestId id{request.request_id()};
  const auto record = r.view.get(key::Request{id});
  if (!record || !can_see_request(r.view, r.asker, *record)) return Fault{v1::NOT_FOUND, "request_id"};
  v1::GetRequestReply reply;
  *reply.mutable_request() = project_request(r, id, *record);
  return reply;
}

// The oldest first, as they wait; of those that are settled only so many.
Read<v1::ListRequestsReply> list_requests(const Reads& r, const v1::ListRequestsRequest& request) {
  constexpr int shown_max = 500;
  if (auto fault = check_may_at(r.asker, Action::handle_reports, std::nullopt)) return *fault;
  v1::ListRequestsReply reply;
  const auto wanted = static_cast<std::uint8_t>(request.state());
  const std::uint8_t first = wanted == 0 ? std::uint8_t{1} : wanted;
  const std::uint8_t below = wanted == 0 ? std::uint8_t{255} : static_cast<std::uint8_t>(wanted + 1);
  r.view.scan(key::RequestQueue{first, 0, RequestId{}}, key::RequestQueue{below, 0, RequestId{}},
              [&](const key::Any& at, std::string_view) {
                const auto id = std::get<key::RequestQueue>(at).request;
                const auto record = r.view.get(key::Request{id});
                if (record && can_do(r.asker, Action::handle_reports, TopicId{record->topic()}))
                  *reply.add_requests() = project_request(r, id, *record);
                return reply.requests_size() < shown_max;
              });
  return reply;
}

}  // namespace

void register_requests(DeskWork& work, Service& listening, Service& desk) {
  work.add_read<v1::GetRequestRequest, v1::GetRequestReply>(listening, "GetRequest", get_request);
  work.add_done<v1::OfferRequest, v1::OfferReply>(listening, "Offer", offer_to_request);
  work.add_read<v1::ListRequestsRequest, v1::ListRequestsReply>(desk, "ListRequests", list_requests);
  work.add_done<v1::DecideRequestRequest, v1::DecideRequestReply>(desk, "DecideRequest", decide_request);
  work.add_done<v1::AnswerRequestRequest, v1::AnswerRequestReply>(desk, "AnswerRequest", answer_request);
  work.add_command<v1::PublishRequestRequest, v1::PublishRequestReply>(
      desk, "PublishRequest",
      [](const Caller& c, const auto& r) {
        Mentions mentions;
        if (auto fault = find_mentions(r.source(), mentions)) return refused_command(*fault);
        return publish_request(c.principal, r, std::move(mentions));
      },
      [](const v1::Outcome& outcome) {
        v1::PublishRequestReply reply;
        reply.set_thread_id(outcome.id());
        return reply;
      });
}

}  // namespace plenum
