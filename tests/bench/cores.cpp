#include "tests/bench/cores.h"

#include <vector>

#include <sched.h>

namespace plenum::bench {

namespace {

// Those that this process may use, asked once, before it restricts itself.
const std::vector<int>& allowed() {
  static const std::vector<int> cores = [] {
    std::vector<int> found;
    cpu_set_t set;
    CPU_ZERO(&set);
    ::sched_getaffinity(0, sizeof set, &set);
    for (int i = 0; i < CPU_SETSIZE; ++i) {
      if (CPU_ISSET(i, &set)) found.push_back(i);
    }
    return found;
  }();
  return cores;
}

bool stay_on(std::size_t which) {
  if (allowed().size() < 2) return false;
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(allowed()[which], &set);
  return ::sched_setaffinity(0, sizeof set, &set) == 0;
}

}  // namespace

OnServerCore::OnServerCore() {
  stay_on(0);
}

OnServerCore::~OnServerCore() {
  stay_on(1);
}

void use_all_cores() {
  cpu_set_t set;
  CPU_ZERO(&set);
  for (const auto core : allowed()) CPU_SET(core, &set);
  ::sched_setaffinity(0, sizeof set, &set);
}

bool take_generator_core() {
  return stay_on(1);
}

std::size_t cores() {
  return allowed().size();
}

bool have_a_core_each() {
  return cores() >= 2;
}

}  // namespace plenum::bench
