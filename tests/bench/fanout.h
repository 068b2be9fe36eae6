#pragma once

#include <cstddef>

#include <nlohmann/json_fwd.hpp>

namespace plenum::bench {

struct FanoutOptions {
  std::size_t subscribers = 1'000;  // of one topic
  std::size_t in_flight = 1;        // posts under way at once
  double seconds = 2;               // of each part of a pair
  int pairs = 7;                    // ours, then the floor, in turn
};

/// Durable posts through the real plenumd to all who follow a topic: a post is under way until it was made durable,
/// acknowledged and read by all. The floor is a bare send loop of frames of the same size that joins what waits.
/// What the thread costs that decides, applies and commits is stated apart, per post.
nlohmann::ordered_json fanout(const FanoutOptions& options);

}  // namespace plenum::bench
