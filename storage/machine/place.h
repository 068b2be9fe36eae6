#pragma once

#include <algorithm>

#include "proto/record.pb.h"
#include "storage/machine/ids.h"

namespace plenum {

/// The place of the next post of a thread written at this time: after every other, and never back in time.
inline Place next_place(const log::ThreadRecord& thread, std::int64_t time_ms) {
  return std::max(static_cast<Place>(time_ms) << 16, thread.last_place() + 1);
}

}  // namespace plenum
