// A post written in the millisecond in which somebody joined was unread for them, although it stood there before: the
// two were compared by the clock alone.
#include <gtest/gtest.h>

#include "tests/machine/elsinore.h"

namespace plenum {
namespace {

using namespace cast;

TEST(SameMillisecond, what_was_written_before_joining_stands_before_it) {
  testing::Elsinore e;
  const auto written_at = e.now_ms;
  e.writes(ophelia, p2, being, "To whoever comes in.");
  e.joins(nobody, v1::MEMBER, "yorick");
  ASSERT_EQ(e.member(nobody).joined_at_ms(), written_at) << "the clock has not moved";
  EXPECT_GT(e.member(nobody).joined_place(), e.thread(being).last_place());
}

}  // namespace
}  // namespace plenum
