#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "storage/rocks/audit_check.h"

namespace plenum {

/// Writes down outside the store how far the audit log has come: whoever can write to the store can make a new chain,
/// but then it does not fit what stands here. One line for each head that was seen, only ever appended:
///
///     NUMBER HASH TIME_MS                  decimal, 64 hex digits, decimal
///
/// Twice a second and at the end, where there is a new head, with a sync: so it costs a commit nothing. Taken with each
/// batch it would be a second sync on the way of every act; like this a cut end goes unseen only for entries of the
/// last half second before a kill, until the next start, which writes the head down first. It lies beside the data
/// directory, not in it, so that a copy put in the directory's place does not bring its own witness.
///
/// Belongs to the main thread. Must never write to the store.
class AuditHeads {
public:
  explicit AuditHeads(std::filesystem::path path) : path_(std::move(path)) {}
  ~AuditHeads();
  AuditHeads(const AuditHeads&) = delete;
  AuditHeads& operator=(const AuditHeads&) = delete;

  /// What is wrong, in a sentence; empty: it is open, and the store is not behind it.
  std::string open(const View&);

  /// Writes down the head as it is now, if it is new. False: it cannot be written.
  bool keep(const View&, std::int64_t now_ms);

  /// DIR.audit-heads, beside the data directory.
  static std::filesystem::path beside(const std::filesystem::path& data);

private:
  const std::filesystem::path path_;
  int file_ = -1;
  AuditHead last_;
};

/// All heads in such a file; a last line that was torn is left out. Nothing where there is no file.
std::vector<AuditHead> read_audit_heads(const std::filesystem::path& path, std::string& fault);

}  // namespace plenum
