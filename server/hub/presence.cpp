#include "server/hub/presence.h"

#include <algorithm>

namespace plenum {

namespace {

std::vector<MemberId> first_of(const std::set<MemberId>& members, std::size_t most) {
  const auto count = static_cast<std::ptrdiff_t>(std::min(members.size(), most));
  return {members.begin(), std::next(members.begin(), count)};
}

}  // namespace

void Presence::look(std::uint64_t connection, MemberId member, TopicId topic, ThreadId thread) {
  const std::lock_guard lock(mutex_);
  if (const auto seat = seats_.find(connection); seat != seats_.end()) {
    if (seat->second.thread == thread) return;
    changed_here(seat->second.topic, seat->second.thread);
    auto& others = connections_[seat->second.thread];
    others.erase(connection);
    if (others.empty()) connections_.erase(seat->second.thread);
    seats_.erase(seat);
  }
  if (!thread) return;
  seats_[connection] = {member, topic, thread, 0};
  connections_[thread].insert(connection);
  changed_here(topic, thread);
}

void Presence::type(std::uint64_t connection, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  const auto seat = seats_.find(connection);
  if (seat == seats_.end()) return;
  if (seat->second.typing_until_ms == 0) changed_here(seat->second.topic, seat->second.thread);
  seat->second.typing_until_ms = now_ms + typing_lasts_ms;
}

void Presence::changed_here(TopicId topic, ThreadId thread) {
  changed_[topic].insert(thread);
  announcements_.changed(thread);
}

std::map<TopicId, std::vector<Presence::Thread>> Presence::take_changes(std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  for (auto& [connection, seat] : seats_) {
    if (seat.typing_until_ms == 0 || seat.typing_until_ms > now_ms) continue;
    seat.typing_until_ms = 0;
    changed_here(seat.topic, seat.thread);
  }
  changed_elsewhere(elsewhere_.forget_old(now_ms));
  std::map<TopicId, std::vector<Thread>> changes;
  for (const auto& [topic, threads] : changed_) {
    for (const auto thread : threads) changes[topic].push_back(picture(thread, crowd(thread), here_shown_max));
  }
  changed_.clear();
  return changes;
}

std::vector<Presence::Thread> Presence::now(TopicId topic) const {
  const std::lock_guard lock(mutex_);
  std::set<ThreadId> threads;
  for (const auto& [thread, connections] : connections_) {
    if (seats_.at(*connections.begin()).topic == topic) threads.insert(thread);
  }
  elsewhere_.visit_all([&](ThreadId thread, const Sight& sight) {
    if (sight.topic == topic) threads.insert(thread);
  });
  std::vector<Thread> pictures;
  for (const auto thread : threads) pictures.push_back(picture(thread, crowd(thread), here_shown_max));
  return pictures;
}

void Presence::tell_others() {
  const std::lock_guard lock(mutex_);
  announcements_.begin();
}

std::vector<Presence::Thread> Presence::take_told(std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  std::vector<Thread> told;
  for (std::size_t ids = 0; ids < told_per_tick_max;) {
    const auto thread = announcements_.next(now_ms);
    if (!thread) break;
    told.push_back(picture(*thread, crowd_here(*thread), here_told_max));
    announcements_.told(*thread, told.back().here_total > 0, now_ms);
    ids += 3 + told.back().here.size() + told.back().typing.size();
  }
  return told;
}

void Presence::hear(const std::string& node, TopicId topic, Thread seen, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  Sight sight{topic, std::move(seen.here), seen.here_total, std::move(seen.typing)};
  if (elsewhere_.hear(node, seen.thread, std::move(sight), now_ms)) changed_[topic].insert(seen.thread);
}

void Presence::forget(const std::string& node) {
  const std::lock_guard lock(mutex_);
  changed_elsewhere(elsewhere_.forget(node));
}

void Presence::changed_elsewhere(const std::vector<std::pair<ThreadId, Sight>>& gone) {
  for (const auto& [thread, sight] : gone) changed_[sight.topic].insert(thread);
}

// Two windows of one member are one person.
Presence::Crowd Presence::crowd_here(ThreadId thread) const {
  Crowd crowd;
  const auto found = connections_.find(thread);
  if (found == connections_.end()) return crowd;
  for (const auto connection : found->second) {
    const auto& seat = seats_.at(connection);
    crowd.here.insert(seat.member);
    if (seat.typing_until_ms != 0) crowd.typing.insert(seat.member);
  }
  return crowd;
}

// Also where one is on this node and one on another.
Presence::Crowd Presence::crowd(ThreadId thread) const {
  auto all = crowd_here(thread);
  elsewhere_.visit(thread, [&](const Sight& sight) {
    all.here.insert(sight.here.begin(), sight.here.end());
    all.typing.insert(sight.typing.begin(), sight.typing.end());
    all.uncounted += sight.here_total - static_cast<std::uint32_t>(sight.here.size());
  });
  return all;
}

Presence::Thread Presence::picture(ThreadId id, const Crowd& crowd, std::size_t here_max) {
  return {id, first_of(crowd.here, here_max), static_cast<std::uint32_t>(crowd.here.size()) + crowd.uncounted,
          first_of(crowd.typing, typing_shown_max)};
}

}  // namespace plenum
