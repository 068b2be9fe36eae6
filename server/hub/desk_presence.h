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

/// Who of the chair looks at which report: here, and on the other nodes as far as they were heard. Whispers: kept in
/// memory, coalesced per tick, dropped first.
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
  std::vector<Report> take_changes(std::int64_t now_ms);

  /// All that are looked at, for whoever has just arrived.
  std::vector<Report> now() const;

  /// From now on there are other nodes to be told.
  void tell_others();
  /// What they should be told now, of this node's own.
  std::vector<Report> take_told(std::int64_t now_ms);

  /// What another node says of a report; in the place of what it said before.
  void hear(const std::string& node, Report seen, std::int64_t now_ms);
  void forget(const std::string& node);

  static constexpr std::size_t here_shown_max = 20;
  static constexpr std::size_t told_per_tick_max = 300;

private:
  struct Seat {
    MemberId member;
    PostId post;
  };
  using Members = std::vector<MemberId>;
  std::set<MemberId> crowd_here(PostId post) const;
  static Report picture(PostId post, const std::set<MemberId>& here);
  Report picture(PostId post) const;
  void changed_here(PostId post);

  mutable std::mutex mutex_;
  std::map<std::uint64_t, Seat> seats_;  // by connection: as many as the chair has lines at the desk
  std::set<PostId> changed_;
  Announcements<PostId> announcements_;
  Elsewhere<PostId, Members> elsewhere_;
};

}  // namespace plenum
