#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "storage/log/redis/address.h"
#include "storage/machine/apply.h"

namespace plenum::redis {

struct Settings {
  Address address;
  std::string prefix = "plenum";
  std::chrono::milliseconds patience{2'000};  // for one answer
  std::chrono::milliseconds lease{10'000};
  std::uint32_t level_known = feature_level_known;  // told to the others; a test may stand in for an older program
  std::uint64_t keep_events = 200'000;  // the log reaches so far back at least, for whoever is not registered
  /// Tells what this node has applied: until every registered node has, nothing is dropped. Asked on the sequencer's
  /// thread. Nothing: this node is never registered.
  std::function<std::uint64_t()> applied{};
  /// Tells the fingerprint of the gallery's master key, in hexadecimal digits; empty: this node has none yet. Asked
  /// with each connection, for another node on this machine may make the file first. Nothing: keys are not compared.
  std::function<std::string()> gallery_key{};
};

}  // namespace plenum::redis
