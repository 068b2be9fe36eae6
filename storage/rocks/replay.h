#pragma once

#include <cstdint>
#include <string>

#include "storage/rocks/store.h"

namespace plenum {

/// What a replay of the whole log found.
struct Replay {
  std::string fault;  // in a sentence; empty: the log is sound and the live state is its state
  std::string live_digest;
  std::string replayed_digest;
  std::uint64_t events = 0;
  std::uint64_t batches = 0;
  Tail tail;
};

/// Applies the log to an empty state, checks every link of the chain and every payload, and compares the two states:
/// *state + events == fresh state*. Reads one moment of the store; may run while it is written to.
Replay replay(const Store&);

/// Applies one batch to a state; false: it holds an event this program does not know.
bool apply_batch(const log::LogBatch&, State&);

}  // namespace plenum
