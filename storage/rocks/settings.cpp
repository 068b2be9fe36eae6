#include "storage/rocks/settings.h"

#include <rocksdb/cache.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>

#include "storage/rocks/info_log.h"

namespace plenum {

namespace {

rocksdb::BlockBasedTableOptions table_settings() {
  rocksdb::BlockBasedTableOptions table;
  table.checksum = rocksdb::kXXH3;  // Debian's crc32c runs in software
  table.format_version = 5;
  table.filter_policy.reset(rocksdb::NewRibbonFilterPolicy(10));
  static const auto cache = rocksdb::NewLRUCache(128 << 20);
  table.block_cache = cache;
  return table;
}

}  // namespace

rocksdb::DBOptions database_settings(rocksdb::Env* env) {
  rocksdb::DBOptions options;
  options.env = env;
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  // Only an unfinished record at the very end is cut; anything else damaged is refused. The default mode stops
  // at the first damage and opens "OK" with what was synced after it missing. What this mode cannot tell (a log cut
  // short, an altered length; a torn record whose later sectors came down without an earlier one) the file of what
  // was acknowledged does: acknowledged.h, Store::open.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  options.recycle_log_file_num = 0;  // an old record in a recycled file must never be taken for a new one
  options.track_and_verify_wals_in_manifest = true;  // a closed WAL that is missing is noticed
  options.atomic_flush = true;  // state and log leave the write-ahead logs together: a hole shows in both
  options.paranoid_checks = true;
  options.max_open_files = 512;  // descriptors belong to the sockets
  options.max_total_wal_size = 256 << 20;
  options.max_background_jobs = 2;
  options.bytes_per_sync = 1 << 20;
  options.info_log = log_to_standard_error();  // not in the data directory: see there
  return options;
}

rocksdb::ColumnFamilyOptions state_settings() {
  rocksdb::ColumnFamilyOptions options;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table_settings()));
  options.write_buffer_size = 64 << 20;
  // A batch goes round all kinds of rows; within a kind, most are written where the last one was.
  options.memtable_insert_with_hint_prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(1));
  // Most reads of a writer find nothing (is this id taken, was this command done, is this import here already): the
  // filter answers them without a walk through the skip list.
  options.memtable_prefix_bloom_size_ratio = 0.02;
  options.memtable_whole_key_filtering = true;
  options.compression = rocksdb::kLZ4Compression;
  options.level_compaction_dynamic_level_bytes = true;
  return options;
}

rocksdb::ColumnFamilyOptions log_settings() {
  auto options = state_settings();
  options.compression = rocksdb::kZSTD;  // written once, rarely read
  return options;
}

}  // namespace plenum
