#include <gtest/gtest.h>

#include "storage/rocks/digest.h"
#include "tests/gallery/box.h"

// What leaves: before its release it was never there; after it a tombstone follows, and nothing comes back.
namespace plenum {
namespace {

using namespace cast;
using testing::Box;
using testing::hour;
using testing::hour_ms;
using Words = std::vector<std::string>;

struct Way {
  const char* name;
  void (*leave)(Box&);
  void (*back)(Box&);  // as far as members are concerned
  log::EntryState state;
};
const Way ways[] = {
    {"withdrawn", [](Box& b) { b.withdraws(hamlet, p1); }, [](Box& b) { b.edits(hamlet, p1, "Again."); },
     log::ENTRY_WITHDRAWN},
    {"deleted", [](Box& b) { b.deletes(hamlet, p1); }, [](Box& b) { b.restores(hamlet, p1); }, log::ENTRY_WITHDRAWN},
    {"removed", [](Box& b) { b.removes(polonius, p1); }, [](Box& b) { b.restores(polonius, p1); },
     log::ENTRY_WITHDRAWN},
    {"hidden", [](Box& b) { b.hides(polonius, p1); }, [](Box& b) { b.hides(polonius, p1, false); },
     log::ENTRY_WITHDRAWN},
    {"erased", [](Box& b) { b.erases(p1); }, [](Box& b) { b.writes(hamlet, p3, graves); }, log::ENTRY_ERASED},
    {"moved", [](Box& b) { b.moves(polonius, being, norway); }, [](Box& b) { b.moves(polonius, being, denmark); },
     log::ENTRY_WITHDRAWN},
    {"split off to another topic", [](Box& b) { b.splits(polonius, being, {p1}, ThreadId{29}, norway); },
     [](Box& b) { b.merges(polonius, ThreadId{29}, being); }, log::ENTRY_WITHDRAWN},
};

void opens_all(Box& box, std::vector<v1::EmbargoClass> classes) {
  box.charters(denmark, classes);
  box.charters(norway, classes);
  box.opens(hamlet, being, denmark, "Title");
  box.opens(hamlet, graves, norway);
  box.writes(hamlet, p1, being, "To be.");
  box.writes(ophelia, p2, being, "Good my lord.");
}

TEST(Leaving, BeforeItsReleaseItIsNeverSeen) {
  for (const auto& way : ways) {
    SCOPED_TRACE(way.name);
    Box box;
    opens_all(box, {hour});
    way.leave(box);
    way.back(box);
    box.passes(3 * hour_ms);
    EXPECT_FALSE(box.entry(p1, hour));
    EXPECT_FALSE(box.entry(p1, hour, norway)) << "its author was told of Denmark's listeners alone";
    EXPECT_EQ(box.waiting(), 0u);
  }
}

TEST(Leaving, AfterItsReleaseATombstoneFollowsAndStays) {
  for (const auto& way : ways) {
    SCOPED_TRACE(way.name);
    Box box;
    opens_all(box, {testing::now});
    const auto before = box.offset();
    way.leave(box);
    EXPECT_GT(box.offset(), before) << "it is told";
    way.back(box);
    const auto entry = box.entry(p1);
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry->state(), way.state);
    EXPECT_EQ(entry->text() + entry->author_token() + entry->specialty() + entry->region(), "");
    EXPECT_FALSE(box.entry(p1, testing::now, norway));
  }
}

TEST(Leaving, WhileItIsHeldBelowKAuthorsItLeavesNoTrace) {
  for (const auto& way : ways) {
    SCOPED_TRACE(way.name);
    Box box(3);
    opens_all(box, {testing::now});
    way.leave(box);
    box.writes(ophelia, PostId{41}, graves);
    EXPECT_EQ(box.state().get(key::GalleryAuthor{denmark, 0, hamlet})->standing(), 0u);
    EXPECT_FALSE(box.entry(p1));
  }
}

TEST(Leaving, EditedAfterItsReleaseTheOldWordsGoAtOnceAndTheNewOnesWait) {
  Box box;
  opens_all(box, {testing::now, hour});
  box.passes(hour_ms);
  box.edits(hamlet, p1, "Not to be.");
  EXPECT_EQ(box.entry(p1)->text(), "~Not to be.");
  EXPECT_TRUE(box.entry(p1)->edited());
  EXPECT_EQ(box.entry(p1, hour)->text(), "");
  EXPECT_EQ(box.entry(p1, hour)->state(), log::ENTRY_WORDS_WAIT);
  box.passes(hour_ms - 1);
  EXPECT_EQ(box.entry(p1, hour)->text(), "");
  box.edits(hamlet, p1, "Perhaps.");
  box.passes(hour_ms - 1);
  EXPECT_EQ(box.entry(p1, hour)->text(), "") << "the time of the last words counts";
  box.passes(1);
  EXPECT_EQ(box.entry(p1, hour)->text(), "~Perhaps.");
  EXPECT_EQ(box.entry(p1, hour)->state(), log::ENTRY_STANDS);
  EXPECT_EQ(box.waiting(), 0u);
}

TEST(Leaving, WhileItsNewWordsWaitItMayLeaveToo) {
  Box box;
  opens_all(box, {hour});
  box.passes(hour_ms);
  box.edits(hamlet, p1, "Not to be.");
  box.deletes(hamlet, p1);
  box.passes(2 * hour_ms);
  EXPECT_EQ(box.entry(p1, hour)->state(), log::ENTRY_WITHDRAWN);
  EXPECT_EQ(box.entry(p1, hour)->text(), "");
  EXPECT_EQ(box.waiting(), 0u);
}

TEST(Leaving, WhatWasWithdrawnIsErasedTooAndThatIsTold) {
  Box box;
  opens_all(box, {testing::now});
  box.withdraws(hamlet, p1);
  box.erases(p1);
  EXPECT_EQ(box.entry(p1)->state(), log::ENTRY_ERASED);
}

TEST(Leaving, AnEditWithoutRedactedWordsLeaves) {
  Box box;
  opens_all(box, {testing::now});
  log::Event edited;
  edited.mutable_post_edited()->set_post(p1.value);
  edited.mutable_post_edited()->set_by(hamlet.value);
  box.happens(edited, {{log::BODY, log::PostText().SerializeAsString()}});
  EXPECT_EQ(box.entry(p1)->state(), log::ENTRY_WITHDRAWN);
}

TEST(Leaving, FewerWordsComeAtOnceWhereverTheyStandOrWait) {
  Box box;
  opens_all(box, {testing::now, hour});
  box.narrows(p1, "~T. b.");
  EXPECT_EQ(box.entry(p1)->text(), "~T. b.");
  box.passes(hour_ms);
  EXPECT_EQ(box.entry(p1, hour)->text(), "~T. b.");
  box.narrows(p1, "~T.");
  EXPECT_EQ(box.entry(p1, hour)->text(), "~T.");
}

TEST(Leaving, AThreadOfWhichNothingStandsHasNoTitle) {
  Box box;
  opens_all(box, {testing::now});
  const auto thread = [&] { return *box.state().get(key::GalleryThread{denmark, 0, box.entry(p1)->thread()}); };
  EXPECT_EQ(thread().title(), "~Title");
  box.renames(polonius, being, "Another");
  EXPECT_EQ(thread().title(), "~Another");
  box.deletes(hamlet, p1);
  EXPECT_EQ(thread().entries(), 1u);
  box.deletes(ophelia, p2);
  EXPECT_EQ(thread().title(), "");
  EXPECT_EQ(thread().entries(), 0u);
}

TEST(Leaving, ATitleThatIsChangedIsTakenAwayWhereWordsWait) {
  Box box;
  opens_all(box, {hour});
  box.passes(hour_ms);
  const auto id = box.entry(p1, hour)->thread();
  box.renames(polonius, being, "Another");
  EXPECT_EQ(box.state().get(key::GalleryThread{denmark, 1, id})->title(), "");
}

TEST(Leaving, FewerWordsOfATitleComeAtOnceWhereItIsShownAndLaterWhereItIsNot) {
  const auto narrows = [](Box& box) {
    log::Event e;
    e.mutable_post_narrowed()->set_thread(being.value);
    box.happens(e, {{log::GALLERY_TEXT, "~T."}});
  };
  Box box;
  opens_all(box, {testing::now, hour});
  const auto id = box.entry(p1)->thread();
  narrows(box);
  EXPECT_EQ(box.state().get(key::GalleryThread{denmark, 0, id})->title(), "~T.");
  EXPECT_FALSE(box.state().get(key::GalleryThread{denmark, 1, id})) << "nothing of it was released there";
  box.passes(hour_ms);
  EXPECT_EQ(box.state().get(key::GalleryThread{denmark, 1, id})->title(), "~T.");
}

TEST(Leaving, ATitleThatWasTakenAwayIsNotGivenBackByANarrowerOne) {
  Box box;
  opens_all(box, {hour});
  box.passes(hour_ms);
  const auto id = box.entry(p1, hour)->thread();
  box.renames(polonius, being, "Another");
  log::Event e;
  e.mutable_post_narrowed()->set_thread(being.value);
  box.happens(e, {{log::GALLERY_TEXT, "~An"}});
  EXPECT_EQ(box.state().get(key::GalleryThread{denmark, 1, id})->title(), "");
}

}  // namespace
}  // namespace plenum
