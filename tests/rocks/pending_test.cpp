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

TEST_F(PendingOverStore, ARecordIsChangedWhereItLies) {
  const auto view = store_->view();
  Pending pending(&view);
  EXPECT_EQ(pending.change(key_of(11)), nullptr) << "there is none";
  pending.change(key_of(10))->set_watch(v1::MUTED);
  pending.put(key_of(12), watch(v1::FOLLOWED));
  pending.change(key_of(12))->set_watch(v1::MUTED);
  EXPECT_EQ(pending.get(key_of(10))->watch(), v1::MUTED);
  EXPECT_EQ(pending.get(key_of(12))->watch(), v1::MUTED);
  EXPECT_EQ(view.get(key_of(10))->watch(), v1::FOLLOWED);
  std::vector<std::string> seen;
  pending.scan(key_of(10), key_of(13), [&](const key::Any&, std::string_view record) {
    seen.emplace_back(record);
    return true;
  });
  EXPECT_EQ(seen, std::vector(2, watch(v1::MUTED).SerializeAsString()));
  pending.erase(key_of(10));
  EXPECT_EQ(pending.change(key_of(10)), nullptr) << "it is gone";
}

TEST_F(PendingOverStore, WhatWasOnlyReadIsNoChange) {
  const auto view = store_->view();
  Pending pending(&view);
  EXPECT_TRUE(pending.get(key_of(10)));
  EXPECT_FALSE(pending.get(key_of(11)));
  EXPECT_TRUE(pending.entries().empty());
  pending.change(key_of(10))->set_watch(v1::MUTED);
  EXPECT_EQ(pending.entries().size(), 1u);
}

// A thread's place in its topic's list moves with every post of a batch: one row in the end, and one deletion.
TEST_F(PendingOverStore, WhatThisBatchAloneWroteLeavesNothingBehind) {
  const auto view = store_->view();
  Pending pending(&view);
  pending.erase(key_of(10));
  for (const std::uint64_t moved : {11, 12, 13}) {
    pending.put(key_of(moved), watch(v1::MUTED));
    if (moved < 13) pending.erase(key_of(moved));
  }
  const auto entries = pending.entries();
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_FALSE(entries.at(encode_key(key_of(10)))) << "the one that lies below";
  EXPECT_TRUE(entries.at(encode_key(key_of(13))));
  pending.put(key_of(10), watch(v1::MUTED));
  pending.erase(key_of(10));
  EXPECT_FALSE(pending.entries().at(encode_key(key_of(10)))) << "written again or not, it still lies below";
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
    } else if (random.one_in(3)) {
      auto* here = over.change(key);
      auto* there = alone.change(key);
      ASSERT_EQ(here == nullptr, there == nullptr);
      if (here == nullptr) continue;
      here->set_watch(v1::NORMAL);
      there->set_watch(v1::NORMAL);
    } else {
      over.erase(key);
      alone.erase(key);
    }
    const auto mine = over.get(key);
    ASSERT_EQ(mine.has_value(), alone.get(key).has_value());
    if (mine) {
      ASSERT_EQ(mine->watch(), alone.get(key)->watch());
    }
    if (i % 20 != 0) continue;
    ASSERT_EQ(threads(over), threads(alone));
    ASSERT_EQ(threads(over, true), threads(alone, true));
  }
}

// Random writes in layers, each of which is taken in or dropped: what was taken in might have been written at once.
TEST_F(PendingOverStore, ALayerOverItIsTakenInOrLeavesNothingBehind) {
  Random random(testing::seed_of("layers", 5));
  const auto view = store_->view();
  Pending under(&view);
  Pending flat(&view);
  const auto write = [](Pending& pending, std::uint64_t thread, std::uint64_t kind) {
    const auto key = key_of(thread);
    if (kind == 0) {
      if (auto* record = pending.change(key)) record->set_watch(v1::NORMAL);
    } else if (kind == 1) {
      pending.erase(key);
    } else {
      pending.put(key, watch(kind == 2 ? v1::MUTED : v1::FOLLOWED));
    }
  };
  const auto changes = [&](const Pending& pending) {  // but for the deletion of what is not there
    auto entries = pending.entries();
    std::erase_if(entries, [&](const auto& entry) { return !entry.second && !view.has(entry.first); });
    return entries;
  };
  for (int round = 0; round < 400; ++round) {
    const auto before = under.entries();
    Pending top(&under);
    const bool taken = random.one_in(2);
    for (auto writes = random.below(8); writes > 0; --writes) {
      const auto thread = random.below(60);
      const auto kind = random.below(4);
      write(top, thread, kind);
      if (taken) write(flat, thread, kind);
      top.get(key_of(random.below(60)));
    }
    if (taken) {
      ASSERT_EQ(threads(top), threads(flat));
      ASSERT_EQ(threads(top, true), threads(flat, true));
      under.take(std::move(top));
      ASSERT_EQ(changes(under), changes(flat));
    } else {
      ASSERT_EQ(under.entries(), before);
    }
  }
}

}  // namespace
}  // namespace plenum
