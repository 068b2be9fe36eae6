#pragma once

#include <cstddef>

#include <nlohmann/json_fwd.hpp>

namespace plenum::bench {

struct BurstOptions {
  std::size_t subscribers = 10'000;
  double posts_per_s = 20;
  double seconds = 10;  // of each half of a pair
  int pairs = 3;
};

/// One large audience, posts at a steady pace: does it hold, and how late is the last reader? The floor is a bare
/// sender at the same pace. The two audiences would not fit into one process side by side, so each arrives for its
/// half and leaves again.
nlohmann::ordered_json burst(const BurstOptions& options);

}  // namespace plenum::bench
