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

}  // namespace plenum
