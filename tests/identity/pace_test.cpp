#include "server/identity/pace.h"

#include <gtest/gtest.h>

namespace plenum {
namespace {

class PaceTest : public testing::Test {
protected:
  std::int64_t now_ms_ = 1'000'000;
  Clock clock_ = [this] { return now_ms_; };
};

TEST_F(PaceTest, LetsSoManyThroughAtOnceThenSaysWhen) {
  Pace pace({10, 60'000}, clock_);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(pace.take("a"), 0U) << i;
  EXPECT_EQ(pace.take("a"), 6'000U);
  now_ms_ += 5'999;
  EXPECT_EQ(pace.take("a"), 1U);
  now_ms_ += 1;
  EXPECT_EQ(pace.take("a"), 0U);
  EXPECT_EQ(pace.take("a"), 6'000U);
}

TEST_F(PaceTest, IsFullAgainAfterOneWindow) {
  Pace pace({10, 60'000}, clock_);
  for (int i = 0; i < 11; ++i) pace.take("a");
  now_ms_ += 60'000;
  for (int i = 0; i < 10; ++i) EXPECT_EQ(pace.take("a"), 0U) << i;
  EXPECT_GT(pace.take("a"), 0U);
}

TEST_F(PaceTest, SavesNothingUpBeyondFull) {
  Pace pace({10, 60'000}, clock_);
  pace.take("a");
  now_ms_ += 3'600'000;
  for (int i = 0; i < 10; ++i) EXPECT_EQ(pace.take("a"), 0U);
  EXPECT_GT(pace.take("a"), 0U);
}

TEST_F(PaceTest, TakesBackWhatWasHarmlessAndNoMore) {
  Pace pace({2, 60'000}, clock_);
  pace.take("a");
  pace.take("a");
  pace.give_back("a");
  EXPECT_EQ(pace.take("a"), 0U);
  EXPECT_GT(pace.take("a"), 0U);
  pace.give_back("never seen");
  EXPECT_EQ(pace.keys(), 1U);
}

TEST_F(PaceTest, OfZeroIsTakenForOne) {
  Pace pace({0, 1'000}, clock_);
  EXPECT_EQ(pace.take("a"), 0U);
  EXPECT_EQ(pace.take("a"), 1'000U);
}

TEST_F(PaceTest, OfOneKeyIsNoneOfAnothers) {
  Pace pace({1, 60'000}, clock_);
  EXPECT_EQ(pace.take("a"), 0U);
  EXPECT_GT(pace.take("a"), 0U);
  EXPECT_EQ(pace.take("b"), 0U);
}

TEST_F(PaceTest, OfCommandsIs100In10SecondsPerMember) {
  Pace pace(commands_rate, clock_);
  for (unsigned i = 0; i < limits::commands_per_10_s_max; ++i) ASSERT_EQ(pace.take(MemberId{7}), 0U) << i;
  EXPECT_EQ(pace.take(MemberId{7}), 100U);
  EXPECT_EQ(pace.take(MemberId{8}), 0U);
}

TEST_F(PaceTest, ForgetsFullBucketsWhenRoomIsNeeded) {
  Pace pace({2, 2'000}, clock_, 3);
  for (const auto* key : {"a", "b", "c"}) pace.take(key);
  now_ms_ += 2'000;
  pace.take("d");
  EXPECT_EQ(pace.keys(), 1U);
}

TEST_F(PaceTest, TakesNoMoreMemoryThanItMay) {
  Pace pace({2, 2'000}, clock_, 100);
  for (int i = 0; i < 10'000; ++i) pace.take(std::to_string(i));
  EXPECT_EQ(pace.keys(), 100U);
}

TEST(PaceKey, IsAnIPv4AddressOrAnIPv664) {
  EXPECT_EQ(pace_key("203.0.113.7"), "203.0.113.7");
  EXPECT_EQ(pace_key("::ffff:203.0.113.7"), "203.0.113.7");
  EXPECT_EQ(pace_key("2001:db8:1:2::1"), pace_key("2001:db8:1:2:ffff::9"));
  EXPECT_NE(pace_key("2001:db8:1:2::1"), pace_key("2001:db8:1:3::1"));
  EXPECT_EQ(pace_key("unix"), "unix");
}

TEST(Pace, another_rate_holds_from_the_next_one_on) {
  std::int64_t now_ms = 0;
  Pace pace({1, 1'000}, [&now_ms] { return now_ms; });
  EXPECT_EQ(pace.take("a"), 0u);
  EXPECT_GT(pace.take("a"), 0u);
  pace.set({10, 1'000});
  now_ms = 100;  // what was drawn at the old rate stays drawn
  EXPECT_EQ(pace.take("a"), 0u);
  pace.set({1, 1'000});
  EXPECT_GT(pace.take("a"), 0u);
}

}  // namespace
}  // namespace plenum
