#include "storage/machine/assert.h"
#include "storage/rocks/keys.h"
#include "storage/rocks/store.h"

namespace plenum {

namespace {

rocksdb::Slice slice(std::string_view bytes) {
  return {bytes.data(), bytes.size()};
}

}  // namespace

StoreView::StoreView(const Store& store) : store_(store), snapshot_(store.db_->GetSnapshot()) {}

StoreView::~StoreView() {
  store_.db_->ReleaseSnapshot(snapshot_);
}

Tail StoreView::tail() const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot_;
  Tail tail;
  std::string why;
  PLENUM_ASSERT(store_.tail_at(options, tail, why), "the tail cannot be read: the disk or the store is damaged");
  return tail;
}

std::string StoreView::read_log(Offset after, const std::function<bool(const log::LogBatch&)>& visit) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot_;
  return store_.read_log_at(options, after, visit);
}

bool StoreView::read(const key::Any& key, google::protobuf::MessageLite& record) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot_;
  rocksdb::PinnableSlice value;
  const auto status = store_.db_->Get(options, store_.state_, encode_key(key), &value);
  if (status.IsNotFound()) return false;
  PLENUM_ASSERT(status.ok(), "a record cannot be read: the disk or the store is damaged");
  PLENUM_ASSERT(record.ParseFromArray(value.data(), static_cast<int>(value.size())), "a record does not parse");
  return true;
}

bool StoreView::has(std::string_view key) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot_;
  rocksdb::PinnableSlice value;
  const auto status = store_.db_->Get(options, store_.state_, slice(key), &value);
  PLENUM_ASSERT(status.ok() || status.IsNotFound(), "a record cannot be read: the disk or the store is damaged");
  return status.ok();
}

rocksdb::ReadOptions StoreView::range(const rocksdb::Slice& from, const rocksdb::Slice& below) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot_;
  options.iterate_lower_bound = &from;
  options.iterate_upper_bound = &below;
  return options;
}

void StoreView::scan_bytes(std::string_view from, std::string_view below, const VisitBytes& visit) const {
  const auto lower = slice(from);
  const auto upper = slice(below);
  const std::unique_ptr<rocksdb::Iterator> it(store_.db_->NewIterator(range(lower, upper), store_.state_));
  for (it->SeekToFirst(); it->Valid(); it->Next()) {
    if (!visit(it->key().ToStringView(), it->value().ToStringView())) return;
  }
  PLENUM_ASSERT(it->status().ok(), "a range cannot be read: the disk or the store is damaged");
}

void StoreView::scan(const key::Any& from, const key::Any& below, const Visit& visit) const {
  scan_bytes(encode_key(from), encode_key(below), [&](std::string_view key, std::string_view value) {
    const auto decoded = decode_key(key);
    PLENUM_ASSERT(decoded, "a key of no table");
    return visit(*decoded, value);
  });
}

void StoreView::scan_back(const key::Any& from, const key::Any& below, const Visit& visit) const {
  const auto first = encode_key(from);
  const auto last = encode_key(below);
  const rocksdb::Slice lower(first);
  const rocksdb::Slice upper(last);
  const std::unique_ptr<rocksdb::Iterator> it(store_.db_->NewIterator(range(lower, upper), store_.state_));
  for (it->SeekToLast(); it->Valid(); it->Prev()) {
    const auto decoded = decode_key(it->key().ToStringView());
    PLENUM_ASSERT(decoded, "a key of no table");
    if (!visit(*decoded, it->value().ToStringView())) return;
  }
  PLENUM_ASSERT(it->status().ok(), "a range cannot be read: the disk or the store is damaged");
}

}  // namespace plenum
