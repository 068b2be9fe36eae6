#pragma once

#include <chrono>
#include <cstdint>

namespace plenum {

/// Unix time by this machine's clock: for what the log does not date.
inline std::int64_t wall_clock_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace plenum
