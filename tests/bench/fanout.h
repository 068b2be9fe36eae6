#pragma once

#include <cstddef>
#include <string>

namespace plenum::bench {

struct FanoutOptions {
  std::size_t subscribers = 1'000;  // of one topic
  double seconds = 2;               // of each half of a pair
  int pairs = 7;                    // ours, then the floor, in turn
};

/// One post under way at a time: each is written, made durable and read by all before the next.
/// Deliveries a second and server CPU per delivery of durable posts through the real plenumd, against a bare send loop
/// of frames of the same size. The server's CPU includes the commits: their cost per post is what `post` tells.
std::string fanout(const FanoutOptions& options);

}  // namespace plenum::bench
