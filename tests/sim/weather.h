#pragma once

#include "tests/sim/cluster.h"

namespace plenum::sim {

constexpr std::int64_t storm_ms = 6 * 60'000;

struct Sum {
  std::uint64_t acknowledged = 0;
  std::uint64_t epochs = 0;
  std::int64_t ms = 0;
  Faults faults;
};

/// One storm, then calm, over two to five nodes. What broke under this seed; empty: nothing.
std::string weather(std::uint64_t seed, Bug bug, Sum* sum = nullptr);

}  // namespace plenum::sim
