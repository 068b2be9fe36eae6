#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "storage/machine/key.h"

namespace plenum {

/// What the rules may read. Implemented over RocksDB (a snapshot, or the store with a pending batch over it).
/// An implementation belongs to the thread that made it.
class View {
public:
  virtual ~View() = default;

  /// False where there is no such record.
  virtual bool read(const key::Any& key, google::protobuf::MessageLite& record) const = 0;

  /// Visits the records of one table with from <= key < below, in order (or backwards); `visit` returns false
  /// to end. Requires: both keys are of one table.
  using Visit = std::function<bool(const key::Any& key, std::string_view record)>;
  virtual void scan(const key::Any& from, const key::Any& below, const Visit& visit) const = 0;
  virtual void scan_back(const key::Any& from, const key::Any& below, const Visit& visit) const = 0;

  template <class K>
  std::optional<key::Record<K>> get(const K& key) const {
    std::optional<key::Record<K>> record(std::in_place);
    if (!read(key, *record)) record.reset();
    return record;
  }
};

/// What the rules may write: all of it becomes true in one batch, or none of it.
class State : public View {
public:
  virtual void put(const key::Any& key, const google::protobuf::MessageLite& record) = 0;
  virtual void erase(const key::Any& key) = 0;

  /// The record itself, to be changed where it lies; null where there is none. Requires: it is not held over another
  /// put or erase of the same key.
  virtual google::protobuf::MessageLite* change(const key::Any& key) = 0;
  template <class K>
  key::Record<K>* change(const K& key) {
    return static_cast<key::Record<K>*>(change(key::Any(key)));
  }

  /// BLAKE2b-256, for the audit log's chain: the machine itself links no library.
  virtual std::string hash(std::string_view bytes) const = 0;

  /// An entry was added to a stream: told so that it can be published once the batch is committed.
  virtual void added(const StreamId&, std::uint64_t /*offset*/, const log::StreamEntryRecord&) {}
};

}  // namespace plenum
