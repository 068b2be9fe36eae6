#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <vector>

#include "storage/machine/ids.h"

namespace plenum {

/// Who looks at which thread, who is typing. Whispers: kept in memory, coalesced per topic and tick, dropped first.
/// Any thread; never called from the sequencer.
class Presence {
public:
  /// One connection looks at one thread at a time; thread 0: at nothing, or it is gone.
  void look(std::uint64_t connection, MemberId member, TopicId topic, ThreadId thread);
  void type(std::uint64_t connection, std::int64_t now_ms);

  struct Thread {
    ThreadId thread;
    std::vector<MemberId> here;  // at most here_shown_max
    std::uint32_t here_total = 0;
    std::vector<MemberId> typing;  // at most typing_shown_max
  };
  /// What changed since the last tick, by topic.
  std::map<TopicId, std::vector<Thread>> take_changes(std::int64_t now_ms);

  /// One thread as it is now, for whoever has just arrived.
  std::vector<Thread> now(TopicId topic) const;

  static constexpr std::size_t here_shown_max = 20;
  static constexpr std::size_t typing_shown_max = 5;
  static constexpr std::int64_t typing_lasts_ms = 5'000;

private:
  struct Seat {
    MemberId member;
    TopicId topic;
    ThreadId thread;
    std::int64_t typing_until_ms = 0;
  };
  Thread picture(ThreadId thread) const;

  mutable std::mutex mutex_;
  std::map<std::uint64_t, Seat> seats_;  // by connection
  std::map<ThreadId, std::set<std::uint64_t>> connections_;
  std::map<TopicId, std::set<ThreadId>> changed_;
};

}  // namespace plenum
