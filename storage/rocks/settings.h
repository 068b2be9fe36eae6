#pragma once

#include <rocksdb/options.h>

namespace plenum {

/// How the store is opened, each setting with its reason. `env` may be in memory or one that injects faults.
rocksdb::DBOptions database_settings(rocksdb::Env* env);

/// For records that are read by key and rewritten, and for the log, which is written once in order.
rocksdb::ColumnFamilyOptions state_settings();
rocksdb::ColumnFamilyOptions log_settings();

}  // namespace plenum
