#pragma once

#include <string>

#include "storage/machine/ids.h"

namespace plenum {

/// The sentence for an entry of a log that no node may take, and never skips: what comes after it would rest on
/// something else than on the other nodes.
inline std::string damaged_entry(Offset offset, const std::string& how) {
  return "The log's entry at " + std::to_string(offset) + " cannot be taken: " + how +
         ". `plenumctl log reseed` on a node that has it whole writes the log anew; then start this one again.";
}

/// The sentence for a node that was away for longer than the log reaches back.
inline std::string no_longer_holds(Offset offset) {
  return "The log no longer holds offset " + std::to_string(offset) +
         ", which this node lacks: restore a newer backup (`plenumctl --data NEW-DIRECTORY restore BACKUP`) and start "
         "this node with that.";
}

}  // namespace plenum
