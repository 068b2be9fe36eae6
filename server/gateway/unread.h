#pragma once

#include <cstdint>
#include <limits>

#include "server/gateway/member_reads.h"

// What somebody has read of a thread, and what not. Called by the reads alone.
namespace plenum {

/// Greater than any place, id or activity.
inline constexpr std::uint64_t after_all = std::numeric_limits<std::uint64_t>::max();

/// What was written before the asker joined is not unread for them: the place of that moment.
Place joined_place(const Reads&);

/// The last place the asker has read. `joined`: as joined_place says.
Place read_up_to(const Reads&, ThreadId, const log::ThreadRecord&, Place joined);

/// Before a cursor moves on: whoever had read of a thread what was split off from it has read it there too.
void keep_cursors_of_splits(Registers&, MemberId, ThreadId, const log::ThreadRecord&, const View&);

v1::Watch watch_of(const Reads&, ThreadId);

/// Posts by others after the place, counted to `most`.
std::uint32_t count_unread(const Reads&, ThreadId, Place after, std::uint32_t most);

/// How many things a page holds: what was wished, within what may be.
std::uint32_t page_size(std::uint32_t wished, std::uint32_t usual, std::uint32_t most);

}  // namespace plenum
