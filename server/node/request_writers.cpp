#include "server/node/request_writers.h"

#include "server/node/writing.h"
#include "storage/machine/checks_request.h"
#include "storage/machine/gallery.h"

namespace plenum {

Command decide_request(const Principal& who, const v1::DecideRequestRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    const RequestId id{request.request_id()};
    if (auto fault = check_decide_request(p.view(), who, id, request.accept(), request.words())) return fault;
    p.event().mutable_request_decided()->set_request(id.value);
    p.drafts().back().event.mutable_request_decided()->set_accepted(request.accept());
    if (!request.words().empty()) p.personal(log::ANSWER, request.words());
    p.outcome().set_id(id.value);
    return {};
  };
  return command;
}

Command publish_request(const Principal& who, const v1::PublishRequestRequest& request, Mentions mentions) {
  auto command = command_of(who, request);
  command.decide = [who, request, mentions = std::move(mentions)](Proposal& p) -> Check {
    const RequestId id{request.request_id()};
    if (auto fault = check_publish_request(p.view(), who, id, request.title(), request.source())) return fault;
    const auto asked = *p.view().get(key::Request{id});
    const auto thread = p.fresh_thread();
    auto& opened = *p.event().mutable_thread_opened();
    opened.set_thread(thread.value);
    opened.set_topic(asked.topic());
    opened.set_opened_by(who.member.value);
    opened.set_opened_at_ms(p.time_ms());
    opened.set_request(id.value);
    p.personal(log::TITLE, request.title());
    auto& written = *p.event().mutable_post_written();
    written.set_post(p.fresh_post().value);
    written.set_thread(thread.value);
    written.set_author(who.member.value);
    written.set_format(v1::MARKDOWN);
    written.set_visibility(v1::OBSERVED);
    written.set_written_at_ms(p.time_ms());
    set_mentions(*written.mutable_mentions(), mentions, p.view());
    add_body(p, request.source());
    p.outcome().set_id(thread.value);
    return {};
  };
  return command;
}

Command answer_request(const Principal& who, const v1::AnswerRequestRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    const RequestId id{request.request_id()};
    if (auto fault = check_answer_request(p.view(), who, id, request.words())) return fault;
    p.event().mutable_request_answered()->set_request(id.value);
    p.personal(log::ANSWER, request.words());
    p.outcome().set_id(id.value);
    return {};
  };
  return command;
}

Command offer_to_request(const Principal& who, const v1::OfferRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    const RequestId id{request.request_id()};
    if (auto fault = check_offer(p.view(), who, id, request.offers(), request.lets_know())) return fault;
    auto& fact = *p.event().mutable_offer_made();
    fact.set_request(id.value);
    fact.set_offers(request.offers());
    if (!request.lets_know().empty()) p.personal(log::OFFER, request.lets_know());
    p.outcome().set_id(id.value);
    return {};
  };
  return command;
}

}  // namespace plenum
