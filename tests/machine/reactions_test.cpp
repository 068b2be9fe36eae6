#include <gtest/gtest.h>

#include "proto/limits.h"
#include "tests/machine/elsinore.h"

namespace plenum {
namespace {

using namespace cast;
using testing::Elsinore;

TEST(Reactions, AreCountedPerEmojiWithThoseWhoGaveThem) {
  Elsinore e;
  e.reacts(hamlet, p1, "👍");
  e.reacts(ophelia, p1, "👍");
  e.reacts(ophelia, p1, "🎉");
  const auto post = e.post(p1);
  ASSERT_EQ(post.reactions_size(), 2);
  EXPECT_EQ(post.reactions(0).emoji(), "👍");
  EXPECT_EQ(post.reactions(0).count(), 2u);
  EXPECT_EQ(post.reactions(0).first(0), hamlet.value);
  EXPECT_EQ(post.reactions(1).count(), 1u);
  EXPECT_EQ(post.version(), 4u);
  EXPECT_TRUE(e.state().get(key::Reaction{p1, "👍", ophelia}));
}

TEST(Reactions, TheSameOneTwiceCountsOnce) {
  Elsinore e;
  e.reacts(hamlet, p1);
  e.reacts(hamlet, p1);
  EXPECT_EQ(e.post(p1).reactions(0).count(), 1u);
  e.takes_back(ophelia, p1);
  EXPECT_EQ(e.post(p1).reactions(0).count(), 1u) << "nobody takes back what another gave";
}

TEST(Reactions, TheLastOneTakenBackTakesTheEmojiAway) {
  Elsinore e;
  e.reacts(hamlet, p1, "a");
  e.reacts(ophelia, p1, "b");
  e.takes_back(hamlet, p1, "a");
  ASSERT_EQ(e.post(p1).reactions_size(), 1);
  EXPECT_EQ(e.post(p1).reactions(0).emoji(), "b");
  EXPECT_FALSE(e.state().get(key::Reaction{p1, "a", hamlet}));
}

TEST(Reactions, ShowTheEarliestFewAndCountAll) {
  Elsinore e;
  for (std::uint64_t i = 0; i < 30; ++i) e.reacts(MemberId{100 + i}, p1);
  EXPECT_EQ(e.post(p1).reactions(0).count(), 30u);
  ASSERT_EQ(e.post(p1).reactions(0).first_size(), static_cast<int>(limits::reaction_members_shown_max));
  for (int i = 0; i < e.post(p1).reactions(0).first_size(); ++i) {
    EXPECT_EQ(e.post(p1).reactions(0).first(i), 100u + static_cast<std::uint64_t>(i));
  }
  e.takes_back(MemberId{100}, p1);
  EXPECT_EQ(e.post(p1).reactions(0).count(), 29u);
  EXPECT_EQ(e.post(p1).reactions(0).first(0), 101u);
}

}  // namespace
}  // namespace plenum
