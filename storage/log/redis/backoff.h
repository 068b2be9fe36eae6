#pragma once

#include <algorithm>
#include <chrono>
#include <optional>
#include <random>

namespace plenum::redis {

/// When to try again: after an eighth of the time that was lost already, from 250 ms to 10 s, and each node at a moment
/// of its own.
class Backoff {
public:
  using Clock = std::chrono::steady_clock;

  bool may_try() const { return !next_ || Clock::now() >= *next_; }
  Clock::duration left() const {
    return next_ ? std::max(Clock::duration::zero(), *next_ - Clock::now()) : Clock::duration::zero();
  }
  void succeeded() { since_.reset(), next_.reset(); }
  void failed() {
    const auto now = Clock::now();
    if (!since_) since_ = now;
    const auto wait =
        std::clamp<Clock::duration>((now - *since_) / 8, std::chrono::milliseconds(250), std::chrono::seconds(10));
    next_ = now + wait / 2 + wait / 2 * (random_() % 1'000) / 1'000;
  }

private:
  std::optional<Clock::time_point> since_, next_;
  std::minstd_rand random_{std::random_device{}()};
};

}  // namespace plenum::redis
