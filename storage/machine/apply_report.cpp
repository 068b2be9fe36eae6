// What members reported, and what became of it: one record for each post, one row of the queue.
#include <vector>

#include "storage/machine/queue.h"
#include "storage/machine/tell.h"

namespace plenum {

namespace {

// Those who reported since the last answer.
std::vector<MemberId> unanswered(PostId post, const View& view) {
  std::vector<MemberId> members;
  view.scan(key::Reporter{post, MemberId{}}, key::Reporter{PostId{post.value + 1}, MemberId{}},
            [&](const key::Any& key, std::string_view value) {
              log::ReporterRecord record;
              record.ParseFromArray(value.data(), static_cast<int>(value.size()));
              const bool is_open = record.outcome() == v1::REPORT_OUTCOME_UNSPECIFIED;
              if (is_open) members.push_back(std::get<key::Reporter>(key).member);
              return true;
            });
  return members;
}

void tell_chair(const Happening& h, PostId post, State& state) {
  const auto record = state.get(key::Post{post});
  if (!record) return;
  log::StaffNews news;
  news.set_report(post.value);
  tell_staff(h, TopicId{record->topic()}, news, state);
  tell_desk(h, news, state);
}

void answer(const Happening& h, PostId post, MemberId reporter, const log::ReportRecord& report, State& state) {
  amend(state, key::Reporter{post, reporter}, [&](auto& record) {
    record.set_outcome(report.outcome());
    record.set_answer(report.answer());
  });
  if (!reporter) return;  // the house asks no answer
  auto entry = entry_of(h);
  entry.set_report_answered(post.value);
  add_to_stream(state, StreamId::of_member(reporter), entry);
}

// Its row of the queue goes where its state now says.
template <class Change>
void change_report(const Happening& h, PostId id, State& state, Change change) {
  auto record = state.get(key::Report{id});
  if (!record) return;
  state.erase(queue_key(id, *record));
  change(*record);
  record->set_version(record->version() + 1);
  state.put(key::Report{id}, *record);
  state.put(queue_key(id, *record), log::MarkRecord{});
  tell_chair(h, id, state);
}

// A post reported again after it was settled comes back to the queue as a new matter, with its history.
void open_again(const Happening& h, log::ReportRecord& report) {
  report.set_state(v1::REPORT_OPEN);
  report.set_first_at_ms(h.event.time_ms());
  report.clear_claimed_by();
  report.clear_claimed_at_ms();
}

}  // namespace

key::ReportQueue queue_key(PostId post, const log::ReportRecord& report) {
  const bool settled = report.state() == v1::REPORT_RESOLVED;
  return {static_cast<std::uint8_t>(report.state()), settled ? report.resolved_at_ms() : report.first_at_ms(), post};
}

void apply_post_reported(const Happening& h, const log::PostReported& fact, State& state) {
  const PostId id{fact.post()};
  const MemberId by{fact.by()};
  const auto post = state.get(key::Post{id});
  if (!post || (by && state.get(key::Reporter{id, by}))) return;
  log::ReporterRecord reporter;
  reporter.set_kind(fact.kind());
  reporter.set_reason(std::string(h.personal(log::REASON).value_or("")));
  reporter.set_at_ms(h.event.time_ms());
  state.put(key::Reporter{id, by}, reporter);
  if (by) state.put(key::ReportOf{by, h.event.time_ms(), id}, log::MarkRecord{});
  if (!state.get(key::Report{id})) {
    log::ReportRecord fresh;
    fresh.set_state(v1::REPORT_RESOLVED);  // of nothing yet: opened below
    fresh.set_author(post->author());
    state.put(key::Report{id}, fresh);
  }
  change_report(h, id, state, [&](auto& report) {
    if (report.state() == v1::REPORT_RESOLVED) open_again(h, report);
    report.set_reports(report.reports() + 1);
    if (fact.trusted()) report.set_trusted(report.trusted() + 1);
  });
}

void apply_report_claimed(const Happening& h, const log::ReportClaimed& fact, State& state) {
  change_report(h, PostId{fact.post()}, state, [&](auto& report) {
    report.set_state(fact.by() != 0 ? v1::REPORT_CLAIMED : v1::REPORT_OPEN);
    report.set_claimed_by(fact.by());
    report.set_claimed_at_ms(fact.by() != 0 ? h.event.time_ms() : 0);
  });
}

void apply_report_resolved(const Happening& h, const log::ReportResolved& fact, State& state) {
  const PostId id{fact.post()};
  change_report(h, id, state, [&](auto& report) {
    report.set_state(v1::REPORT_RESOLVED);
    report.set_outcome(fact.outcome());
    report.set_answer(std::string(h.personal(log::ANSWER).value_or("")));
    report.set_resolved_by(h.event.author());
    report.set_resolved_at_ms(h.event.time_ms());
    report.clear_trusted();  // what comes now counts afresh
    report.clear_hid_the_post();
  });
  const auto report = state.get(key::Report{id});
  if (!report) return;
  if (fact.outcome() == v1::REPORT_AGREED) {
    amend(state, key::Member{MemberId{report->author()}},
          [](auto& member) { member.set_reports_agreed(member.reports_agreed() + 1); });
  }
  for (const auto reporter : unanswered(id, state)) answer(h, id, reporter, *report, state);
}

}  // namespace plenum
