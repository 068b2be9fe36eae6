#pragma once

#include <optional>
#include <string>

#include "storage/machine/apply.h"
#include "storage/machine/audit_fields.h"

// The audit log's write path: the one place where an act becomes an entry. storage/FORMAT.md, "The audit log".
namespace plenum {

/// The feature level from which on acts are audited; an older log replays to the state it had.
inline constexpr std::uint32_t audit_level = 2;

/// What `apply` changes, seen before it and after it. Called by `apply` alone, around a fact.
class Audit {
public:
  /// Looks at what the fact is about to change. Does nothing for facts that are not audited.
  Audit(const Happening&, const State&);

  /// Writes the entry, where there is one, and chains it.
  void write(const Happening&, State&);

private:
  void add_changes(const State&);
  void add_words(const Happening&);

  std::optional<log::AuditRecord> entry_;
  AuditedFields before_;
};

/// What an entry's hash is made of, after one with the hash `previous` (empty: the first): all of it but the words,
/// which may be erased.
std::string audit_bytes(const std::string& previous, std::uint64_t number, const log::AuditRecord&);

}  // namespace plenum
