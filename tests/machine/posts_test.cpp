#include <gtest/gtest.h>

#include "tests/machine/elsinore.h"

namespace plenum {
namespace {

using namespace cast;
using testing::Elsinore;

TEST(Posts, WritingMakesAPostAtItsPlace) {
  Elsinore e;
  e.now_ms += 5;
  e.writes(ophelia, p2, being, "My lord?", {hamlet}, p1);
  const auto post = e.post(p2);
  EXPECT_EQ(post.author(), ophelia.value);
  EXPECT_EQ(post.thread(), being.value);
  EXPECT_EQ(post.topic(), denmark.value);
  EXPECT_EQ(post.source(), "My lord?");
  EXPECT_EQ(post.quote(), "a quote");
  EXPECT_EQ(post.reply_to(), p1.value);
  EXPECT_EQ(post.version(), 1u);
  EXPECT_EQ(post.place(), static_cast<Place>(e.now_ms) << 16);
  EXPECT_EQ(e.state().get(key::ThreadPost{being, post.place()})->id(), p2.value);
  EXPECT_TRUE(e.state().get(key::Mention{hamlet, being, post.place()}));
}

// One millisecond holds many posts, and no clock that stands still makes two of them equal.
TEST(Posts, ThePlaceNeverGoesBack) {
  Elsinore e;
  Place last = e.post(p1).place();
  for (std::uint64_t i = 0; i < 3'000; ++i) {
    e.now_ms += i % 500 == 0 ? 1 : 0;
    e.writes(hamlet, PostId{1'000 + i}, being);
    const auto place = e.post(PostId{1'000 + i}).place();
    ASSERT_GT(place, last);
    ASSERT_GE(place >> 16, static_cast<Place>(e.now_ms) - 1) << "and keeps to the time";
    last = place;
  }
}

// The clock stands still here: what was said before somebody came in must not pass for news to them.
TEST(Posts, JoiningTakesAPlaceBetweenThePostsAroundIt) {
  Elsinore e;
  e.opens(ophelia, graves, denmark);
  e.writes(hamlet, p2, being);
  e.joins(nobody, v1::MEMBER, "yorick");
  e.writes(ophelia, p3, graves);
  EXPECT_LT(e.post(p2).place(), e.member(nobody).joined_place());
  EXPECT_GT(e.post(p3).place(), e.member(nobody).joined_place()) << "in whichever thread it stands";
}

TEST(Posts, MoreThanAMillisecondHoldsPushTheTimeOnAndNotBack) {
  Elsinore e;
  auto full = e.community();
  Place last = (static_cast<Place>(e.now_ms) << 16) + 0xFFFD;  // the count has 16 bits
  full.set_last_place(last);
  e.state().put(key::Community{}, full);
  for (std::uint64_t i = 0; i < 5; ++i) {
    e.writes(hamlet, PostId{1'000 + i}, being);
    ASSERT_EQ(e.thread(being).last_place(), last + 1);
    ++last;
  }
  EXPECT_EQ(last >> 16, static_cast<Place>(e.now_ms) + 1);
  e.now_ms += 1;
  e.writes(hamlet, p2, being);
  EXPECT_GT(e.post(p2).place(), last);
}

TEST(Posts, EditingKeepsWhatStoodBefore) {
  Elsinore e;
  e.writes(hamlet, p2, being, "First.", {ophelia});
  const auto written_ms = e.now_ms;
  e.now_ms += 10;
  e.edits(hamlet, p2, "Second.", {polonius});
  e.now_ms += 10;
  e.edits(hamlet, p2, "Third.");
  const auto post = e.post(p2);
  EXPECT_EQ(post.source(), "Third.");
  EXPECT_EQ(post.edits(), 2u);
  EXPECT_EQ(post.version(), 3u);
  EXPECT_EQ(post.edited_at_ms(), e.now_ms);
  EXPECT_EQ(e.state().get(key::Revision{p2, 0})->source(), "First.");
  EXPECT_EQ(e.state().get(key::Revision{p2, 0})->at_ms(), written_ms);
  EXPECT_EQ(e.state().get(key::Revision{p2, 1})->source(), "Second.");
  EXPECT_EQ(e.state().get(key::Revision{p2, 1})->at_ms(), written_ms + 10);
  EXPECT_FALSE(e.state().get(key::Mention{ophelia, being, post.place()})) << "no longer named";
  EXPECT_FALSE(e.state().get(key::Mention{polonius, being, post.place()}));
}

TEST(Posts, ATombstoneNamesNobodyUntilItIsRestored) {
  Elsinore e;
  e.writes(hamlet, p2, being, "Words.", {ophelia});
  const auto place = e.post(p2).place();
  e.deletes(polonius, p2);
  EXPECT_TRUE(e.post(p2).deleted());
  EXPECT_EQ(e.post(p2).deleted_by(), polonius.value);
  EXPECT_FALSE(e.state().get(key::Mention{ophelia, being, place}));
  EXPECT_EQ(e.post(p2).source(), "Words.") << "kept for the chair, and to be restored";
  e.restores(polonius, p2);
  EXPECT_FALSE(e.post(p2).deleted());
  EXPECT_EQ(e.post(p2).deleted_by(), 0u);
  EXPECT_TRUE(e.state().get(key::Mention{ophelia, being, place}));
  EXPECT_EQ(e.post(p2).version(), 3u);
}

TEST(Posts, DeletingTwiceOrRestoringWhatStandsChangesNothing) {
  Elsinore e;
  e.restores(hamlet, p1);
  EXPECT_EQ(e.post(p1).version(), 1u);
  e.deletes(hamlet, p1);
  e.deletes(polonius, p1);
  EXPECT_EQ(e.post(p1).version(), 2u);
  EXPECT_EQ(e.post(p1).deleted_by(), hamlet.value);
}

TEST(Posts, ErasingLeavesNoWordAnywhere) {
  Elsinore e;
  e.writes(hamlet, p2, being, "canary", {ophelia});
  e.edits(hamlet, p2, "canary again", {ophelia});
  e.reacts(ophelia, p2);
  e.erases(p2);
  for (const auto& [key, record] : e.state().entries()) {
    EXPECT_EQ(record->find("canary"), std::string::npos) << "in table " << key[0];
  }
  EXPECT_TRUE(e.post(p2).erased() && e.post(p2).deleted());
  EXPECT_EQ(e.rows(key::Reaction{p2, "", MemberId{}}, key::Reaction{p3, "", MemberId{}}), 0u);
  EXPECT_EQ(e.rows(key::Revision{p2, 0}, key::Revision{p3, 0}), 0u);
  EXPECT_EQ(e.rows(key::Mention{ophelia, ThreadId{}, 0}, key::Mention{MemberId{5}, ThreadId{}, 0}), 0u);
  EXPECT_EQ(e.thread(being).posts(), 2u) << "a tombstone is counted";
}

TEST(Posts, FactsOfAPostThatIsNotThereChangeNothing) {
  Elsinore e;
  e.edits(hamlet, p3, "Words.");
  e.deletes(hamlet, p3);
  e.restores(hamlet, p3);
  e.erases(p3);
  e.reacts(hamlet, p3);
  e.takes_back(hamlet, p3);
  EXPECT_FALSE(e.state().get(key::Post{p3}));
}

}  // namespace
}  // namespace plenum
