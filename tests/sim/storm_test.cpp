#include <cstdio>
#include <cstdlib>

#include <gtest/gtest.h>

#include "tests/sim/weather.h"

namespace plenum::sim {
namespace {

// PLENUM_SEED repeats one storm; PLENUM_STORMS asks for more of them.
TEST(Storm, NothingAcknowledgedIsLostDoubledOrReorderedAndAllAgreeAfterwards) {
  const auto first = testing::seed_of("storm", 1);
  const auto storms = std::getenv("PLENUM_SEED") != nullptr ? 1 : testing::count_from("PLENUM_STORMS", 150);
  Sum sum;
  for (auto seed = first; seed < first + storms; ++seed) {
    ASSERT_EQ(weather(seed, Bug::none, &sum), "") << "PLENUM_SEED=" << seed << " repeats it";
  }
  const auto& f = sum.faults;
  std::printf("seeds %llu..%llu, %.1f cluster-hours, %llu acknowledged, %llu epochs, %llu faults, 0 violations\n",
              static_cast<unsigned long long>(first), static_cast<unsigned long long>(first + storms - 1),
              static_cast<double>(sum.ms) / 3.6e6, static_cast<unsigned long long>(sum.acknowledged),
              static_cast<unsigned long long>(sum.epochs), static_cast<unsigned long long>(f.total()));
  std::printf(
      "calls lost %llu, late %llu; unheard %llu; crashes %llu; cuts %llu; restarts %llu; flushes %llu; dumps %llu\n",
      static_cast<unsigned long long>(f.lost), static_cast<unsigned long long>(f.late),
      static_cast<unsigned long long>(f.unheard), static_cast<unsigned long long>(f.crashes),
      static_cast<unsigned long long>(f.cuts), static_cast<unsigned long long>(f.restarts),
      static_cast<unsigned long long>(f.flushes), static_cast<unsigned long long>(f.restores));
  std::printf("failovers %llu; strays %llu\n", static_cast<unsigned long long>(f.failovers),
              static_cast<unsigned long long>(f.strays));
  for (const auto kind :
       {f.lost, f.late, f.unheard, f.crashes, f.cuts, f.restarts, f.flushes, f.restores, f.failovers, f.strays}) {
    EXPECT_GT(kind, 0u) << "a kind of fault that never came up";
  }
}

}  // namespace
}  // namespace plenum::sim
