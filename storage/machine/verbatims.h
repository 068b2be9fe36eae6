#pragma once

#include <cstdint>

#include "proto/subscriber.pb.h"
#include "storage/machine/state.h"

namespace plenum {

/// What became of an extract's words by this moment.
v1::ExtractState state_of_extract(const View&, const log::VerbatimRecord&, std::int64_t now_ms);

}  // namespace plenum
