#pragma once

#include <algorithm>

#include "proto/record.pb.h"
#include "storage/machine/ids.h"

namespace plenum {

/// The place of what happens next, a post or a joining: after every other in the community, and never back in time.
inline Place next_place(const log::CommunityRecord& community, std::int64_t time_ms) {
  return std::max(static_cast<Place>(time_ms) << 16, community.last_place() + 1);
}

}  // namespace plenum
