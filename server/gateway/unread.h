#pragma once

#include <cstdint>
#include <limits>

#include "server/gateway/member_reads.h"
#include "storage/machine/reading.h"

// What somebody has read of a thread, and what not. Called by the reads alone.
namespace plenum {

/// Greater than any place, id or activity.
inline constexpr std::uint64_t after_all = std::numeric_limits<std::uint64_t>::max();

/// What was written before the asker joined is not unread for them: the place of that moment.
Place joined_place(const Reads&);

/// What the asker has read. `joined`: as joined_place says. The reads must outlive it.
Reader reader_of(const Reads&, Place joined);

/// How many things a page holds: what was wished, within what may be.
std::uint32_t page_size(std::uint32_t wished, std::uint32_t usual, std::uint32_t most);

}  // namespace plenum
