#include <gtest/gtest.h>

#include "storage/machine/streams.h"
#include "tests/machine/elsinore.h"

// What waits, what is covered and what stands in the margin: seen in no count, number or list.
namespace plenum {
namespace {

using namespace cast;
using testing::Elsinore;

class Court : public Elsinore {
public:
  Court() { raises_level(2); }
  std::uint64_t head(const StreamId& stream) { return stream_head(state(), stream); }
};

// All that members can see of a thread and its topic, in one string: it may not change by what they may not see.
std::string in_sight(Court& e) {
  return e.thread(being).SerializeAsString() + "/" + e.state().get(key::Topic{denmark})->SerializeAsString() + "/" +
         std::to_string(e.head(StreamId::of_members(denmark))) + "/" +
         std::to_string(e.head(StreamId::of_community())) + "/" + std::to_string(e.community().posts()) + "/" +
         std::to_string(e.community().threads()) + "/" + std::to_string(e.community().last_place());
}

TEST(ChairPosts, APostThatWaitsIsInNoNumberThatMembersSee) {
  Court e;
  const auto before = in_sight(e);
  const auto staff = e.head(StreamId::of_staff(denmark));
  const auto desk = e.head(StreamId::of_desk());
  const auto own = e.head(StreamId::of_member(ophelia));
  const auto hamlets = e.head(StreamId::of_member(hamlet));
  e.writes_held(ophelia, p2, being, "May I?", {hamlet});
  EXPECT_EQ(in_sight(e), before);
  EXPECT_EQ(e.head(StreamId::of_member(hamlet)), hamlets) << "nor is anybody told that they are mentioned";
  EXPECT_EQ(e.head(StreamId::of_staff(denmark)), staff + 1);
  EXPECT_EQ(e.head(StreamId::of_desk()), desk + 1);
  EXPECT_EQ(e.head(StreamId::of_member(ophelia)), own + 1);
  EXPECT_EQ(e.post(p2).place(), 0u);
  EXPECT_EQ(e.member(ophelia).posts(), 0u);
}

TEST(ChairPosts, ApprovedItIsTheNewestOfAll) {
  Court e;
  e.writes_held(ophelia, p2, being, "May I?", {hamlet});
  e.now_ms += 100;
  e.writes(hamlet, p3, being, "Who waits?");
  const auto hamlets = e.head(StreamId::of_member(hamlet));
  e.now_ms += 100;
  e.decides(polonius, p2, true);
  EXPECT_GT(e.post(p2).place(), e.post(p3).place()) << "so that it is unread for whoever had read up to there";
  EXPECT_EQ(e.post(p2).written_at_ms(), e.now_ms);
  EXPECT_EQ(e.thread(being).last_post_by(), ophelia.value);
  EXPECT_EQ(e.thread(being).posts(), 3u);
  EXPECT_EQ(e.member(ophelia).posts(), 1u);
  EXPECT_EQ(e.member(ophelia).posts_held(), 0u);
  EXPECT_TRUE(e.state().get(key::Mention{hamlet, being, e.post(p2).place()}));
  EXPECT_EQ(e.head(StreamId::of_member(hamlet)), hamlets + 1);
  EXPECT_EQ(e.rows(key::Held{denmark, 0, PostId{}}, key::Held{TopicId{denmark.value + 1}, 0, PostId{}}), 0u);
}

TEST(ChairPosts, RejectedItStaysItsAuthorsAloneWithTheReason) {
  Court e;
  const auto before = in_sight(e);
  e.writes_held(ophelia, p2, being);
  e.decides(polonius, p2, false, "Not here.");
  EXPECT_EQ(in_sight(e), before);
  EXPECT_TRUE(e.post(p2).rejected());
  EXPECT_EQ(e.post(p2).cover_reason(), "Not here.");
  EXPECT_TRUE(can_see(e.as(ophelia), e.post(p2)));
  EXPECT_FALSE(can_see(e.as(hamlet), e.post(p2)));
  EXPECT_EQ(e.member(ophelia).posts_held(), 0u);
  e.decides(polonius, p2, true);
  EXPECT_TRUE(e.post(p2).rejected()) << "once";
}

TEST(ChairPosts, TakenBackItWaitsNoMore) {
  Court e;
  const auto before = in_sight(e);
  e.writes_held(ophelia, p2, being);
  e.deletes(ophelia, p2);
  EXPECT_EQ(in_sight(e), before);
  EXPECT_EQ(e.rows(key::Held{denmark, 0, PostId{}}, key::Held{TopicId{denmark.value + 1}, 0, PostId{}}), 0u);
  EXPECT_EQ(e.member(ophelia).posts_held(), 0u);
}

TEST(ChairPosts, AThreadWhosePostWaitsIsInNoListBeforeItIsApproved) {
  Court e;
  const auto before = in_sight(e);
  e.opens_held(ophelia, graves, denmark, p2);
  EXPECT_EQ(in_sight(e), before);
  EXPECT_FALSE(can_see(e.as(hamlet), e.thread(graves)));
  EXPECT_TRUE(can_see(e.as(ophelia), e.thread(graves)));
  e.now_ms += 10;
  e.decides(polonius, p2, true);
  EXPECT_TRUE(can_see(e.as(hamlet), e.thread(graves)));
  EXPECT_EQ(e.state().get(key::Topic{denmark})->threads(), 2u);
  EXPECT_EQ(e.community().threads(), 2u);
  EXPECT_EQ(e.thread(graves).first_post(), p2.value);
}

TEST(ChairPosts, ANoteIsInNoNumberThatMembersSee) {
  Court e;
  const auto before = in_sight(e);
  const auto staff = e.head(StreamId::of_staff(denmark));
  e.notes(polonius, NoteId{7}, being, "Mad for love.");
  EXPECT_EQ(in_sight(e), before);
  EXPECT_EQ(e.head(StreamId::of_staff(denmark)), staff + 1);
  EXPECT_EQ(e.state().get(key::Note{being, NoteId{7}})->by(), polonius.value);
  e.drops_note(polonius, NoteId{7}, being);
  EXPECT_EQ(in_sight(e), before);
  EXPECT_EQ(e.state().get(key::Note{being, NoteId{7}})->source(), "");
}

TEST(ChairPosts, HiddenAndShownAgainItIsWhatItWas) {
  Court e;
  e.writes(ophelia, p2, being, "My lord.", {hamlet});
  const auto place = e.post(p2).place();
  e.hides(polonius, p2, true, "Unseemly.");
  EXPECT_TRUE(e.post(p2).hidden());
  EXPECT_EQ(e.post(p2).cover_reason(), "Unseemly.");
  EXPECT_FALSE(e.state().get(key::Mention{hamlet, being, place}));
  EXPECT_EQ(e.member(ophelia).posts_hidden(), 1u);
  EXPECT_EQ(e.thread(being).posts(), 2u) << "a tombstone is counted";
  e.hides(polonius, p2, false, "");
  EXPECT_EQ(e.post(p2).cover_reason(), "");
  EXPECT_TRUE(e.state().get(key::Mention{hamlet, being, place}));
  EXPECT_EQ(e.member(ophelia).posts_hidden(), 0u);
  EXPECT_EQ(e.post(p2).source(), "My lord.");
}

TEST(ChairPosts, WhatTheChairRemovesIsCountedWithItsAuthorAndPutBackIsNot) {
  Court e;
  e.removes(polonius, p1, "Enough.");
  EXPECT_EQ(e.member(hamlet).posts_removed(), 1u);
  EXPECT_EQ(e.post(p1).cover_reason(), "Enough.");
  e.restores(polonius, p1);
  EXPECT_EQ(e.member(hamlet).posts_removed(), 0u);
  EXPECT_EQ(e.post(p1).cover_reason(), "");
  e.deletes(hamlet, p1);
  EXPECT_EQ(e.member(hamlet).posts_removed(), 0u) << "one's own hand is not the chair's";
}

TEST(ChairPosts, TheChairsEditIsMarkedAndEachTextKeepsItsWriter) {
  Court e;
  e.edits_for(polonius, p1, "To be.");
  EXPECT_EQ(e.post(p1).edited_by(), polonius.value);
  EXPECT_EQ(e.state().get(key::Revision{p1, 0})->by(), hamlet.value);
  e.edits(hamlet, p1, "Not to be.");
  EXPECT_EQ(e.post(p1).edited_by(), 0u);
  EXPECT_EQ(e.state().get(key::Revision{p1, 1})->by(), polonius.value);
}

TEST(ChairPosts, PaceIsRememberedOnlyWhereItIsAskedFor) {
  Court e;
  e.writes(ophelia, p2, being);
  EXPECT_FALSE(e.state().get(key::Pace{being, ophelia})) << "no row for a post where nobody asks";
  e.slows(polonius, {}, denmark, 5);
  e.writes(ophelia, p3, being);
  EXPECT_EQ(e.state().get(key::Pace{being, ophelia})->at_ms(), e.now_ms);
}

}  // namespace
}  // namespace plenum
