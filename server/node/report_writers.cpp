#include "server/node/report_writers.h"

#include "server/node/writing.h"
#include "storage/machine/check_report.h"

namespace plenum {

namespace {

// Nobody of the chair's did it: the house, on the word of several.
log::PostHidden& hide_by_house(Proposal& p, PostId post, bool hidden) {
  auto& event = p.event();
  if (hidden) event.set_author(0);
  auto& fact = *event.mutable_post_hidden();
  fact.set_post(post.value);
  fact.set_hidden(hidden);
  fact.set_by_reports(true);
  return fact;
}

void claim(Proposal& p, std::uint64_t post, MemberId by) {
  p.needs_level(chair_level);
  auto& fact = *p.event().mutable_report_claimed();
  fact.set_post(post);
  fact.set_by(by.value);
  p.outcome().set_id(post);
}

}  // namespace

Command report_post(const Principal& who, const v1::ReportPostRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    if (auto fault = check_report_post(p.view(), who, request)) return fault;
    const PostId id{request.post_id()};
    const auto post = p.view().get(key::Post{id});
    const bool trusted = can_do(who, Action::hide_by_report, TopicId{post->topic()});
    p.needs_level(chair_level);
    auto& fact = *p.event().mutable_post_reported();
    fact.set_post(id.value);
    fact.set_by(who.member.value);
    fact.set_kind(request.kind());
    fact.set_trusted(trusted);
    add_reason(p, request.reason());
    if (hides_post(p.view(), id, *post, trusted)) hide_by_house(p, id, true);
    p.outcome().set_id(id.value);
    return {};
  };
  return command;
}

Command claim_report(const Principal& who, const v1::ClaimReportRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    if (auto fault = check_claim_report(p.view(), who, request)) return fault;
    claim(p, request.post_id(), who.member);
    return {};
  };
  return command;
}

Command release_report(const Principal& who, const v1::ReleaseReportRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    if (auto fault = check_release_report(p.view(), who, request)) return fault;
    claim(p, request.post_id(), MemberId{});
    return {};
  };
  return command;
}

Command resolve_report(const Principal& who, const v1::ResolveReportRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    if (auto fault = check_resolve_report(p.view(), who, request)) return fault;
    const PostId id{request.post_id()};
    p.needs_level(chair_level);
    auto& fact = *p.event().mutable_report_resolved();
    fact.set_post(id.value);
    fact.set_outcome(request.outcome());
    if (!request.answer().empty()) p.personal(log::ANSWER, request.answer());
    add_reason(p, request.reason());
    const auto post = p.view().get(key::Post{id});
    const bool by_reports = post->hidden() && post->hidden_by() == 0;
    if (by_reports && request.outcome() != v1::REPORT_AGREED) hide_by_house(p, id, false);
    p.outcome().set_id(id.value);
    return {};
  };
  return command;
}

}  // namespace plenum
