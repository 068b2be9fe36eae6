#include "storage/rocks/store.h"

#include <algorithm>

#include <rocksdb/utilities/checkpoint.h>

#include "storage/machine/assert.h"
#include "storage/rocks/keys.h"
#include "storage/rocks/pending.h"
#include "storage/rocks/settings.h"

namespace plenum {

namespace {

constexpr const char* schema_key = "schema";
constexpr const char* tail_key = "tail";

std::string encode_tail(const Tail& tail) {
  return encode_offset(tail.offset) + encode_offset(tail.epoch) + tail.hash;
}

bool decode_tail(const std::string& bytes, Tail& tail) {
  if (bytes.size() != 48) return false;
  tail.offset = decode_offset(std::string_view(bytes).substr(0, 8));
  tail.epoch = decode_offset(std::string_view(bytes).substr(8, 8));
  tail.hash = bytes.substr(16);
  return true;
}

std::string explain(const std::filesystem::path& directory, const rocksdb::Status& status) {
  const auto text = status.ToString();
  // RocksDB has no code for it. Not every sentence with "lock" is this one: a damaged block, a path, no permission.
  const bool held = text.find("While lock file") != std::string::npos || text.find("lock hold by") != std::string::npos;
  if (status.IsIOError() && held) {
    return directory.string() + " is in use by another process: stop it first, or choose another --data directory.";
  }
  if (status.IsCorruption()) {
    return directory.string() + " is damaged (" + text +
           "): restore a backup with `plenumctl restore`; nothing was changed.";
  }
  return directory.string() + " cannot be opened: " + text + ".";
}

}  // namespace

std::unique_ptr<Store> Store::open(const std::filesystem::path& directory, rocksdb::Env* env, std::string& why) {
  std::unique_ptr<Store> store(new Store);
  const std::vector<rocksdb::ColumnFamilyDescriptor> families = {{rocksdb::kDefaultColumnFamilyName, state_settings()},
                                                                 {"state", state_settings()},
                                                                 {"log", log_settings()},
                                                                 {"registers", state_settings()}};
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  const auto status = rocksdb::DB::Open(database_settings(env), directory.string(), families, &handles, &db);
  if (!status.ok()) {
    why = explain(directory, status);
    return nullptr;
  }
  store->db_.reset(db);
  store->meta_ = handles[0];
  store->state_ = handles[1];
  store->log_ = handles[2];
  store->registers_ = handles[3];
  if (!store->check_schema(why) || !store->read_tail(why)) return nullptr;
  return store;
}

Store::~Store() {
  if (!db_) return;
  for (auto* family : {meta_, state_, log_, registers_}) db_->DestroyColumnFamilyHandle(family);
}

bool Store::check_schema(std::string& why) {
  std::string value;
  const auto status = db_->Get({}, meta_, schema_key, &value);
  if (status.IsNotFound()) {
    rocksdb::WriteOptions synced;
    synced.sync = true;
    const auto written = db_->Put(synced, meta_, schema_key, std::to_string(schema_version));
    if (!written.ok()) why = "The store cannot be written: " + written.ToString() + ".";
    return written.ok();
  }
  if (status.ok() && value == std::to_string(schema_version)) return true;
  why = status.ok() ? "The store has schema " + value + ", this program knows " + std::to_string(schema_version) +
                          ": use the version of plenumd that wrote it, or a newer one."
                    : "The store cannot be read: " + status.ToString() + ".";
  return false;
}

bool Store::read_tail(std::string& why) {
  return tail_at({}, tail_, why);
}

bool Store::tail_at(const rocksdb::ReadOptions& options, Tail& tail, std::string& why) const {
  std::string value;
  const auto status = db_->Get(options, meta_, tail_key, &value);
  if (status.IsNotFound()) return true;
  if (status.ok() && decode_tail(value, tail)) return true;
  why = "The store's tail cannot be read: restore a backup with `plenumctl restore`.";
  return false;
}

Tail Store::tail() const {
  const std::lock_guard lock(mutex_);
  return tail_;
}

std::string Store::halted_because() const {
  const std::lock_guard lock(mutex_);
  return halted_because_;
}

void Store::halt(const std::string& why) {
  const std::lock_guard lock(mutex_);
  if (halted_because_.empty()) halted_because_ = why;
  halted_.store(true, std::memory_order_release);
}

bool Store::commit(const log::LogBatch& batch, const Pending& changes) {
  const Tail before = tail();
  PLENUM_ASSERT(batch.first() == before.offset + 1 && batch.previous() == before.hash,
                "a batch that does not follow the store's tail");
  if (is_halted()) return false;
  const Tail next = tail_after(batch);
  rocksdb::WriteBatch write;
  write.Put(log_, encode_offset(next.offset), batch.SerializeAsString());
  write.Put(meta_, tail_key, encode_tail(next));
  for (const auto& [key, value] : changes.entries()) {
    if (value) {
      write.Put(state_, key, *value);
    } else {
      write.Delete(state_, key);
    }
  }
  if (!write_synced(write)) return false;
  const std::lock_guard lock(mutex_);
  tail_ = next;
  return true;
}

bool Store::write_synced(rocksdb::WriteBatch& write) {
  rocksdb::WriteOptions synced;
  synced.sync = true;
  const auto status = db_->Write(synced, &write);
  if (status.ok()) return true;
  halt("A write to the store failed (" + status.ToString() + "). Reads go on; mend the disk, then restart.");
  return false;
}

StoreView Store::view() const {
  return StoreView(*this);
}

std::string Store::read_log(Offset after, const std::function<bool(const log::LogBatch&)>& visit) const {
  return read_log_at({}, after, visit);
}

std::string Store::read_log_at(rocksdb::ReadOptions options, Offset after,
                               const std::function<bool(const log::LogBatch&)>& visit) const {
  options.verify_checksums = true;
  const std::unique_ptr<rocksdb::Iterator> it(db_->NewIterator(options, log_));
  for (it->Seek(encode_offset(after + 1)); it->Valid(); it->Next()) {
    log::LogBatch batch;
    if (!batch.ParseFromArray(it->value().data(), static_cast<int>(it->value().size()))) {
      return "The log's entry at " + std::to_string(decode_offset(it->key().ToStringView())) + " does not parse.";
    }
    if (!visit(batch)) return {};
  }
  return it->status().ok() ? std::string() : "The log cannot be read: " + it->status().ToString() + ".";
}

bool Store::erase_personal(Offset event, const std::vector<log::PersonalKind>& kinds) {
  if (is_halted()) return false;
  const std::unique_ptr<rocksdb::Iterator> it(db_->NewIterator({}, log_));
  it->Seek(encode_offset(event));
  log::LogBatch batch;
  if (!it->Valid() || !batch.ParseFromArray(it->value().data(), static_cast<int>(it->value().size()))) return false;
  if (event < batch.first()) return false;
  for (auto& slot : *batch.mutable_events(static_cast<int>(event - batch.first()))->mutable_personal()) {
    if (std::find(kinds.begin(), kinds.end(), slot.kind()) == kinds.end()) continue;
    slot.clear_salt();
    slot.clear_content();
    slot.set_erased(true);
  }
  rocksdb::WriteBatch write;
  write.Put(log_, it->key(), batch.SerializeAsString());
  return write_synced(write);
}

bool Store::read_register(std::string_view key, google::protobuf::MessageLite& value) const {
  std::string bytes;
  return db_->Get({}, registers_, rocksdb::Slice(key.data(), key.size()), &bytes).ok() && value.ParseFromString(bytes);
}

bool Store::write_registers(const std::vector<std::pair<std::string, std::string>>& values) {
  if (is_halted()) return false;
  rocksdb::WriteBatch write;
  for (const auto& [key, value] : values) write.Put(registers_, key, value);
  return db_->Write({}, &write).ok();
}

bool Store::erase_register(std::string_view key) {
  return !is_halted() && db_->Delete({}, registers_, rocksdb::Slice(key.data(), key.size())).ok();
}

std::string Store::checkpoint(const std::filesystem::path& directory) const {
  rocksdb::Checkpoint* made = nullptr;
  auto status = rocksdb::Checkpoint::Create(db_.get(), &made);
  if (!status.ok()) return status.ToString();
  const std::unique_ptr<rocksdb::Checkpoint> checkpoint(made);
  // Log size 0: the memtables are flushed first, so the copy needs no WAL.
  status = checkpoint->CreateCheckpoint(directory.string(), 0);
  return status.ok() ? std::string() : status.ToString();
}

}  // namespace plenum
