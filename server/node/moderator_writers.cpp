// The chair's commands on threads.
#include "server/node/moderator_writers.h"

#include <algorithm>

#include "server/node/writing.h"
#include "storage/machine/checks_chair.h"

namespace plenum {

namespace {

/// One event about one thread or post: checked, stamped, with its reason. `fill` begins from the empty event.
template <class Request, class Check_, class Fill>
Command chair_command(const Principal& who, const Request& request, std::uint64_t id, Check_ check, Fill fill) {
  auto command = command_of(who, request);
  command.decide = [who, request, id, check, fill](Proposal& p) -> Check {
    if (auto fault = check(p, who, request)) return fault;
    p.needs_level(chair_level);
    fill(p.event(), request);
    add_reason(p, request.reason());
    p.outcome().set_id(id);
    return {};
  };
  return command;
}

/// The checks that need no time.
template <class Request>
auto by_state(Check (*check)(const View&, const Principal&, const Request&)) {
  return [check](Proposal& p, const Principal& who, const Request& r) { return check(p.view(), who, r); };
}

// In the order in which they stand, so that the first is the thread's first.
std::vector<std::uint64_t> in_order_of_place(const View& view, const v1::SplitThreadRequest& request) {
  std::vector<std::pair<Place, std::uint64_t>> posts;
  for (const auto id : request.post_ids()) posts.emplace_back(view.get(key::Post{PostId{id}})->place(), id);
  std::sort(posts.begin(), posts.end());
  std::vector<std::uint64_t> ids;
  ids.reserve(posts.size());
  for (const auto& [place, id] : posts) ids.push_back(id);
  return ids;
}

}  // namespace

Command lock_thread(const Principal& who, const v1::LockThreadRequest& request) {
  return chair_command(who, request, request.thread_id(), by_state(check_lock_thread),
                       [](log::Event& e, const v1::LockThreadRequest& r) {
                         e.mutable_thread_locked()->set_thread(r.thread_id());
                         e.mutable_thread_locked()->set_locked(r.locked());
                       });
}

Command pin_thread(const Principal& who, const v1::PinThreadRequest& request) {
  const auto check = [](Proposal& p, const Principal& by, const v1::PinThreadRequest& r) {
    return check_pin_thread(p.view(), by, r, p.time_ms());
  };
  return chair_command(who, request, request.thread_id(), check, [](log::Event& e, const v1::PinThreadRequest& r) {
    e.mutable_thread_pinned()->set_thread(r.thread_id());
    e.mutable_thread_pinned()->set_pinned(r.pinned());
    e.mutable_thread_pinned()->set_ends_at_ms(r.ends_at_ms());
  });
}

Command set_slow_mode(const Principal& who, const v1::SetSlowModeRequest& request) {
  const auto id = request.thread_id() != 0 ? request.thread_id() : request.topic_id();
  return chair_command(who, request, id, by_state(check_set_slow_mode),
                       [](log::Event& e, const v1::SetSlowModeRequest& r) {
                         e.mutable_slow_mode_set()->set_thread(r.thread_id());
                         e.mutable_slow_mode_set()->set_topic(r.topic_id());
                         e.mutable_slow_mode_set()->set_seconds(r.seconds());
                       });
}

Command move_thread(const Principal& who, const v1::MoveThreadRequest& request) {
  return chair_command(who, request, request.thread_id(), by_state(check_move_thread),
                       [](log::Event& e, const v1::MoveThreadRequest& r) {
                         e.mutable_thread_moved()->set_thread(r.thread_id());
                         e.mutable_thread_moved()->set_topic(r.topic_id());
                       });
}

Command split_thread(const Principal& who, const v1::SplitThreadRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    if (auto fault = check_split_thread(p.view(), who, request)) return fault;
    const auto into = p.fresh_thread();
    const auto thread = p.view().get(key::Thread{ThreadId{request.thread_id()}});
    p.needs_level(chair_level);
    auto& fact = *p.event().mutable_thread_split();
    fact.set_thread(request.thread_id());
    for (const auto post : in_order_of_place(p.view(), request)) fact.add_posts(post);
    fact.set_into(into.value);
    fact.set_topic(request.topic_id() != 0 ? request.topic_id() : thread->topic());
    p.personal(log::TITLE, request.title());
    add_reason(p, request.reason());
    p.outcome().set_id(into.value);
    return {};
  };
  return command;
}

Command merge_threads(const Principal& who, const v1::MergeThreadsRequest& request) {
  return chair_command(who, request, request.into_thread_id(), by_state(check_merge_threads),
                       [](log::Event& e, const v1::MergeThreadsRequest& r) {
                         e.mutable_threads_merged()->set_from(r.from_thread_id());
                         e.mutable_threads_merged()->set_into(r.into_thread_id());
                       });
}

Command rename_thread(const Principal& who, const v1::RenameThreadRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    if (auto fault = check_rename_thread(p.view(), who, request)) return fault;
    const auto thread = p.view().get(key::Thread{ThreadId{request.thread_id()}});
    p.needs_level(chair_level);
    p.event().mutable_thread_renamed()->set_thread(request.thread_id());
    p.personal(log::TITLE, request.title());
    p.personal(log::BEFORE, thread->title());
    add_reason(p, request.reason());
    p.outcome().set_id(request.thread_id());
    return {};
  };
  return command;
}

Command close_thread(const Principal& who, const v1::CloseThreadRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    if (auto fault = check_close_thread(p.view(), who, request)) return fault;
    p.needs_level(chair_level);
    auto& fact = *p.event().mutable_thread_closed();
    fact.set_thread(request.thread_id());
    fact.set_closed(true);
    fact.set_resolution(request.resolution());
    if (!request.words().empty()) p.personal(log::ANSWER, request.words());
    add_reason(p, request.reason());
    p.outcome().set_id(request.thread_id());
    return {};
  };
  return command;
}

Command reopen_thread(const Principal& who, const v1::ReopenThreadRequest& request) {
  return chair_command(
      who, request, request.thread_id(), by_state(check_reopen_thread),
      [](log::Event& e, const v1::ReopenThreadRequest& r) { e.mutable_thread_closed()->set_thread(r.thread_id()); });
}

Command archive_thread(const Principal& who, const v1::ArchiveThreadRequest& request) {
  return chair_command(who, request, request.thread_id(), by_state(check_archive_thread),
                       [](log::Event& e, const v1::ArchiveThreadRequest& r) {
                         e.mutable_thread_archived()->set_thread(r.thread_id());
                         e.mutable_thread_archived()->set_archived(r.archived());
                       });
}

Command change_chair_settings(const Principal& who, const v1::ChangeChairSettingsRequest& request) {
  return chair_command(who, request, 0, by_state(check_change_chair_settings),
                       [](log::Event& e, const v1::ChangeChairSettingsRequest& r) {
                         *e.mutable_chair_settings_changed()->mutable_settings() = r.settings();
                       });
}

}  // namespace plenum
