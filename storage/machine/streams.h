#pragma once

#include "storage/machine/state.h"

namespace plenum {

/// Adds one entry at the head of a stream; offsets count from 1 without a hole.
void add_to_stream(State&, const StreamId&, const log::StreamEntryRecord&);

/// The offset of the last entry; 0: the stream is empty.
std::uint64_t stream_head(const View&, const StreamId&);

}  // namespace plenum
