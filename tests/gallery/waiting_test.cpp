#include <gtest/gtest.h>

#include "tests/gallery/box.h"

// An embargo is a clock in the log: late is possible, early is not. Below k authors nothing is released.
namespace plenum {
namespace {

using namespace cast;
using testing::Box;
using testing::day;
using testing::hour;
using testing::hour_ms;
using Words = std::vector<std::string>;

TEST(Waiting, AnEmbargoEndsLateButNeverEarly) {
  Box box;
  box.charters(denmark, {hour, day});
  box.opens(hamlet, being, denmark);
  box.writes(hamlet, p1, being, "Wait for it.");
  box.passes(hour_ms - 1);
  EXPECT_EQ(box.words(hour), Words{});
  box.passes(1);
  EXPECT_EQ(box.words(hour), Words{"~Wait for it."});
  EXPECT_EQ(box.words(day), Words{});
  box.passes(40 * hour_ms);
  EXPECT_EQ(box.words(day), Words{"~Wait for it."}) << "nobody looked at the clock for a while";
  EXPECT_EQ(box.waiting(), 0u);
}

TEST(Waiting, NoOtherEventReleasesWhatIsDue) {
  Box box;
  box.charters(denmark, {hour});
  box.opens(hamlet, being, denmark);
  box.writes(hamlet, p1, being, "One.");
  box.now_ms += 2 * hour_ms;
  box.writes(hamlet, p2, being, "Two.");
  EXPECT_EQ(box.words(hour), Words{});
  box.advances();
  EXPECT_EQ(box.words(hour), Words{"~One."});
}

TEST(Waiting, WhatCameDueTogetherComesInTheOrderOfWriting) {
  Box box;
  box.charters(denmark, {hour});
  box.opens(hamlet, being, denmark);
  Words said;
  for (std::uint64_t i = 0; i < 40; ++i) {
    const PostId id{i * 7'919 % 101 + 1'000};  // ids in no order
    said.push_back("~" + std::to_string(i));
    box.writes(i % 2 == 0 ? hamlet : ophelia, id, being, std::to_string(i));
  }
  box.passes(hour_ms);
  EXPECT_EQ(box.words(hour), said);
}

TEST(Waiting, EditedBeforeItsReleaseItIsSeenInItsLastFormAlone) {
  Box box;
  box.charters(denmark, {hour});
  box.opens(hamlet, being, denmark);
  box.writes(hamlet, p1, being, "First words.");
  box.passes(hour_ms / 2);
  box.edits(hamlet, p1, "Second words.");
  box.passes(hour_ms / 2);
  EXPECT_EQ(box.words(hour), Words{}) << "these words are half an hour old";
  box.passes(hour_ms / 2);
  EXPECT_EQ(box.words(hour), Words{"~Second words."});
  EXPECT_FALSE(box.entry(p1, hour)->edited()) << "that there were others is not told";
  EXPECT_EQ(box.entry(p1, hour)->version(), 1u);
  EXPECT_EQ(box.offset(hour), 1u);
}

TEST(Waiting, BelowKAuthorsAFeedIsHeldAndThenAllOfItIsReleased) {
  Box box(3);
  box.charters(denmark, {testing::now});
  box.opens(hamlet, being, denmark);
  box.writes(hamlet, p1, being, "One.");
  box.writes(ophelia, p2, being, "Two.");
  box.writes(hamlet, p3, being, "Three.");
  EXPECT_EQ(box.offset(), 0u);
  box.writes(polonius, PostId{40}, being, "Four.");
  EXPECT_EQ(box.words(), (Words{"~One.", "~Two.", "~Three.", "~Four."}));
  EXPECT_EQ(box.waiting(), 0u);
  EXPECT_EQ(box.state().get(key::GalleryFeed{denmark, 0})->held(), 0u);
}

TEST(Waiting, WhoHasNotComeDueDoesNotCountAsAnAuthor) {
  Box box(2);
  box.charters(denmark, {testing::now, hour});
  box.opens(hamlet, being, denmark);
  box.writes(hamlet, p1, being, "One.");
  box.passes(hour_ms / 2);
  box.writes(ophelia, p2, being, "Two.");
  EXPECT_EQ(box.words(), (Words{"~One.", "~Two."}));
  box.passes(hour_ms / 2);
  EXPECT_EQ(box.words(hour), Words{}) << "one author's time has come";
  box.passes(hour_ms / 2);
  EXPECT_EQ(box.words(hour), (Words{"~One.", "~Two."}));
}

TEST(Waiting, WhereAuthorsHaveLeftAFeedIsHeldAgain) {
  Box box(2);
  box.charters(denmark, {testing::now});
  box.opens(hamlet, being, denmark);
  box.writes(hamlet, p1, being, "One.");
  box.writes(ophelia, p2, being, "Two.");
  box.withdraws(ophelia, p2);
  box.writes(hamlet, p3, being, "Three.");
  EXPECT_EQ(box.words(), Words{"~One."});
  box.writes(polonius, PostId{40}, being, "Four.");
  EXPECT_EQ(box.words(), (Words{"~One.", "~Three.", "~Four."}));
}

TEST(Waiting, TheWordsOfAHeldPostMayStillBeChanged) {
  Box box(2);
  box.charters(denmark, {testing::now, hour});
  box.opens(hamlet, being, denmark);
  box.writes(hamlet, p1, being, "First.");
  box.passes(hour_ms);  // due in both, held in both
  box.edits(hamlet, p1, "Second.");
  box.writes(ophelia, p2, being, "Mine.");
  EXPECT_EQ(box.words(), (Words{"~Second.", "~Mine."}));
  EXPECT_EQ(box.words(hour), Words{});
  box.passes(hour_ms);
  EXPECT_EQ(box.words(hour), (Words{"~Second.", "~Mine."}));
}

}  // namespace
}  // namespace plenum
