#include "storage/rocks/pending.h"

#include <algorithm>
#include <iterator>

#include "storage/machine/assert.h"
#include "storage/rocks/digest.h"
#include "storage/rocks/keys.h"

namespace plenum {

namespace {

void decode(const std::string& bytes, google::protobuf::MessageLite& record) {
  PLENUM_ASSERT(record.ParseFromString(bytes), "a pending record does not parse");
}

}  // namespace

const std::string* Pending::Entry::bytes_in(std::string& buffer) const {
  if (!decoded) return bytes ? &*bytes : nullptr;
  decoded->SerializeToString(&buffer);
  return &buffer;
}

bool Pending::read(const key::Any& key, google::protobuf::MessageLite& record) const {
  auto bytes = encode_key(key);
  const auto found = entries_.lower_bound(bytes);
  if (found == entries_.end() || found->first != bytes) {
    if (below_ == nullptr || !below_->read(key, record)) return false;
    auto copy = record_for(key);
    copy->CheckTypeAndMergeFrom(record);
    entries_.emplace_hint(found, std::move(bytes), Entry{{}, std::move(copy), true});
    return true;
  }
  const Entry& entry = found->second;
  if (entry.is_erased()) return false;
  if (entry.decoded) {
    record.Clear();
    record.CheckTypeAndMergeFrom(*entry.decoded);
  } else {
    decode(*entry.bytes, record);
  }
  return true;
}

google::protobuf::MessageLite* Pending::change(const key::Any& key) {
  auto bytes = encode_key(key);
  const auto found = entries_.lower_bound(bytes);
  if (found != entries_.end() && found->first == bytes) {
    Entry& entry = found->second;
    if (entry.bytes) {
      entry.decoded = record_for(key);
      decode(*entry.bytes, *entry.decoded);
      entry.bytes.reset();
    }
    entry.only_read = false;
    return entry.decoded.get();
  }
  auto record = record_for(key);
  if (below_ == nullptr || !below_->read(key, *record)) return nullptr;
  return entries_.emplace_hint(found, std::move(bytes), Entry{{}, std::move(record), false})->second.decoded.get();
}

Pending::Entries Pending::entries() const {
  Entries all;
  each_change([&](std::string_view key, const std::string* record) {
    all.emplace_hint(all.end(), key, record != nullptr ? std::optional(*record) : std::nullopt);
  });
  return all;
}

bool Pending::has(std::string_view key) const {
  const auto found = entries_.find(key);
  if (found != entries_.end()) return !found->second.is_erased();
  return below_ != nullptr && below_->has(key);
}

std::map<std::string, std::string> Pending::collect(std::string_view first, std::string_view last) const {
  std::map<std::string, std::string> range;
  if (below_ != nullptr) {
    below_->scan_bytes(first, last, [&](std::string_view key, std::string_view value) {
      range.emplace(key, value);
      return true;
    });
  }
  std::string buffer;
  for (auto it = entries_.lower_bound(first); it != entries_.end() && it->first < last; ++it) {
    if (const auto* record = it->second.bytes_in(buffer)) {
      range.insert_or_assign(it->first, *record);
    } else {
      range.erase(it->first);
    }
  }
  return range;
}

void Pending::scan_bytes(std::string_view from, std::string_view below, const VisitBytes& visit) const {
  for (const auto& [key, value] : collect(from, below)) {
    if (!visit(key, value)) return;
  }
}

void Pending::scan(const key::Any& from, const key::Any& below, const Visit& visit) const {
  scan_bytes(encode_key(from), encode_key(below),
             [&](std::string_view key, std::string_view value) { return visit(*decode_key(key), value); });
}

void Pending::scan_back(const key::Any& from, const key::Any& below, const Visit& visit) const {
  const auto range = collect(encode_key(from), encode_key(below));
  for (auto it = range.rbegin(); it != range.rend(); ++it) {
    if (!visit(*decode_key(it->first), it->second)) return;
  }
}

void Pending::put(const key::Any& key, const google::protobuf::MessageLite& record) {
  auto& entry = entries_[encode_key(key)];
  entry = {record.SerializeAsString(), nullptr, false};
}

// What was only written in this batch leaves nothing behind: a thread's place in its topic's list moves with every
// post, and each old place would otherwise be a deletion on disk.
void Pending::erase(std::string bytes) {
  const auto found = entries_.find(bytes);
  const bool pending = found != entries_.end() && !found->second.is_erased() && !found->second.only_read;
  if (below_ == nullptr || (pending && !below_->has(bytes))) {
    if (found != entries_.end()) entries_.erase(found);
  } else {
    entries_.insert_or_assign(std::move(bytes), Entry{});
  }
}

void Pending::erase(const key::Any& key) {
  erase(encode_key(key));
}

void Pending::take(Pending above) {
  PLENUM_ASSERT(above.below_ == this, "what is taken in lies over something else");
  for (auto& [bytes, entry] : above.entries_) {
    if (entry.only_read) continue;
    if (entry.is_erased()) {
      erase(bytes);
    } else {
      entries_.insert_or_assign(bytes, std::move(entry));
    }
  }
  std::ranges::move(above.added_, std::back_inserter(added_));
}

std::string Pending::hash(std::string_view bytes) const {
  return hash_bytes(bytes);
}

void Pending::added(const StreamId& stream, std::uint64_t offset, const log::StreamEntryRecord& entry) {
  added_.push_back({stream, offset, entry});
}

}  // namespace plenum
