#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "proto/admin.pb.h"

namespace plenum::cli {

/// What one import did.
struct Imported {
  std::uint64_t topics = 0;
  std::uint64_t threads = 0;
  std::uint64_t posts = 0;
  std::uint64_t authors = 0;
  std::uint64_t members = 0;
  std::uint64_t reactions = 0;
  std::vector<std::string> refused;
};

/// Hands entries to the server in requests that it accepts: at most 1,000 entries and 900 KB each, a thread together
/// with its first post.
class ImportBatches {
public:
  using Send = std::function<v1::ImportReply(const v1::ImportRequest&)>;
  explicit ImportBatches(Send send) : send_(std::move(send)) {}

  void add(v1::ImportEntry entry);

  /// Sends what is left.
  void finish();

  const Imported& imported() const { return imported_; }

private:
  void append(v1::ImportEntry entry);
  void make_room(std::size_t entries, std::size_t bytes);
  void send();

  Send send_;
  v1::ImportRequest request_;
  std::size_t request_bytes_ = 0;
  std::optional<v1::ImportEntry> thread_;  // waits for its first post
  Imported imported_;
};

}  // namespace plenum::cli
