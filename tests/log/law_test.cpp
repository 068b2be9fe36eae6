#include <gtest/gtest.h>

#include "tests/log/redis_twin.h"
#include "tests/support/storage/seed.h"

// The law of storage/log/log.h, over every twin.
namespace plenum {
namespace {

using testing::batch_after;
using testing::followed;

template <class T>
class LogLaw : public ::testing::Test {
protected:
  Append append(const Tail& expected, const log::LogBatch& batch) { return twin_.append(expected, batch); }
  Log& log() { return twin_.log(); }

  T twin_;
};

struct TwinNames {
  template <class T>
  static std::string GetName(int) {
    if (std::is_same_v<T, testing::RedisTwin>) return "Redis";
    return std::is_same_v<T, testing::MemoryTwin> ? "Memory" : "Embedded";
  }
};
using Twins = ::testing::Types<testing::MemoryTwin, testing::EmbeddedTwin, testing::RedisTwin>;
TYPED_TEST_SUITE(LogLaw, Twins, TwinNames);

TYPED_TEST(LogLaw, AnEmptyLogEndsAtNought) {
  EXPECT_EQ(this->log().tail(), Tail{});
  EXPECT_TRUE(followed(this->log(), 0).empty());
}

TYPED_TEST(LogLaw, TheFirstBatchStandsAtOneAndMovesTheTail) {
  const auto batch = batch_after({}, 3);
  ASSERT_EQ(this->append({}, batch), Append::appended);
  EXPECT_EQ(batch.first(), 1u);
  EXPECT_EQ(this->log().tail(), tail_after(batch));
  EXPECT_EQ(this->log().tail().offset, 3u);
}

TYPED_TEST(LogLaw, WhoeverExpectsAnOldTailIsToldThatItMoved) {
  const auto first = batch_after({}, 2, "first");
  ASSERT_EQ(this->append({}, first), Append::appended);
  EXPECT_EQ(this->append({}, batch_after({}, 2, "second")), Append::moved);
  EXPECT_EQ(this->log().tail(), tail_after(first));
  EXPECT_EQ(followed(this->log(), 0).size(), 1u);
}

TYPED_TEST(LogLaw, ATailOfTheSameOffsetButAnotherHashOrEpochIsNotTheTail) {
  ASSERT_EQ(this->append({}, batch_after({}, 2)), Append::appended);
  auto fork = this->log().tail();
  fork.hash[5] = static_cast<char>(~fork.hash[5]);
  EXPECT_EQ(this->append(fork, batch_after(fork, 1)), Append::moved);
  auto later = this->log().tail();
  later.epoch += 1;
  EXPECT_EQ(this->append(later, batch_after(later, 1)), Append::moved);
  EXPECT_EQ(followed(this->log(), 0).size(), 1u);
}

TYPED_TEST(LogLaw, AfterMovedTheWinnersAreFollowedAndTheNextTrySucceeds) {
  const auto mine = this->log().tail();
  ASSERT_EQ(this->append(mine, batch_after(mine, 1, "winner")), Append::appended);
  ASSERT_EQ(this->append(mine, batch_after(mine, 1, "loser")), Append::moved);
  const auto winners = followed(this->log(), mine.offset);
  ASSERT_EQ(winners.size(), 1u);
  const auto now = tail_after(winners.back());
  EXPECT_EQ(this->append(now, batch_after(now, 1, "loser")), Append::appended);
}

TYPED_TEST(LogLaw, EveryFollowerSeesTheSameBatchesInTheSameOrderFromAnyOffset) {
  testing::Random random(testing::seed_of("law", 41));
  std::vector<log::LogBatch> truth;
  for (int i = 0; i < 60; ++i) {
    const auto tail = this->log().tail();
    truth.push_back(batch_after(tail, static_cast<int>(1 + random.below(7))));
    ASSERT_EQ(this->append(tail, truth.back()), Append::appended);
  }
  const auto end = this->log().tail().offset;
  for (Offset after = 0; after <= end + 1; ++after) {
    std::vector<log::LogBatch> rest;
    for (const auto& batch : truth) {
      if (tail_after(batch).offset > after) rest.push_back(batch);
    }
    const auto seen = followed(this->log(), after);
    ASSERT_EQ(seen.size(), rest.size()) << "after " << after;
    for (std::size_t i = 0; i < seen.size(); ++i) {
      ASSERT_EQ(seen[i].SerializeAsString(), rest[i].SerializeAsString()) << "after " << after;
    }
  }
}

TYPED_TEST(LogLaw, AFollowerInTheMiddleOfABatchIsGivenTheWholeOfIt) {
  ASSERT_EQ(this->append({}, batch_after({}, 5)), Append::appended);
  const auto seen = followed(this->log(), 3);
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0].events_size(), 5);
  EXPECT_TRUE(followed(this->log(), 5).empty());
}

TYPED_TEST(LogLaw, AFollowerMayEndEarly) {
  for (int i = 0; i < 5; ++i) {
    const auto tail = this->log().tail();
    ASSERT_EQ(this->append(tail, batch_after(tail, 1)), Append::appended);
  }
  int seen = 0;
  EXPECT_EQ(this->log().follow(Tail(), [&](const log::LogBatch&) { return ++seen < 2; }), "");
  EXPECT_EQ(seen, 2);
}

TYPED_TEST(LogLaw, WhatIsFollowedIsAChain) {
  for (int i = 0; i < 20; ++i) {
    const auto tail = this->log().tail();
    ASSERT_EQ(this->append(tail, batch_after(tail, 1 + i % 3)), Append::appended);
  }
  Tail tail;
  for (const auto& batch : followed(this->log(), 0)) {
    ASSERT_EQ(find_fault(batch, tail), "");
    tail = tail_after(batch);
  }
  EXPECT_EQ(tail, this->log().tail());
}

// The embedded twin alone: what `appended` promises to survive.
TEST(EmbeddedLog, AppendWithoutCommitLeavesNothingBehind) {
  testing::EmbeddedTwin twin;
  EXPECT_EQ(twin.log().append({}, batch_after({}, 1)), Append::appended);
  EXPECT_EQ(twin.log().tail(), Tail{});
  EXPECT_TRUE(followed(twin.log(), 0).empty());
}

TEST(EmbeddedLog, AHaltedStoreIsUnavailable) {
  testing::EmbeddedTwin twin;
  twin.store().halt("for the test");
  EXPECT_EQ(twin.append({}, batch_after({}, 1)), Append::unavailable);
}

}  // namespace
}  // namespace plenum
