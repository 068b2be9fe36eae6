#include "server/gateway/report_reads.h"

#include <algorithm>
#include <tuple>

#include "proto/limits.h"
#include "server/gateway/unread.h"
#include "server/projection/person_projection.h"
#include "storage/machine/check_report.h"
#include "storage/machine/queue.h"

namespace plenum {

namespace {

constexpr int rows_looked_at_max = 5'000;  // of the settled ones, which are never cleared away

void add_reporters(const Reads& r, PostId id, v1::Report& report) {
  auto& all = *report.mutable_reports();
  r.view.scan(key::Reporter{id, MemberId{}}, key::Reporter{PostId{id.value + 1}, MemberId{}},
              [&](const key::Any& key, std::string_view value) {
                log::ReporterRecord record;
                record.ParseFromArray(value.data(), static_cast<int>(value.size()));
                auto& one = *all.Add();
                one.mutable_by()->set_id(std::get<key::Reporter>(key).member.value);
                one.set_kind(record.kind());
                one.set_reason(record.reason());
                one.set_at_ms(record.at_ms());
                return true;
              });
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.at_ms() > b.at_ms(); });
  if (all.size() > limits::reports_of_post_shown_max)
    all.DeleteSubrange(limits::reports_of_post_shown_max, all.size() - limits::reports_of_post_shown_max);
  for (auto& one : all) {
    if (one.by().id() == 0) {
      one.clear_by();  // the house
    } else {
      *one.mutable_by() = project_member(r.view, MemberId{one.by().id()});
    }
  }
}

v1::Report show_report(const Reads& r, PostId id, const log::PostRecord& post, const log::ReportRecord& record) {
  v1::Report report;
  *report.mutable_post() = can_see_words(r.asker, post) ? project_post_with_words(r.view, r.rendered, id, post)
                                                        : project_post(r.view, r.rendered, id, post);
  if (const auto thread = r.view.get(key::Thread{ThreadId{post.thread()}})) report.set_thread_title(thread->title());
  report.set_state(record.state());
  if (record.claimed_by() != 0) *report.mutable_claimed_by() = project_member(r.view, MemberId{record.claimed_by()});
  report.set_claimed_at_ms(record.claimed_at_ms());
  if (record.state() == v1::REPORT_RESOLVED) {
    report.set_outcome(record.outcome());
    report.set_answer(record.answer());
    *report.mutable_resolved_by() = project_member(r.view, MemberId{record.resolved_by()});
    report.set_resolved_at_ms(record.resolved_at_ms());
  }
  report.set_reports_total(record.reports());
  report.set_hidden_by_reports(post.hidden() && post.hidden_by() == 0);
  if (const auto author = r.view.get(key::Member{MemberId{post.author()}}))
    *report.mutable_author_history() = project_history(r.view, *author);
  report.set_version(record.version());
  *report.mutable_word_rule_ids() = post.word_rules();
  add_reporters(r, id, report);
  return report;
}

// The queue is for those who have the chair there; without a topic, somewhere.
Check check_queue(const Reads& r, std::uint64_t topic) {
  const bool is_there = topic != 0 && r.view.get(key::Topic{TopicId{topic}});
  if (auto fault =
          check_may_at(r.asker, Action::handle_reports, is_there ? std::optional(TopicId{topic}) : std::nullopt))
    return fault;
  return topic != 0 && !is_there ? Check{Fault{v1::NOT_FOUND, "topic_id"}} : Check{};
}

bool is_in_queue(const Reads& r, PostId id, std::uint64_t topic) {
  const auto post = r.view.get(key::Post{id});
  return post && (topic == 0 || post->topic() == topic) && can_see_reports(r.asker, *post);
}

using Rows = std::vector<key::ReportQueue>;
bool stands_before(const key::ReportQueue& a, const key::ReportQueue& b) {
  return std::tie(a.first_at_ms, a.post) < std::tie(b.first_at_ms, b.post);
}

