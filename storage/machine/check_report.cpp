#include "storage/machine/check_report.h"

#include "proto/limits.h"
#include "storage/machine/checking.h"
#include "storage/machine/text.h"

namespace plenum {

namespace {

bool is_report_kind(v1::ReportKind kind) {
  return kind >= v1::REPORT_SPAM && kind <= v1::REPORT_OTHER;
}

bool is_outcome(v1::ReportOutcome outcome) {
  return outcome >= v1::REPORT_AGREED && outcome <= v1::REPORT_IGNORED;
}

// Rights in the post's topic first; of a report that one may not see nothing is told, not even that it is there.
Check check_report(const View& view, const Principal& who, PostId id, log::ReportRecord& report) {
  const bool nowhere = who.moderates.empty() || is_kept_by_standing(who, Action::handle_reports);
  if (nowhere) {
    if (auto fault = check_may(who, Action::handle_reports)) return fault;
  }
  const auto post = view.get(key::Post{id});
  if (!post || !can_see(who, *post)) return refuse(v1::NOT_FOUND, "post_id");
  if (auto fault = check_may(who, Action::handle_reports, TopicId{post->topic()})) return fault;
  const auto found = view.get(key::Report{id});
  if (!found || !can_see_reports(who, *post)) return refuse(v1::NOT_FOUND, "post_id");
  const auto author = view.get(key::Member{MemberId{post->author()}});
  if (author && !can_act_on_post_of(who, MemberId{post->author()}, author->role())) return refuse(v1::OUTRANKED);
  report = *found;
  return {};
}

Check refuse_as_it_stands(v1::RefusalCode code, std::uint64_t who) {
  Fault fault{code};
  fault.who = who;
  return fault;
}

Check check_in_hand(const Principal& who, const log::ReportRecord& report) {
  if (report.state() == v1::REPORT_RESOLVED) return refuse_as_it_stands(v1::REPORT_CLOSED, report.resolved_by());
  const bool others = report.claimed_by() != 0 && MemberId{report.claimed_by()} != who.member;
  if (others && !can_do(who, Action::take_over_report))
    return refuse_as_it_stands(v1::CLAIMED_BY_OTHER, report.claimed_by());
  return {};
}

}  // namespace

bool can_see_reports(const Principal& who, const log::PostRecord& post) {
  if (!can_do(who, Action::handle_reports, TopicId{post.topic()})) return false;
  return MemberId{post.author()} != who.member || can_do(who, Action::take_over_report);
}

bool hides_post(const View& view, PostId id, const log::PostRecord& post, bool trusted) {
  const auto community = view.get(key::Community{});
  const auto needed = community ? community->chair().auto_hide_reports() : 0;
  const auto author = view.get(key::Member{MemberId{post.author()}});
  if (!trusted || needed == 0 || post.hidden() || (author && author->role() >= v1::MODERATOR)) return false;
  const auto report = view.get(key::Report{id});
  return (report ? report->trusted() : 0) + 1 >= needed && !(report && report->hid_the_post());
}

Check check_report_post(const View& view, const Principal& who, const v1::ReportPostRequest& request) {
  if (auto fault = check_may(who, Action::report)) return fault;
  if (!is_report_kind(request.kind())) return refuse(v1::FIELD_INVALID, "kind");
  if (request.kind() == v1::REPORT_OTHER && is_blank(request.reason())) return refuse(v1::REASON_MISSING, "reason");
  if (count_characters(request.reason()) > limits::reason_characters_max) return refuse(v1::REASON_TOO_LONG, "reason");
  const PostId id{request.post_id()};
  const auto post = visible_post(view, who, id);
  if (!post || !is_shown_to_all(*post)) return refuse(v1::NOT_FOUND, "post_id");
  if (MemberId{post->author()} == who.member) return refuse(v1::FIELD_INVALID, "post_id");
  if (post->deleted()) return refuse(v1::POST_DELETED);
  if (post->hidden()) return refuse(v1::POST_HIDDEN);
  if (view.get(key::Reporter{id, who.member})) return refuse(v1::ALREADY_REPORTED);
  return {};
}

Check check_claim_report(const View& view, const Principal& who, const v1::ClaimReportRequest& request) {
  log::ReportRecord report;
  if (auto fault = check_report(view, who, PostId{request.post_id()}, report)) return fault;
  if (auto fault = check_in_hand(who, report)) return fault;
  const bool own = MemberId{report.claimed_by()} == who.member;
  return own ? refuse_as_it_stands(v1::NOTHING_CHANGED, who.member.value) : Check{};
}

Check check_release_report(const View& view, const Principal& who, const v1::ReleaseReportRequest& request) {
  log::ReportRecord report;
  if (auto fault = check_report(view, who, PostId{request.post_id()}, report)) return fault;
  if (auto fault = check_in_hand(who, report)) return fault;
  return report.claimed_by() == 0 ? refuse(v1::NOTHING_CHANGED) : Check{};
}

Check check_resolve_report(const View& view, const Principal& who, const v1::ResolveReportRequest& request) {
  const bool nobody = who.moderates.empty() || is_kept_by_standing(who, Action::handle_reports);
  if (nobody) {
    if (auto fault = check_may(who, Action::handle_reports)) return fault;
  }
  if (!is_outcome(request.outcome())) return refuse(v1::FIELD_INVALID, "outcome");
  // It is held against the author, and what hid the post goes on hiding it.
  const bool touches = request.outcome() == v1::REPORT_AGREED;
  if (touches && is_blank(request.reason())) return refuse(v1::REASON_MISSING, "reason");
  if (count_characters(request.answer()) > limits::reason_characters_max) return refuse(v1::REASON_TOO_LONG, "answer");
  if (count_characters(request.reason()) > limits::reason_characters_max) return refuse(v1::REASON_TOO_LONG, "reason");
  log::ReportRecord report;
  if (auto fault = check_report(view, who, PostId{request.post_id()}, report)) return fault;
  return check_in_hand(who, report);
}

}  // namespace plenum
