#include <gtest/gtest.h>

#include "proto/limits.h"
#include "tests/machine/court.h"

// What the chair does to people, and how it ends.
namespace plenum {
namespace {

using namespace testing;

TEST(Sanctions, AWarningTakesNothingAwayAndWaitsToBeAcknowledged) {
  Court c;
  const auto version = c.member(hamlet).rights_version();
  c.imposes(polonius, hamlet, s1, v1::SANCTION_WARNING);
  EXPECT_FALSE(c.writes_now(hamlet));
  EXPECT_EQ(c.member(hamlet).rights_version(), version);
  EXPECT_EQ(c.member(hamlet).warnings(), 1u);
  EXPECT_EQ(c.member(hamlet).warnings_to_acknowledge(), 1u);
  EXPECT_EQ(c.told(hamlet), std::vector{done});
  EXPECT_EQ(code(c.wishes_to_acknowledge(ophelia)), v1::NOT_FOUND) << "somebody else's";
  EXPECT_FALSE(c.wishes_to_acknowledge(hamlet));
  c.acknowledges(hamlet, s1);
  EXPECT_EQ(c.member(hamlet).warnings_to_acknowledge(), 0u);
  EXPECT_TRUE(c.sanction().over());
  EXPECT_EQ(code(c.wishes_to_acknowledge(hamlet)), v1::SANCTION_OVER);
}

TEST(Sanctions, AMutedMemberReadsAndDoesNotWriteUntilItEnds) {
  Court c;
  const auto ends = c.now_ms + 60'000;
  c.imposes(polonius, hamlet, s1, v1::SANCTION_MUTE, ends);
  const auto fault = c.writes_now(hamlet);
  ASSERT_EQ(code(fault), v1::MEMBER_MUTED);
  EXPECT_EQ(fault->until_ms, ends);
  EXPECT_FALSE(c.reads_now(hamlet));
  EXPECT_EQ(c.told(hamlet), (std::vector{rights, done}));
  EXPECT_TRUE(c.is_listed(v1::PEOPLE_UNDER_SANCTION));
  c.now_ms = ends - 1;
  c.advances();
  EXPECT_EQ(code(c.writes_now(hamlet)), v1::MEMBER_MUTED);
  c.now_ms = ends;
  c.advances();
  EXPECT_FALSE(c.writes_now(hamlet));
  EXPECT_TRUE(c.sanction().over());
  EXPECT_EQ(c.sanction().lifted_by(), 0u);
  EXPECT_FALSE(c.is_listed(v1::PEOPLE_UNDER_SANCTION));
  EXPECT_EQ(c.told(hamlet), (std::vector{rights, done, rights, done}));
}

TEST(Sanctions, EachChangeOfStandingRaisesTheRightsVersion) {
  Court c;
  const auto before = c.member(hamlet).rights_version();
  c.imposes(polonius, hamlet, s1, v1::SANCTION_MUTE);
  c.imposes(polonius, hamlet, s2, v1::SANCTION_BAN);
  EXPECT_EQ(c.member(hamlet).rights_version(), before + 2);
  c.lifts(polonius, hamlet, s1);
  EXPECT_EQ(c.member(hamlet).rights_version(), before + 2) << "the ban stands: nothing has changed";
  c.lifts(polonius, hamlet, s2);
  EXPECT_EQ(c.member(hamlet).rights_version(), before + 3);
  EXPECT_FALSE(c.writes_now(hamlet));
}

TEST(Sanctions, TheWorstCountsAndOfItsLikeTheOneThatEndsLast) {
  Court c;
  const auto t = c.now_ms;
  c.imposes(polonius, hamlet, s1, v1::SANCTION_MUTE, t + 500);
  c.imposes(polonius, hamlet, s2, v1::SANCTION_SUSPENSION, t + 100);
  c.imposes(polonius, hamlet, SanctionId{53}, v1::SANCTION_SUSPENSION, t + 300);
  EXPECT_EQ(code(c.reads_now(hamlet)), v1::MEMBER_SUSPENDED);
  EXPECT_EQ(c.member(hamlet).standing_until_ms(), t + 300);
  c.now_ms = t + 300;
  c.advances();
  EXPECT_FALSE(c.reads_now(hamlet));
  EXPECT_EQ(code(c.writes_now(hamlet)), v1::MEMBER_MUTED);
  EXPECT_EQ(c.member(hamlet).standing_until_ms(), t + 500);
  c.now_ms = t + 500;
  c.advances();
  EXPECT_FALSE(c.writes_now(hamlet));
  EXPECT_EQ(c.rows(key::Deadline{INT64_MIN, 0, ""}, key::Deadline{INT64_MAX, 255, ""}), 0u);
}

TEST(Sanctions, LiftedBeforeTheirTimeLeaveNoDeadline) {
  Court c;
  c.imposes(polonius, hamlet, s1, v1::SANCTION_MUTE, c.now_ms + 100);
  c.lifts(gertrude, hamlet, s1);
  EXPECT_EQ(c.sanction().lifted_by(), gertrude.value);
  EXPECT_EQ(c.sanction().lift_reason(), "Enough.");
  EXPECT_EQ(c.rows(key::Deadline{INT64_MIN, 0, ""}, key::Deadline{INT64_MAX, 255, ""}), 0u);
  const auto again = c.wishes_to_lift(polonius);
  ASSERT_EQ(code(again), v1::SANCTION_OVER);
  EXPECT_EQ(again->who, gertrude.value);
}

TEST(Sanctions, NeedTheChairAReasonAndSomebodyBelow) {
  Court c;
  EXPECT_EQ(code(c.wishes_to_impose(ophelia, hamlet, v1::SANCTION_MUTE)), v1::FORBIDDEN);
  EXPECT_EQ(code(c.wishes_to_impose(ophelia, nobody, v1::SANCTION_MUTE)), v1::FORBIDDEN);
  EXPECT_EQ(code(c.wishes_to_impose(polonius, hamlet, v1::SANCTION_KIND_UNSPECIFIED)), v1::FIELD_INVALID);
  EXPECT_EQ(code(c.wishes_to_impose(polonius, hamlet, v1::SANCTION_MUTE, 0, " ")), v1::REASON_MISSING);
  EXPECT_EQ(code(c.wishes_to_impose(polonius, hamlet, v1::SANCTION_MUTE, 0, std::string(1'001, 'a'))),
            v1::REASON_TOO_LONG);
  EXPECT_EQ(code(c.wishes_to_impose(polonius, nobody, v1::SANCTION_MUTE)), v1::NOT_FOUND);
  EXPECT_EQ(code(c.wishes_to_impose(polonius, claudius, v1::SANCTION_WARNING)), v1::OUTRANKED);
  EXPECT_EQ(code(c.wishes_to_impose(polonius, gertrude, v1::SANCTION_WARNING)), v1::OUTRANKED) << "an equal";
  EXPECT_EQ(code(c.wishes_to_impose(polonius, polonius, v1::SANCTION_WARNING)), v1::OUTRANKED) << "nor oneself";
  EXPECT_FALSE(c.wishes_to_impose(claudius, polonius, v1::SANCTION_BAN));
  EXPECT_FALSE(c.wishes_to_impose(polonius, hamlet, v1::SANCTION_MUTE));
}

TEST(Sanctions, EndWhereTheyCanAndNotInThePast) {
  Court c;
  EXPECT_EQ(code(c.wishes_to_impose(polonius, hamlet, v1::SANCTION_MUTE, c.now_ms)), v1::FIELD_INVALID);
  EXPECT_EQ(code(c.wishes_to_impose(polonius, hamlet, v1::SANCTION_MUTE, -1)), v1::FIELD_INVALID);
  EXPECT_EQ(code(c.wishes_to_impose(polonius, hamlet, v1::SANCTION_MUTE, INT64_MAX)), v1::FIELD_INVALID);
  EXPECT_EQ(code(c.wishes_to_impose(polonius, hamlet, v1::SANCTION_BAN, c.now_ms + 10)), v1::FIELD_INVALID);
  EXPECT_EQ(code(c.wishes_to_impose(polonius, hamlet, v1::SANCTION_WARNING, c.now_ms + 10)), v1::FIELD_INVALID);
  EXPECT_FALSE(c.wishes_to_impose(polonius, hamlet, v1::SANCTION_MUTE, c.now_ms + limits::sanction_ms_max));
}

TEST(Sanctions, AreAboutAPostOfThatPerson) {
  Court c;
  c.writes(ophelia, p2, being);
  EXPECT_FALSE(c.wishes_to_impose(polonius, hamlet, v1::SANCTION_WARNING, 0, "Why.", p1));
  EXPECT_EQ(code(c.wishes_to_impose(polonius, hamlet, v1::SANCTION_WARNING, 0, "Why.", p2)), v1::NOT_FOUND);
  EXPECT_EQ(code(c.wishes_to_impose(polonius, hamlet, v1::SANCTION_WARNING, 0, "Why.", p3)), v1::NOT_FOUND);
}

TEST(Sanctions, MeantTwiceAreDoneOnceAndTheSecondIsToldByWhom) {
  Court c;
  c.imposes(polonius, hamlet, s1, v1::SANCTION_SUSPENSION, c.now_ms + 1'000);
  const auto second = c.wishes_to_impose(gertrude, hamlet, v1::SANCTION_SUSPENSION, c.now_ms + 900);
  ASSERT_EQ(code(second), v1::NOTHING_CHANGED);
  EXPECT_EQ(second->who, polonius.value);
  EXPECT_EQ(second->until_ms, c.now_ms + 1'000);
  EXPECT_EQ(code(c.wishes_to_impose(gertrude, hamlet, v1::SANCTION_MUTE, c.now_ms + 900)), v1::NOTHING_CHANGED);
  EXPECT_FALSE(c.wishes_to_impose(gertrude, hamlet, v1::SANCTION_SUSPENSION, c.now_ms + 2'000)) << "for longer";
  EXPECT_FALSE(c.wishes_to_impose(gertrude, hamlet, v1::SANCTION_BAN));
  EXPECT_FALSE(c.wishes_to_impose(gertrude, hamlet, v1::SANCTION_WARNING));
}

TEST(Sanctions, ByOneAboveAreNotUndoneFromBelow) {
  Court c;
  c.imposes(claudius, hamlet, s1, v1::SANCTION_MUTE);
  EXPECT_EQ(code(c.wishes_to_lift(polonius)), v1::OUTRANKED);
  EXPECT_FALSE(c.wishes_to_lift(claudius));
  EXPECT_EQ(code(c.wishes_to_lift(hamlet)), v1::MEMBER_MUTED) << "nor by oneself";
  EXPECT_EQ(code(c.wishes_to_lift(ophelia)), v1::FORBIDDEN);
  EXPECT_EQ(code(c.wishes_to_lift(claudius, hamlet, s2)), v1::NOT_FOUND);
  EXPECT_EQ(code(c.wishes_to_lift(claudius, ophelia, s1)), v1::NOT_FOUND);
}

TEST(Sanctions, TakeTheChairsToolsAndEarnedTrustAway) {
  Court c;
  c.makes_moderator(claudius, hamlet, denmark);
  c.trusts(hamlet, v1::TRUST_TRUSTED, false);
  EXPECT_TRUE(can_do(c.as(hamlet), Action::hide_post, denmark));
  EXPECT_TRUE(can_do(c.as(hamlet), Action::hide_by_report));
  c.imposes(polonius, hamlet, s1, v1::SANCTION_MUTE);
  EXPECT_FALSE(can_do(c.as(hamlet), Action::hide_post, denmark));
  c.lifts(polonius, hamlet, s1);
  EXPECT_TRUE(can_do(c.as(hamlet), Action::hide_post, denmark));
  EXPECT_FALSE(can_do(c.as(hamlet), Action::hide_by_report)) << "is earned again";
  c.trusts(hamlet, v1::TRUST_TRUSTED, true);
  c.imposes(polonius, hamlet, s2, v1::SANCTION_MUTE);
  c.lifts(polonius, hamlet, s2);
  EXPECT_TRUE(can_do(c.as(hamlet), Action::hide_by_report)) << "what the chair gave stays";
}

}  // namespace
}  // namespace plenum
