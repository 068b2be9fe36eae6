#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

namespace plenum {

/// Milliseconds that only ever rise, for spans of time that end with the process (tickets, pace). What outlives it
/// is dated by Chance::now_ms. Injected, so that a test need not wait.
using Clock = std::function<std::int64_t()>;

inline std::int64_t steady_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace plenum
