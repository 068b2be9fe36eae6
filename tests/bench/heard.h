#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace plenum::bench {

/// What a frame of the server says, as far as a workload asks.
struct Heard {
  std::string bytes;                 // of the whole payload
  std::vector<std::uint32_t> posts;  // the numbers with which the posts' sources begin
  std::string position;              // behind the last of them, or that of a subscription's answer; empty: none
  std::uint32_t request = 0;         // 0: no answer
  bool is_refusal = false;
  std::string refusal;
  bool is_subscription = false;
  bool recovered = false;
};

/// Decodes each frame once for all who receive the same bytes, so that ten thousand readers cost the generator little
/// more than their sockets. Compares every byte: what differs is decoded afresh. Belongs to the loop's thread.
class Decoder {
public:
  const Heard& decode(std::string_view payload);

private:
  static Heard read(std::string_view payload);
  static constexpr std::size_t kept_max = 8'192;
  std::unordered_map<std::size_t, Heard> kept_;  // by a hash of the beginning, where the position stands
  std::deque<std::size_t> order_;
};

}  // namespace plenum::bench
