#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "storage/machine/state.h"
#include "storage/rocks/store.h"

namespace plenum {

/// What a batch is about to change, over the state it changes: the rules read their own writes. Over nothing, it is
/// a whole state in memory, which is how a log is replayed for `verify`. Over another one it can be dropped without
/// that one, or be taken into it.
///
/// An ordered map rather than RocksDB's WriteBatchWithIndex: a hot record (the thread's head) changed five hundred
/// times in one batch is kept decoded, becomes bytes once and goes to disk once.
///
/// Belongs to one thread. Scans collect their range first: keep them short.
class Pending final : public State, public Layer {
public:
  /// `below` may be null. Requires: it outlives this.
  explicit Pending(const Layer* below) : below_(below) {}

  bool read(const key::Any& key, google::protobuf::MessageLite& record) const override;
  void scan(const key::Any& from, const key::Any& below, const Visit& visit) const override;
  void scan_back(const key::Any& from, const key::Any& below, const Visit& visit) const override;
  void put(const key::Any& key, const google::protobuf::MessageLite& record) override;
  google::protobuf::MessageLite* change(const key::Any& key) override;
  using State::change;
  void erase(const key::Any& key) override;
  std::string hash(std::string_view bytes) const override;
  bool has(std::string_view key) const override;
  void scan_bytes(std::string_view from, std::string_view below, const VisitBytes& visit) const override;
  void added(const StreamId& stream, std::uint64_t offset, const log::StreamEntryRecord& entry) override;

  /// Makes the changes of one that lies over this its own.
  void take(Pending above);

  /// Key bytes to record bytes; an empty optional deletes.
  using Entries = std::map<std::string, std::optional<std::string>, std::less<>>;
  Entries entries() const;

  /// The same in order, without a copy of all of it: `record` is null where the key is deleted.
  template <class Visit>
  void each_change(Visit visit) const {
    std::string bytes;
    for (const auto& [key, entry] : entries_) {
      if (!entry.only_read) visit(std::string_view(key), entry.bytes_in(bytes));
    }
  }

  /// Stream entries in the order in which they were added, to publish once the batch is committed.
  struct Added {
    StreamId stream;
    std::uint64_t offset;
    log::StreamEntryRecord entry;
  };
  std::vector<Added> take_added() { return std::move(added_); }

private:
  /// A record as bytes (written once, read rarely) or decoded (changed again and again); neither: erased.
  struct Entry {
    std::optional<std::string> bytes;
    std::unique_ptr<google::protobuf::MessageLite> decoded;
    bool only_read = false;  // as it lies below: a command asks for its author three times

    bool is_erased() const { return !bytes && !decoded; }
    const std::string* bytes_in(std::string& buffer) const;
  };

  void erase(std::string bytes);
  std::map<std::string, std::string> collect(std::string_view first, std::string_view last) const;
  const Layer* below_;
  mutable std::map<std::string, Entry, std::less<>> entries_;
  std::vector<Added> added_;
};

}  // namespace plenum
