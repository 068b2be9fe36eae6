#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "storage/machine/stream_id.h"

namespace plenum {

/// A place in one stream, in one epoch of the log.
struct StreamPosition {
  StreamId stream;
  std::uint64_t epoch = 0;
  std::uint64_t offset = 0;
};

/// Seals positions so that a client can only hand back what it was given: a token cannot be made up to ask how long
/// another stream is. Every node of a community has the same key. Any thread.
class Positions {
public:
  /// `salt`: the community's, from its record.
  explicit Positions(std::string_view salt);

  std::string seal(const StreamPosition&) const;
  /// Nothing where the token was not made by this community's servers.
  std::optional<StreamPosition> open(std::string_view token) const;

private:
  std::string key_;
};

}  // namespace plenum
