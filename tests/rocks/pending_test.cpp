#include "storage/rocks/pending.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "storage/rocks/keys.h"
#include "tests/support/storage/commit.h"
#include "tests/support/storage/meeting.h"
#include "tests/support/storage/scratch.h"

namespace plenum {
namespace {

using testing::commit;
using testing::Meeting;
using testing::open_store;
using testing::Random;
using testing::Scratch;

log::WatchRecord watch(v1::Watch value) {
  log::WatchRecord record;
  record.set_watch(value);
  return record;
}

key::Watch key_of(std::uint64_t thread) {
  return {MemberId{1}, ThreadId{thread}};
}

class PendingOverStore : public ::testing::Test {
protected:
  PendingOverStore() : store_(open_store(scratch_ / "data")) {
    Meeting meeting;
    meeting.founded();
    for (const std::uint64_t thread : {10, 20, 30, 40}) meeting.watches(MemberId{1}, ThreadId{thread}, v1::FOLLOWED);
    EXPECT_TRUE(commit(*store_, meeting.take_batch()));
  }

  static std::vector<std::uint64_t> threads(const View& view, bool back = false) {
    std::vector<std::uint64_t> seen;
    const auto visit = [&](const key::Any& key, std::string_view) {
      seen.push_back(std::get<key::Watch>(key).thread.value);
      return true;
    };
    back ? view.scan_back(key_of(0), key_of(99), visit) : view.scan(key_of(0), key_of(99), visit);
    return seen;
  }

  Scratch scratch_;
  std::unique_ptr<Store> store_;
};

TEST_F(PendingOverStore, ReadsWhatLiesBelowAndItsOwnWritesBeforeThat) {
  const auto view = store_->view();
  Pending pending(&view);
  EXPECT_EQ(pending.get(key_of(10))->watch(), v1::FOLLOWED);
  pending.put(key_of(10), watch(v1::MUTED));
  pending.put(key_of(11), watch(v1::MUTED));
  EXPECT_EQ(pending.get(key_of(10))->watch(), v1::MUTED);
  EXPECT_EQ(pending.get(key_of(11))->watch(), v1::MUTED);
  EXPECT_EQ(view.get(key_of(10))->watch(), v1::FOLLOWED) << "nothing is true before the commit";
}

TEST_F(PendingOverStore, WhatItErasedIsGoneUntilItIsWrittenAgain) {
  const auto view = store_->view();
  Pending pending(&view);
  pending.erase(key_of(20));
  EXPECT_FALSE(pending.get(key_of(20)));
  EXPECT_EQ(threads(pending), (std::vector<std::uint64_t>{10, 30, 40}));
  pending.put(key_of(20), watch(v1::MUTED));
  EXPECT_EQ(pending.get(key_of(20))->watch(), v1::MUTED);
  EXPECT_EQ(threads(pending), (std::vector<std::uint64_t>{10, 20, 30, 40}));
}

TEST_F(PendingOverStore, ScansMergeBothWays) {
  const auto view = store_->view();
  Pending pending(&view);
  pending.put(key_of(5), watch(v1::MUTED));
  pending.put(key_of(25), watch(v1::MUTED));
  pending.put(key_of(98), watch(v1::MUTED));
  pending.put(key_of(99), watch(v1::MUTED));  // the upper bound is not in the range
  pending.erase(key_of(40));
  const std::vector<std::uint64_t> forward = {5, 10, 20, 25, 30, 98};
  EXPECT_EQ(threads(pending), forward);
  EXPECT_EQ(threads(pending, true), (std::vector<std::uint64_t>{forward.rbegin(), forward.rend()}));
}

TEST_F(PendingOverStore, AScanEndsWhereTheVisitorSaysSo) {
  const auto view = store_->view();
  Pending pending(&view);
  int seen = 0;
  pending.scan(key_of(0), key_of(99), [&](const key::Any&, std::string_view) { return ++seen < 2; });
  EXPECT_EQ(seen, 2);
}

TEST_F(PendingOverStore, AViewIsFrozen) {
  const auto before = store_->view();
  Meeting meeting;
  meeting.founded();
  meeting.watches(MemberId{1}, ThreadId{50}, v1::MUTED);
  auto batch = meeting.take_batch();
  batch.mutable_events()->DeleteSubrange(0, 1);
  ASSERT_TRUE(commit(*store_, batch));
  EXPECT_FALSE(before.get(key_of(50)));
  EXPECT_EQ(before.tail().offset + 1, store_->view().tail().offset);
  EXPECT_TRUE(store_->view().get(key_of(50)));
}

// The same random writes over a store and over nothing: whatever is read is the same.
TEST_F(PendingOverStore, IsAStateLikeOneThatLiesInMemoryAlone) {
  Random random(testing::seed_of("pending", 4));
  const auto view = store_->view();
  Pending over(&view);
  Pending alone(nullptr);
  for (const auto thread : threads(over)) alone.put(key_of(thread), watch(v1::FOLLOWED));
  for (int i = 0; i < 2'000; ++i) {
    const auto key = key_of(random.below(60));
    if (random.one_in(2)) {
      const auto record = watch(random.one_in(2) ? v1::MUTED : v1::FOLLOWED);
      over.put(key, record);
      alone.put(key, record);
    } else {
      over.erase(key);
      alone.erase(key);
    }
    ASSERT_EQ(over.get(key).has_value(), alone.get(key).has_value());
    if (i % 20 != 0) continue;
    ASSERT_EQ(threads(over), threads(alone));
    ASSERT_EQ(threads(over, true), threads(alone, true));
  }
}

}  // namespace
}  // namespace plenum
