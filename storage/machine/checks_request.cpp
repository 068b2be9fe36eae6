#include "storage/machine/checks_request.h"

#include "proto/limits.h"
#include "storage/machine/checking.h"
#include "storage/machine/text.h"

namespace plenum {

namespace {

constexpr std::size_t lets_know_characters_max = 500;

Check check_words(std::string_view words, bool needed) {
  if (needed && is_blank(words)) return refuse(v1::REASON_MISSING, "words");
  return count_characters(words) > limits::appeal_characters_max ? refuse(v1::REASON_TOO_LONG, "words") : Check{};
}

// What the asker may see of it: of a request that is not published, whoever handles it.
std::optional<log::RequestRecord> visible_request(const View& view, const Principal& who, RequestId id) {
  auto request = view.get(key::Request{id});
  if (request && !can_see_request(view, who, *request)) request.reset();
  return request;
}

// The right is asked for in the topic of what is seen; of what is not, anywhere.
Check check_right(const Principal& who, const std::optional<log::RequestRecord>& request) {
  std::optional<TopicId> topic;
  if (request) topic = TopicId{request->topic()};
  return check_may_at(who, Action::handle_reports, topic);
}

Check check_step(const log::RequestRecord& request, v1::RequestState from) {
  if (request.state() == from) return {};
  Fault fault{v1::NOTHING_CHANGED};
  fault.who = request.by();
  return fault;
}

}  // namespace

Check check_decide_request(const View& view, const Principal& who, RequestId id, bool accept, std::string_view words) {
  const auto request = visible_request(view, who, id);
  if (auto fault = check_right(who, request)) return fault;
  if (auto fault = check_words(words, !accept)) return fault;
  if (!request) return refuse(v1::NOT_FOUND, "request_id");
  return check_step(*request, v1::REQUEST_ASKED);
}

Check check_publish_request(const View& view, const Principal& who, RequestId id, std::string_view title,
                            std::string_view source) {
  const auto request = visible_request(view, who, id);
  if (auto fault = check_right(who, request)) return fault;
  if (!request) return refuse(v1::NOT_FOUND, "request_id");
  if (auto fault = check_step(*request, v1::REQUEST_ACCEPTED)) return fault;
  return check_open_thread(view, who, TopicId{request->topic()}, title, source);
}

Check check_answer_request(const View& view, const Principal& who, RequestId id, std::string_view words) {
  const auto request = visible_request(view, who, id);
  if (auto fault = check_right(who, request)) return fault;
  if (auto fault = check_words(words, true)) return fault;
  if (!request) return refuse(v1::NOT_FOUND, "request_id");
  return check_step(*request, v1::REQUEST_PUBLISHED);
}

Check check_offer(const View& view, const Principal& who, RequestId id, bool offers, std::string_view lets_know) {
  if (auto fault = check_may(who, Action::write)) return fault;
  const bool fits = offers ? count_characters(lets_know) <= lets_know_characters_max : lets_know.empty();
  if (!fits || has_control(lets_know)) return refuse(v1::FIELD_INVALID, "lets_know");
  const auto request = view.get(key::Request{id});
  if (!request || request->thread() == 0 || !can_see_request(view, who, *request))
    return refuse(v1::NOT_FOUND, "request_id");
  const auto offer = view.get(key::Offer{id, who.member});
  if (!offers) return offer ? Check{} : refuse(v1::NOTHING_CHANGED);
  if (request->state() != v1::REQUEST_PUBLISHED) return refuse(v1::NOTHING_CHANGED);
  return offer && offer->lets_know() == lets_know ? refuse(v1::NOTHING_CHANGED) : Check{};
}

bool can_see_request(const View& view, const Principal& who, const log::RequestRecord& request) {
  if (can_do(who, Action::handle_reports, TopicId{request.topic()})) return true;
  if (request.thread() == 0 || !can_do(who, Action::read_community)) return false;
  const auto thread = view.get(key::Thread{ThreadId{request.thread()}});
  return thread && can_see(who, *thread);
}

}  // namespace plenum
