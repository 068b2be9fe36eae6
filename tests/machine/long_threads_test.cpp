#include <chrono>
#include <iostream>

#include <gtest/gtest.h>

#include "proto/limits.h"
#include "storage/machine/checks_chair.h"
#include "tests/machine/elsinore.h"

// A thread moves in one commit, so it may be no longer than one commit can carry.
namespace plenum {
namespace {

using namespace cast;
using testing::Elsinore;

/// Two threads, and in `graves` as many posts as may go at once.
class LongThread : public Elsinore {
public:
  LongThread() {
    raises_level(2);
    opens_topic(norway, "Norway");
    opens(hamlet, graves, denmark);
    for (std::uint32_t i = 0; i < limits::moved_posts_max; ++i) writes(hamlet, PostId{1'000 + i}, graves, "Alas.");
  }
  void one_more() { writes(ophelia, PostId{999}, graves); }
  Check moves_it() {
    v1::MoveThreadRequest wish;
    wish.set_thread_id(graves.value);
    wish.set_topic_id(norway.value);
    return check_move_thread(state(), as(polonius), wish);
  }
  Check merges_it(ThreadId from, ThreadId into) {
    v1::MergeThreadsRequest wish;
    wish.set_from_thread_id(from.value);
    wish.set_into_thread_id(into.value);
    return check_merge_threads(state(), as(polonius), wish);
  }
};

TEST(LongThreads, OfTwentyThousandPostsGoAndOfOneMoreAreRefused) {
  LongThread e;
  EXPECT_FALSE(e.moves_it());
  EXPECT_FALSE(e.merges_it(graves, being));
  e.one_more();
  const auto moves = e.moves_it();
  ASSERT_TRUE(moves);
  EXPECT_EQ(moves->code, v1::TOO_MANY_POSTS);
  EXPECT_STREQ(moves->field, "thread_id");
  const auto merges = e.merges_it(graves, being);
  ASSERT_TRUE(merges);
  EXPECT_EQ(merges->code, v1::TOO_MANY_POSTS);
  EXPECT_STREQ(merges->field, "from_thread_id");
  EXPECT_FALSE(e.merges_it(being, graves)) << "a short one goes into a long one";
}

TEST(LongThreads, AtTheLimitArriveWhole) {
  LongThread e;
  const auto start = std::chrono::steady_clock::now();
  e.moves(polonius, graves, norway);
  const auto moved = std::chrono::steady_clock::now();
  e.merges(polonius, graves, being);
  const auto merged = std::chrono::steady_clock::now();
  const auto ms = [](auto from, auto to) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(to - from).count();
  };
  std::cout << limits::moved_posts_max << " posts: moved in " << ms(start, moved) << " ms, merged in "
            << ms(moved, merged) << " ms\n";
  EXPECT_EQ(e.thread(being).posts(), limits::moved_posts_max + 1);
  EXPECT_EQ(e.thread(being).first_post(), p1.value);
  EXPECT_EQ(e.thread(graves).posts(), 0u);
  EXPECT_EQ(e.rows(key::ThreadPost{being, 0}, key::ThreadPost{ThreadId{being.value + 1}, 0}),
            limits::moved_posts_max + 1);
  const auto last = e.post(PostId{1'000 + limits::moved_posts_max - 1});
  EXPECT_EQ(last.thread(), being.value);
  EXPECT_EQ(last.topic(), denmark.value);
  EXPECT_EQ(e.thread(being).last_place(), last.place());
  EXPECT_EQ(e.state().get(key::Topic{norway})->posts(), 0u);
  EXPECT_EQ(e.state().get(key::Topic{denmark})->posts(), limits::moved_posts_max + 1);
}

}  // namespace
}  // namespace plenum