// Rows of one state beyond `after`, at most `most` that this asker may see.
void gather(const Reads& r, v1::ReportState state, std::uint64_t topic, const key::ReportQueue* after, std::size_t most,
            Rows& rows) {
  const auto s = static_cast<std::uint8_t>(state);
  const auto take = [&, found = std::size_t{0}, looked_at = 0](const key::Any& key, std::string_view) mutable {
    const auto& row = std::get<key::ReportQueue>(key);
    if (is_in_queue(r, row.post, topic)) {
      rows.push_back(row);
      ++found;
    }
    return found < most && ++looked_at < rows_looked_at_max;
  };
  const key::ReportQueue from{s, 0, PostId{}};
  const key::ReportQueue below{static_cast<std::uint8_t>(s + 1), 0, PostId{}};
  if (state == v1::REPORT_RESOLVED) {  // the newest first
    return r.view.scan_back(from, after ? key::ReportQueue{s, after->first_at_ms, after->post} : below, take);
  }
  r.view.scan(after ? key::ReportQueue{s, after->first_at_ms, PostId{after->post.value + 1}} : from, below, take);
}

std::uint32_t count_open(const Reads& r, std::uint64_t topic) {
  Rows rows;
  gather(r, v1::REPORT_OPEN, topic, nullptr, limits::unread_max, rows);
  gather(r, v1::REPORT_CLAIMED, topic, nullptr, limits::unread_max, rows);
  return std::min<std::uint32_t>(static_cast<std::uint32_t>(rows.size()), limits::unread_max);
}

}  // namespace

Read<v1::ListReportsReply> read_reports(const Reads& r, const v1::ListReportsRequest& request) {
  if (auto fault = check_queue(r, request.topic_id())) return *fault;
  std::optional<key::ReportQueue> after;
  if (request.after_post_id() != 0) {
    const PostId id{request.after_post_id()};
    const auto record = r.view.get(key::Report{id});
    if (!record || !is_in_queue(r, id, 0)) return Fault{v1::NOT_FOUND, "after_post_id"};
    after = queue_key(id, *record);
  }
  const auto limit = page_size(request.limit(), limits::page_reports_default, limits::page_reports_max);
  const auto* beyond = after ? &*after : nullptr;
  Rows rows;
  if (request.state() != v1::REPORT_STATE_UNSPECIFIED) {
    gather(r, request.state(), request.topic_id(), beyond, limit + 1, rows);
  } else {
    gather(r, v1::REPORT_OPEN, request.topic_id(), beyond, limit + 1, rows);
    gather(r, v1::REPORT_CLAIMED, request.topic_id(), beyond, limit + 1, rows);
    std::sort(rows.begin(), rows.end(), stands_before);
  }
  v1::ListReportsReply reply;
  reply.set_open_total(count_open(r, request.topic_id()));
  reply.set_more(rows.size() > limit);
  if (reply.more()) rows.resize(limit);
  for (const auto& row : rows) {
    const auto post = r.view.get(key::Post{row.post});
    const auto record = r.view.get(key::Report{row.post});
    if (post && record) *reply.add_reports() = show_report(r, row.post, *post, *record);
  }
  return reply;
}

Read<v1::GetReportReply> read_report(const Reads& r, const v1::GetReportRequest& request) {
  const PostId id{request.post_id()};
  const auto post = r.view.get(key::Post{id});
  const bool seen = post && can_see(r.asker, *post);
  if (auto fault =
          check_may_at(r.asker, Action::handle_reports, seen ? std::optional(TopicId{post->topic()}) : std::nullopt))
    return *fault;
  const auto record = r.view.get(key::Report{id});
  if (!seen || !record || !can_see_reports(r.asker, *post)) return Fault{v1::NOT_FOUND, "post_id"};
  v1::GetReportReply reply;
  *reply.mutable_report() = show_report(r, id, *post, *record);
  return reply;
}

Read<v1::ListMyReportsReply> read_own_reports(const Reads& r) {
  v1::ListMyReportsReply reply;
  const auto me = r.asker.member;
  r.view.scan_back(key::ReportOf{me, 0, PostId{}}, key::ReportOf{MemberId{me.value + 1}, 0, PostId{}},
                   [&](const key::Any& key, std::string_view) {
                     const auto post = std::get<key::ReportOf>(key).post;
                     if (const auto record = r.view.get(key::Reporter{post, me}))
                       *reply.add_reports() = project_own_report(post, *record);
                     return reply.reports_size() < limits::own_reports_shown_max;
                   });
  return reply;
}

}  // namespace plenum
