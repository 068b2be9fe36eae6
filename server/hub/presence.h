#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "server/hub/announcements.h"
#include "server/hub/elsewhere.h"
#include "storage/machine/ids.h"

namespace plenum {

/// Who looks at which thread, who is typing: here, and on the other nodes as far as they were heard. Whispers: kept in
/// memory, coalesced per topic and tick, dropped first.
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

  /// From now on there are other nodes to be told.
  void tell_others();
  /// What they should be told now, of this node's own; where it is too much at once, the rest with the next tick.
  std::vector<Thread> take_told(std::int64_t now_ms);

  /// What another node says of a thread of this topic; in the place of what it said before.
  void hear(const std::string& node, TopicId topic, Thread seen, std::int64_t now_ms);
  void forget(const std::string& node);

  static constexpr std::size_t here_shown_max = 20;
  static constexpr std::size_t here_told_max = 50;  // beyond, whoever has a window on two nodes is counted twice
  static constexpr std::size_t typing_shown_max = 5;
  static constexpr std::int64_t typing_lasts_ms = 5'000;
  static constexpr std::size_t told_per_tick_max = 48 * 1024;  // in members' ids; a thread counts as three more

private:
  struct Seat {
    MemberId member;
    TopicId topic;
    ThreadId thread;
    std::int64_t typing_until_ms = 0;
  };
  struct Sight {
    TopicId topic;
    std::vector<MemberId> here;
    std::uint32_t here_total = 0;
    std::vector<MemberId> typing;
    bool empty() const { return here_total == 0; }
    bool operator==(const Sight&) const = default;
  };
  struct Crowd {
    std::set<MemberId> here;
    std::set<MemberId> typing;
    std::uint32_t uncounted = 0;  // beyond those that are named
  };
  void changed_here(TopicId, ThreadId);
  void changed_elsewhere(const std::vector<std::pair<ThreadId, Sight>>& gone);
  Crowd crowd_here(ThreadId) const;
  Crowd crowd(ThreadId) const;
  static Thread picture(ThreadId, const Crowd&, std::size_t here_max);

  mutable std::mutex mutex_;
  std::map<std::uint64_t, Seat> seats_;  // by connection
  std::map<ThreadId, std::set<std::uint64_t>> connections_;
  std::map<TopicId, std::set<ThreadId>> changed_;
  Announcements<ThreadId> announcements_;
  Elsewhere<ThreadId, Sight> elsewhere_;
};

}  // namespace plenum
