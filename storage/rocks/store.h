#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include <rocksdb/db.h>

#include "storage/log/chain.h"
#include "storage/machine/state.h"
#include "storage/rocks/acknowledged.h"
#include "storage/rocks/layer.h"

namespace plenum {

class Pending;
class StoreView;

/// Everything a node keeps: the log, the state made from it, the registers beside it. One directory, one process.
/// Reads may come from any thread, each through a view of its own. `commit` belongs to the sequencer's thread.
/// Must never be written to but through `commit` and the registers.
class Store {
public:
  static constexpr std::uint32_t schema_version = 1;

  /// On failure `why` says in a sentence what to do. Refuses a directory that another process holds, one of an
  /// unknown schema, and one that is damaged.
  static std::unique_ptr<Store> open(const std::filesystem::path& directory, rocksdb::Env* env, std::string& why);
  ~Store();

  /// The log's end as this store knows it.
  Tail tail() const;

  /// The batch, what it changes and the new tail become true together and are on disk when it returns; or nothing
  /// does, the store is halted and says why. A failed sync is never tried again: what the kernel did with the pages
  /// cannot be known (Rebello et al., ATC '20).
  bool commit(const log::LogBatch& batch, const Pending& changes) { return commit({&batch, 1}, changes); }
  /// The same for several that follow each other.
  bool commit(std::span<const log::LogBatch> batches, const Pending& changes);

  bool is_halted() const { return halted_.load(std::memory_order_acquire); }
  std::string halted_because() const;
  /// Writes stop; reads go on.
  void halt(const std::string& why);

  /// A frozen picture of the state; cheap.
  StoreView view() const;

  /// Visits the log's batches after the offset, in order; false ends it. Returns what went wrong, or nothing.
  std::string read_log(Offset after, const std::function<bool(const log::LogBatch&)>& visit) const;

  /// Strips the payloads of these kinds from one event: the chain still verifies. Sequencer's thread.
  bool erase_personal(Offset event, const std::vector<log::PersonalKind>& kinds);

  // Registers: last writers win, no history, not synced.
  bool read_register(std::string_view key, google::protobuf::MessageLite& value) const;
  bool write_registers(const std::vector<std::pair<std::string, std::string>>& values);
  bool erase_register(std::string_view key);

  /// Copies the store into a directory that must not exist, while it runs. Returns what went wrong, or nothing.
  std::string checkpoint(const std::filesystem::path& directory) const;

private:
  friend class StoreView;
  Store() = default;
  bool check_schema(std::string& why);
  bool check_acknowledged(std::string& why);
  bool check_newest_batches(std::uint64_t log_bytes, std::string& why) const;
  bool read_tail(std::string& why);
  bool tail_at(const rocksdb::ReadOptions& options, Tail& tail, std::string& why) const;
  std::string read_log_at(rocksdb::ReadOptions options, Offset after,
                          const std::function<bool(const log::LogBatch&)>& visit) const;
  bool write_synced(rocksdb::WriteBatch& write, const Tail& tail_then);

  std::string directory_;
  std::unique_ptr<rocksdb::DB> db_;
  rocksdb::ColumnFamilyHandle* meta_ = nullptr;
  rocksdb::ColumnFamilyHandle* state_ = nullptr;
  rocksdb::ColumnFamilyHandle* log_ = nullptr;
  rocksdb::ColumnFamilyHandle* registers_ = nullptr;
  std::atomic<bool> halted_{false};
  mutable std::mutex mutex_;  // guards tail_ and halted_because_
  Tail tail_;
  std::string halted_because_;
  std::uint64_t writes_ = 0;  // synced ones, since the store was made
  std::unique_ptr<AcknowledgedFile> acknowledged_;
};

/// The state at one moment. Belongs to the thread that asked for it; must not outlive its store.
class StoreView final : public View, public Layer {
public:
  explicit StoreView(const Store& store);
  ~StoreView() override;
  StoreView(const StoreView&) = delete;
  StoreView& operator=(const StoreView&) = delete;

  bool read(const key::Any& key, google::protobuf::MessageLite& record) const override;
  void scan(const key::Any& from, const key::Any& below, const Visit& visit) const override;
  void scan_back(const key::Any& from, const key::Any& below, const Visit& visit) const override;

  /// The log as it stood at that same moment: its end, and its batches as Store::read_log gives them.
  Tail tail() const;
  std::string read_log(Offset after, const std::function<bool(const log::LogBatch&)>& visit) const;

  /// Raw bytes, for the pending batch above it and for the digest.
  bool has(std::string_view key) const override;
  void scan_bytes(std::string_view from, std::string_view below, const VisitBytes& visit) const override;

private:
  rocksdb::ReadOptions range(const rocksdb::Slice& from, const rocksdb::Slice& below) const;
  const Store& store_;
  const rocksdb::Snapshot* snapshot_;
};

}  // namespace plenum
