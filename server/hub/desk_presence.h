#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <vector>

#include "storage/machine/ids.h"

namespace plenum {

/// Who of the chair looks at which report. Whispers: kept in memory, coalesced per tick, dropped first.
/// Any thread. Whoever calls `look` has asked whether this member may read the report; whoever tells what stands here
/// asks the same of each reader.
class DeskPresence {
public:
  /// One connection looks at one report at a time; post 0: at none, or it is gone.
  void look(std::uint64_t connection, MemberId member, PostId post);

  struct Report {
    PostId post;
    std::vector<MemberId> here;  // at most here_shown_max
  };
  /// What changed since the last tick.
  std::vector<Report> take_changes();

  /// All that are looked at, for whoever has just arrived.
  std::vector<Report> now() const;

  static constexpr std::size_t here_shown_max = 20;

private:
  struct Seat {
    MemberId member;
    PostId post;
  };
  Report picture(PostId post) const;

  mutable std::mutex mutex_;
  std::map<std::uint64_t, Seat> seats_;  // by connection: as many as the chair has lines at the desk
  std::set<PostId> changed_;
};

}  // namespace plenum
