#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include <rocksdb/env.h>

#include "storage/log/chain.h"

namespace plenum {

/// Up to where this store has said "it is on disk": the number of its synced writes and the tail after the last.
struct Acknowledged {
  std::uint64_t writes = 0;
  Tail tail;
};

/// Keeps that in a file of its own, DIR/ACKNOWLEDGED. RocksDB's log alone says where it ends, so one that was cut
/// short or whose last record was altered looks like one that never went further (tried: 13 of 80 damaged logs opened
/// "OK" with acknowledged writes missing). Compared when the store is opened.
///
/// Written after each synced write and seldom synced itself, one pwrite of 72 bytes (1.2 us): after a power cut it may
/// be behind the store, never ahead of it. One that cannot be read knows nothing and is made anew. Not in checkpoints.
/// Belongs to the store; its calls are the sequencer's thread's.
class AcknowledgedFile {
public:
  AcknowledgedFile(rocksdb::Env* env, const std::filesystem::path& directory);
  ~AcknowledgedFile();

  /// What the file says; nothing where there is none, or none that can be read.
  std::optional<Acknowledged> read() const;

  /// Opens it for writing, and makes it where it is missing. False: the disk fails.
  bool open(const Acknowledged&);
  bool write(const Acknowledged&);

private:
  rocksdb::Env* env_;
  std::string directory_;
  std::string path_;
  std::unique_ptr<rocksdb::RandomRWFile> file_;
};

}  // namespace plenum
