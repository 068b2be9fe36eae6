#pragma once

#include <string>

#include "storage/log/redis/settings.h"

namespace plenum {
struct Scene;
}

namespace plenum::redis {

/// How far back the log in Redis reaches, and who keeps it from reaching less far.
struct Reach {
  Offset from = 0;         // it holds all events from here on; 0: not known
  Offset may_go = 0;       // up to here events may be dropped: old enough, and applied by all that are registered
  std::string held_by;     // registered, and keeps back what is old enough; empty: nobody
  std::uint64_t held = 0;  // so many events
};

Reach reach_of(const Scene&, std::uint64_t keep_events);

/// Has a node that is away registered no longer: what only it lacks may be dropped, and once it is the node comes back
/// from a backup alone. Returns what is wrong, in a sentence, or nothing. From any thread; waits for Redis, on a
/// connection of its own.
std::string forget(const Settings&, const std::string& node);

}  // namespace plenum::redis
