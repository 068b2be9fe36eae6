#include <gtest/gtest.h>

#include "tests/gallery/box.h"

// A post in a topic with a charter is an observer's in the same batch; in any other it is nobody's.
namespace plenum {
namespace {

using namespace cast;
using testing::Box;
using testing::gallery_id;
using Words = std::vector<std::string>;

TEST(Released, APostWhereNobodyListensWritesNothing) {
  Box box;
  box.opens(hamlet, being, denmark);
  box.writes(hamlet, p1, being, "To be, or not to be.");
  EXPECT_EQ(box.entries(), 0u);
  EXPECT_EQ(box.waiting(), 0u);
  EXPECT_EQ(box.rows(key::GalleryFeed{TopicId{~0ULL}, 0}), 0u);
  EXPECT_FALSE(box.state().get(key::Post{p1})->has_gallery());
}

TEST(Released, APostIsThereAtOnceWhereWordsDoNotWait) {
  Box box;
  box.charters(denmark, {testing::now});
  box.opens(hamlet, being, denmark, "Or not?");
  box.writes(hamlet, p1, being, "To be.");
  const auto entry = box.entry(p1);
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->text(), "~To be.") << "what was redacted when it was posted";
  EXPECT_EQ(entry->written_at_ms(), box.now_ms);
  EXPECT_EQ(entry->order(), 1u);
  EXPECT_EQ(entry->epoch(), 1u);
  EXPECT_EQ(entry->author_token().size(), 32u);
  EXPECT_EQ(entry->thread(), gallery_id(being.value));
  const auto thread = box.state().get(key::GalleryThread{denmark, 0, entry->thread()});
  ASSERT_TRUE(thread);
  EXPECT_EQ(thread->title(), "~Or not?");
  EXPECT_EQ(thread->entries(), 1u);
  EXPECT_EQ(box.waiting(), 0u);
}

TEST(Released, NothingOfAMembersStandsInWhatAnObserverMayGet) {
  Box box;
  box.charters(denmark, {testing::now});
  box.opens(hamlet, being, denmark);
  box.writes(hamlet, p1, being, "Before.");
  box.writes(ophelia, p2, being, "After.", {hamlet}, p1);
  const auto news = *box.state().get(key::StreamEntry{Box::stream(testing::now), 2});
  EXPECT_EQ(news.log_offset(), 0u) << "it would tell how much happens elsewhere";
  const auto bytes = box.entry(p2)->SerializeAsString();
  EXPECT_EQ(box.entry(p2)->reply_to(), gallery_id(p1.value));
  for (const auto id : {hamlet.value, ophelia.value, p1.value, p2.value, being.value}) {
    std::string written(8, '\0');
    for (int i = 0; i < 8; ++i) written[static_cast<std::size_t>(i)] = static_cast<char>(id >> (8 * i));
    EXPECT_EQ(bytes.find(written), std::string::npos) << "a member's id " << id;
  }
}

TEST(Released, EachFeedHasItsOwnCount) {
  Box box;
  box.charters(denmark, {testing::now, testing::hour});
  box.charters(norway, {testing::now});
  box.opens(hamlet, being, denmark);
  box.opens(hamlet, graves, norway);
  box.writes(hamlet, p1, being, "One.");
  box.writes(hamlet, p2, graves, "Elsewhere.");
  box.writes(hamlet, p3, being, "Two.");
  EXPECT_EQ(box.words(), (Words{"~One.", "~Two."}));
  EXPECT_EQ(box.offset(), 2u);
  EXPECT_EQ(box.offset(testing::hour), 0u);
  EXPECT_EQ(box.words(testing::now, norway), Words{"~Elsewhere."});
}

TEST(Released, WhatItsAuthorKeepsAmongMembersNeverIs) {
  Box box;
  box.charters(denmark, {testing::now});
  box.opens(hamlet, being, denmark);
  box.next_is_for_members();
  box.writes(hamlet, p1, being, "For you alone.");
  box.next_is_for_members();
  box.opens(hamlet, graves, denmark);
  box.writes(hamlet, p2, graves, "Here too.");
  EXPECT_EQ(box.entries(), 0u);
  box.keeps(hamlet, being);
  box.writes(hamlet, p3, being, "From now on.");
  EXPECT_EQ(box.entries(), 0u);
}

TEST(Released, APostBelongsToTheFeedsOfTheCharterOfItsTime) {
  Box box;
  box.opens(hamlet, being, denmark);
  box.writes(hamlet, p1, being, "Before anybody listened.");
  box.charters(denmark, {testing::now});
  box.writes(hamlet, p2, being, "One listens.");
  box.charters(denmark, {testing::now, testing::hour});
  box.writes(hamlet, p3, being, "Two listen.");
  box.passes(testing::hour_ms);
  EXPECT_EQ(box.words(), (Words{"~One listens.", "~Two listen."}));
  EXPECT_EQ(box.words(testing::hour), Words{"~Two listen."});
  const auto thread = box.state().get(key::GalleryThread{denmark, 0, box.entry(p2)->thread()});
  EXPECT_EQ(thread->title(), "") << "the title was given when nobody listened";
  box.charters(denmark, {});
  box.edits(hamlet, p2, "Nobody listens; what was said is still mine to change.");
  EXPECT_EQ(box.entry(p2)->text(), "~Nobody listens; what was said is still mine to change.");
  EXPECT_EQ(box.state().get(key::Community{})->charters(), 0u);
}

TEST(Released, AnEpochIsThatOfTheWriting) {
  Box box;
  box.charters(denmark, {testing::now, testing::hour});
  box.opens(hamlet, being, denmark);
  box.writes(hamlet, p1, being);
  box.begins_epoch(denmark);
  box.writes(hamlet, p2, being);
  box.passes(testing::hour_ms);
  EXPECT_EQ(box.entry(p1, testing::hour)->epoch(), 1u);
  EXPECT_EQ(box.entry(p2, testing::hour)->epoch(), 2u);
}

TEST(Released, AHeldPostEntersWhenItIsApprovedAndNotBefore) {
  Box box;
  box.charters(denmark, {testing::now});
  box.opens(hamlet, being, denmark);
  box.writes_held(hamlet, p1, being, "May I?");
  box.writes_held(hamlet, p2, being, "And I?");
  EXPECT_EQ(box.entries(), 0u);
  box.decides(polonius, p2, false, "No.");
  box.passes(1'000);
  box.decides(polonius, p1, true);
  EXPECT_EQ(box.words(), Words{"~May I?"});
  EXPECT_EQ(box.entry(p1)->written_at_ms(), box.now_ms) << "the moment in which members saw it";
}

TEST(Released, AnAnswerToWhatIsNotReleasedNamesNothing) {
  Box box;
  box.charters(denmark, {testing::now});
  box.opens(hamlet, being, denmark);
  box.next_is_for_members();
  box.writes(hamlet, p1, being, "Among us.");
  box.writes(ophelia, p2, being, "Yes.", {}, p1);
  EXPECT_EQ(box.entry(p2)->reply_to(), "");
}

}  // namespace
}  // namespace plenum
