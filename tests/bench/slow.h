#pragma once

#include <cstddef>

#include <nlohmann/json_fwd.hpp>

namespace plenum::bench {

struct SlowOptions {
  std::size_t clients = 5'000;     // of one topic; a fifth of them never read
  std::size_t post_bytes = 2'000;  // of source; a frame holds it and its HTML
  double posts_per_s = 20;
  double seconds = 40;  // of each half of a pair: longer than a line may stall before it is told to come back
  int pairs = 2;
};

/// What those who never read cost the others. In each pair the readers first have the server to themselves, then with
/// the others beside them. Those who never read have segments of a real network's size and a small window, so that
/// the server meets the wall itself and not the kernel's buffers. Told: how late the readers are, with and without, and
/// the server's memory at its most.
nlohmann::ordered_json slow(const SlowOptions& options);

}  // namespace plenum::bench
