// The publisher that cannot keep up: it holds no more than it may, and everybody still learns that there is more.
#include "server/hub/publisher.h"

#include <future>
#include <thread>

#include <gtest/gtest.h>
#include <sodium.h>

#include "tests/support/storage/commit.h"
#include "tests/support/storage/scratch.h"

namespace plenum {
namespace {

const auto being = StreamId::of_members(TopicId{1});
const auto unfollowed = StreamId::of_members(TopicId{2});

Committed batch_of(std::uint64_t first, std::uint64_t count) {
  Committed batch;
  for (std::uint64_t i = 0; i < count; ++i) {
    for (const auto& stream : {being, unfollowed}) {
      Pending::Added added;
      added.stream = stream;
      added.offset = first + i;
      added.entry.set_post(first + i);
      batch.added.push_back(std::move(added));
    }
  }
  return batch;
}

TEST(Publisher, that_falls_behind_tells_only_how_far_each_stream_has_come) {
  ASSERT_GE(sodium_init(), 0);
  testing::Scratch scratch;
  const auto store = testing::open_store(scratch.path());
  Rendered rendered;
  Interest interest;
  interest.add(being, Interest::Encoding::binary);
  const Positions positions("salt");
  std::promise<void> first_is_in, go_on;
  auto may_go_on = go_on.get_future().share();
  std::vector<Delivery> told;
  bool is_first = true;
  constexpr std::uint64_t batches = 1'000, entries = 100;
  {
    Publisher publisher(*store, rendered, interest, positions, [&](Deliveries deliveries) {
      if (std::exchange(is_first, false)) {
        first_is_in.set_value();
        may_go_on.wait();
      }
      for (const auto& each : *deliveries) told.push_back(each);
    });
    publisher.committed(batch_of(1, entries));
    first_is_in.get_future().wait();
    for (std::uint64_t i = 1; i < batches; ++i) publisher.committed(batch_of(1 + i * entries, entries));
    go_on.set_value();
    publisher.stop();
  }
  std::uint64_t covered = 0, with_frames = 0;
  for (const auto& each : told) {
    ASSERT_EQ(each.stream, being);
    ASSERT_EQ(each.first, covered + 1) << "a hole, or something twice";
    covered = each.last;
    if (each.binary) with_frames += each.last - each.first + 1;
  }
  EXPECT_EQ(covered, batches * entries);
  // Two streams share what may wait.
  EXPECT_LE(with_frames, entries + Publisher::waiting_entries_max / 2);
  EXPECT_FALSE(told.back().binary) << "the rest is read from the log";
}

}  // namespace
}  // namespace plenum
