#pragma once

#include <optional>

#include "storage/machine/policy.h"
#include "storage/machine/state.h"

namespace plenum {

/// Where a thread's posts are now: itself, or the one it became part of, through any number of merges. Nothing where
/// the asker may not see that one: then the old address leads nowhere.
std::optional<ThreadId> find_forwarded(const View&, const Principal&, ThreadId);

}  // namespace plenum
