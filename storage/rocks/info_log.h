#pragma once

#include <memory>

#include <rocksdb/env.h>

namespace plenum {

/// RocksDB's warnings on standard error instead of a LOG file in the data directory. On a full disk its own logger
/// fails to append, and the next line it logs ends the process: Debian builds it with its assertions in
/// (WritableFileWriter::AssertFalseAndGetStatusForPrevError, seen in tests/program's FullDisk).
std::shared_ptr<rocksdb::Logger> log_to_standard_error();

}  // namespace plenum
