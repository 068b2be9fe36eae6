#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "proto/limits.h"
#include "server/identity/clock.h"
#include "storage/machine/ids.h"

namespace plenum {

/// So many at once, and as many again in every window. A count of 0 is taken for 1: no door is shut by pace.
struct Rate {
  std::uint32_t count;
  std::uint32_t window_ms;
};

inline constexpr Rate commands_rate{limits::commands_per_10_s_max, 10'000};
inline constexpr Rate sign_ins_rate{10, 60'000};
inline constexpr Rate joins_rate{10, 60'000};

/// One token bucket per key (a member, an address), kept as the one moment at which it will be full again (the cell
/// rate algorithm of ITU-T I.371). Any thread.
///
/// Memory is bounded: full buckets are forgotten, and where none is full some other one is. Whoever commands more
/// addresses than there are keys has as many buckets anyway.
class Pace {
public:
  static constexpr std::size_t keys_max_default = 65'536;

  explicit Pace(Rate rate, Clock clock = steady_ms, std::size_t keys_max = keys_max_default);

  /// Takes one. 0: go on. Otherwise nothing was taken: milliseconds until there is one (Refusal.retry_after_ms).
  std::uint32_t take(const std::string& key);
  std::uint32_t take(MemberId member) { return take(std::to_string(member.value)); }

  /// What was taken turned out to be harmless: a whole ward behind one address signs in at eight.
  void give_back(const std::string& key);

  /// From now on. What has been drawn stays drawn.
  void set(Rate rate);

  std::size_t keys() const;

private:
  void make_room(std::int64_t now_ms);

  const Clock clock_;
  const std::size_t keys_max_;
  mutable std::mutex mutex_;       // guards what follows
  std::int64_t interval_ms_ = 0;   // one token's worth
  std::int64_t tolerance_ms_ = 0;  // how far ahead of the clock a bucket may be drawn upon
  std::unordered_map<std::string, std::int64_t> full_at_ms_;
  std::int64_t swept_at_ms_ = 0;
};

/// What addresses are counted by: an IPv4 address, or an IPv6 /64, which is what one household has.
std::string pace_key(std::string_view address);

}  // namespace plenum
