#include "server/identity/pace.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <arpa/inet.h>

namespace plenum {

Pace::Pace(Rate rate, Clock clock, std::size_t keys_max) : clock_(std::move(clock)), keys_max_(keys_max) {
  set(rate);
}

void Pace::set(Rate rate) {
  const std::lock_guard lock(mutex_);
  interval_ms_ = rate.window_ms / std::max(rate.count, 1U);
  tolerance_ms_ = interval_ms_ * (std::max(rate.count, 1U) - 1);
}

std::uint32_t Pace::take(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto now_ms = clock_();
  auto found = full_at_ms_.find(key);
  const auto full_at_ms = found == full_at_ms_.end() ? now_ms : std::max(found->second, now_ms);
  const auto wait_ms = full_at_ms - now_ms - tolerance_ms_;
  if (wait_ms > 0) return static_cast<std::uint32_t>(wait_ms);
  if (found == full_at_ms_.end()) {
    make_room(now_ms);
    found = full_at_ms_.emplace(key, 0).first;
  }
  found->second = full_at_ms + interval_ms_;
  return 0;
}

void Pace::give_back(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = full_at_ms_.find(key);
  if (found != full_at_ms_.end()) found->second -= interval_ms_;
}

// Sweeping looks at every key, so it happens once per token's worth of time at most, whatever the flood.
void Pace::make_room(std::int64_t now_ms) {
  if (full_at_ms_.size() < keys_max_) return;
  if (now_ms - swept_at_ms_ >= interval_ms_) {
    std::erase_if(full_at_ms_, [now_ms](const auto& bucket) { return bucket.second <= now_ms; });
    swept_at_ms_ = now_ms;
  }
  if (full_at_ms_.size() >= keys_max_) full_at_ms_.erase(full_at_ms_.begin());
}

std::size_t Pace::keys() const {
  const std::lock_guard lock(mutex_);
  return full_at_ms_.size();
}

std::string pace_key(std::string_view address) {
  const std::string text(address);
  std::array<char, 16> bytes;
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  constexpr std::array<char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '\xff', '\xff'};
  if (std::memcmp(bytes.data(), mapped.data(), mapped.size()) != 0) return std::string(bytes.data(), 8);
  std::array<char, INET_ADDRSTRLEN> v4;
  return inet_ntop(AF_INET, bytes.data() + mapped.size(), v4.data(), v4.size());
}

}  // namespace plenum
