#pragma once

#include <cstddef>

#include <nlohmann/json_fwd.hpp>

namespace plenum::bench {

struct TopicsOptions {
  std::size_t topics = 500;
  std::size_t subscribers_each = 10;
  double posts_per_s = 2'000;  // over all topics, each in turn
  double seconds = 5;          // of each part of a pair
  int pairs = 7;
};

/// Many small audiences: posts at a steady pace, each heard by few. Ours and a bare sender that is told the topic, in
/// turn, at the same pace. What the thread costs that decides, applies and commits is stated apart, per post.
nlohmann::ordered_json topics(const TopicsOptions& options);

}  // namespace plenum::bench
