#include <gtest/gtest.h>

#include "tests/machine/elsinore.h"

namespace plenum {
namespace {

using namespace cast;
using testing::Elsinore;

std::vector<std::uint64_t> newest_first(Elsinore& e) {
  std::vector<std::uint64_t> threads;
  e.state().scan_back(key::Activity{denmark, 0, ThreadId{}}, key::Activity{norway, 0, ThreadId{}},
                      [&](const key::Any& key, std::string_view) {
                        threads.push_back(std::get<key::Activity>(key).thread.value);
                        return true;
                      });
  return threads;
}

TEST(Threads, ATopicIsOpenedAndChanged) {
  Elsinore e;
  e.opens_topic(norway, "Norway");
  EXPECT_EQ(e.state().get(key::Topic{norway})->title(), "Norway");
  EXPECT_EQ(e.state().get(key::Topic{norway})->version(), 1u);
  EXPECT_EQ(e.community().topics(), 2u);
  e.changes_topic(norway, "Old Norway", true);
  EXPECT_EQ(e.state().get(key::Topic{norway})->title(), "Old Norway");
  EXPECT_TRUE(e.state().get(key::Topic{norway})->archived());
  EXPECT_EQ(e.state().get(key::Topic{norway})->version(), 2u);
}

TEST(Threads, AThreadIsOpenedLockedAndUnlocked) {
  Elsinore e;
  e.opens(ophelia, graves, denmark, "Graves");
  EXPECT_EQ(e.thread(graves).title(), "Graves");
  EXPECT_EQ(e.thread(graves).opened_by(), ophelia.value);
  EXPECT_EQ(e.state().get(key::Topic{denmark})->threads(), 2u);
  e.locks(graves);
  EXPECT_TRUE(e.thread(graves).locked());
  e.locks(graves, false);
  EXPECT_FALSE(e.thread(graves).locked());
  EXPECT_EQ(e.thread(graves).version(), 3u);
}

TEST(Threads, TheOneWrittenInLastStandsFirst) {
  Elsinore e;
  e.now_ms += 10;
  e.opens(hamlet, graves, denmark);
  EXPECT_EQ(newest_first(e), (std::vector<std::uint64_t>{graves.value, being.value}));
  e.now_ms += 10;
  e.writes(hamlet, p2, being);
  EXPECT_EQ(newest_first(e), (std::vector<std::uint64_t>{being.value, graves.value}));
  e.writes(hamlet, p3, graves);
  EXPECT_EQ(newest_first(e).size(), 2u) << "a thread stands in its topic once";
}

TEST(Threads, TheHeadKnowsFirstAndLast) {
  Elsinore e;
  e.now_ms += 5;
  e.writes(ophelia, p2, being);
  const auto head = e.thread(being);
  EXPECT_EQ(head.first_post(), p1.value);
  EXPECT_EQ(head.posts(), 2u);
  EXPECT_EQ(head.last_post_by(), ophelia.value);
  EXPECT_EQ(head.last_post_at_ms(), e.now_ms);
  EXPECT_EQ(head.last_place(), e.post(p2).place());
}

TEST(Threads, WatchingIsRememberedAndNormalIsNot) {
  Elsinore e;
  e.watches(hamlet, being, v1::FOLLOWED);
  EXPECT_EQ(e.state().get(key::Watch{hamlet, being})->watch(), v1::FOLLOWED);
  e.watches(hamlet, being, v1::MUTED);
  EXPECT_EQ(e.state().get(key::Watch{hamlet, being})->watch(), v1::MUTED);
  e.watches(hamlet, being, v1::NORMAL);
  EXPECT_FALSE(e.state().get(key::Watch{hamlet, being}));
}

}  // namespace
}  // namespace plenum
