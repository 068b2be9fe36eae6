#include "storage/rocks/pending.h"

#include "storage/machine/assert.h"
#include "storage/rocks/keys.h"

namespace plenum {

bool Pending::read(const key::Any& key, google::protobuf::MessageLite& record) const {
  const auto found = entries_.find(encode_key(key));
  if (found == entries_.end()) return below_ != nullptr && below_->read(key, record);
  if (!found->second) return false;
  PLENUM_ASSERT(record.ParseFromString(*found->second), "a pending record does not parse");
  return true;
}

std::map<std::string, std::string> Pending::collect(const key::Any& from, const key::Any& below) const {
  const auto first = encode_key(from);
  const auto last = encode_key(below);
  std::map<std::string, std::string> range;
  if (below_ != nullptr) {
    below_->scan_bytes(first, last, [&](std::string_view key, std::string_view value) {
      range.emplace(key, value);
      return true;
    });
  }
  for (auto it = entries_.lower_bound(first); it != entries_.end() && it->first < last; ++it) {
    if (it->second) {
      range.insert_or_assign(it->first, *it->second);
    } else {
      range.erase(it->first);
    }
  }
  return range;
}

void Pending::scan(const key::Any& from, const key::Any& below, const Visit& visit) const {
  for (const auto& [key, value] : collect(from, below)) {
    if (!visit(*decode_key(key), value)) return;
  }
}

void Pending::scan_back(const key::Any& from, const key::Any& below, const Visit& visit) const {
  const auto range = collect(from, below);
  for (auto it = range.rbegin(); it != range.rend(); ++it) {
    if (!visit(*decode_key(it->first), it->second)) return;
  }
}

void Pending::put(const key::Any& key, const google::protobuf::MessageLite& record) {
  entries_.insert_or_assign(encode_key(key), record.SerializeAsString());
}

void Pending::erase(const key::Any& key) {
  auto bytes = encode_key(key);
  if (below_ == nullptr) {
    entries_.erase(bytes);
  } else {
    entries_.insert_or_assign(std::move(bytes), std::nullopt);
  }
}

void Pending::added(const StreamId& stream, std::uint64_t offset, const log::StreamEntryRecord& entry) {
  added_.push_back({stream, offset, entry});
}

}  // namespace plenum
