#pragma once

#include <string>
#include <vector>

#include "storage/rocks/store.h"

namespace plenum {

/// The head of the audit log as somebody outside the store once saw it.
struct AuditHead {
  std::uint64_t number = 0;
  std::string hash;  // 32 bytes
  bool operator==(const AuditHead&) const = default;
};

/// What a walk over the whole audit log found.
struct AuditCheck {
  std::string fault;            // in a sentence; empty: every entry is there, in its order, as it was written
  AuditHead head;               // as the store has it
  std::uint64_t witnessed = 0;  // the last entry that a witness saw; 0: none did, and a cut end would not show
};

/// Makes the chain again from the entries, holds the words against the log that they came from, the rows by which
/// entries are found against the entries, and all of it against what witnesses saw: who can write to the store can make
/// a new chain, but not one that they saw. Reads one moment; takes some 20 us an entry.
AuditCheck check_audit(const StoreView&, const std::vector<AuditHead>& witnesses);

}  // namespace plenum
