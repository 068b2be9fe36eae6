#pragma once

#include <cstddef>
#include <string>

#include <nlohmann/json_fwd.hpp>

namespace plenum::bench {

struct PeerOptions {
  std::string name;  // one of those in kinds.cpp
  std::string scripts = "tests/bench/peers";
  std::size_t subscribers = 1'000;
  std::size_t in_flight = 1;
  std::size_t payload_bytes = 200;
  double seconds = 2;  // of each half of a pair
  int pairs = 5;
};

/// The fan-out of `fanout` over another server, which keeps nothing durable: the same generator, the same floor. A peer
/// that is not here is said to be missing.
nlohmann::ordered_json peer(const PeerOptions& options);

}  // namespace plenum::bench
