#include "server/hub/presence.h"

#include <algorithm>

namespace plenum {

void Presence::look(std::uint64_t connection, MemberId member, TopicId topic, ThreadId thread) {
  const std::lock_guard lock(mutex_);
  if (const auto seat = seats_.find(connection); seat != seats_.end()) {
    if (seat->second.thread == thread) return;
    changed_[seat->second.topic].insert(seat->second.thread);
    auto& others = connections_[seat->second.thread];
    others.erase(connection);
    if (others.empty()) connections_.erase(seat->second.thread);
    seats_.erase(seat);
  }
  if (!thread) return;
  seats_[connection] = {member, topic, thread, 0};
  connections_[thread].insert(connection);
  changed_[topic].insert(thread);
}

void Presence::type(std::uint64_t connection, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  const auto seat = seats_.find(connection);
  if (seat == seats_.end()) return;
  if (seat->second.typing_until_ms == 0) changed_[seat->second.topic].insert(seat->second.thread);
  seat->second.typing_until_ms = now_ms + typing_lasts_ms;
}

std::map<TopicId, std::vector<Presence::Thread>> Presence::take_changes(std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  for (auto& [connection, seat] : seats_) {
    if (seat.typing_until_ms == 0 || seat.typing_until_ms > now_ms) continue;
    seat.typing_until_ms = 0;
    changed_[seat.topic].insert(seat.thread);
  }
  std::map<TopicId, std::vector<Thread>> changes;
  for (const auto& [topic, threads] : changed_) {
    for (const auto thread : threads) changes[topic].push_back(picture(thread));
  }
  changed_.clear();
  return changes;
}

std::vector<Presence::Thread> Presence::now(TopicId topic) const {
  const std::lock_guard lock(mutex_);
  std::vector<Thread> threads;
  for (const auto& [thread, connections] : connections_) {
    if (seats_.at(*connections.begin()).topic == topic) threads.push_back(picture(thread));
  }
  return threads;
}

Presence::Thread Presence::picture(ThreadId id) const {
  Thread thread{id, {}, 0, {}};
  const auto found = connections_.find(id);
  if (found == connections_.end()) return thread;
  std::set<MemberId> here;
  std::set<MemberId> typing;
  for (const auto connection : found->second) {
    const auto& seat = seats_.at(connection);
    here.insert(seat.member);  // two windows of one member are one person
    if (seat.typing_until_ms != 0) typing.insert(seat.member);
  }
  thread.here_total = static_cast<std::uint32_t>(here.size());
  for (const auto member : here) {
    if (thread.here.size() < here_shown_max) thread.here.push_back(member);
  }
  for (const auto member : typing) {
    if (thread.typing.size() < typing_shown_max) thread.typing.push_back(member);
  }
  return thread;
}

}  // namespace plenum
