#include <gtest/gtest.h>

#include "tests/machine/court.h"

// Whom the chair and the host put forward: moderators of a topic, trust by hand, newcomers.
namespace plenum {
namespace {

using namespace testing;

TEST(People, ATopicsModeratorHasTheChairThereAndNowhereElse) {
  Court c;
  c.opens_topic(norway);
  const auto version = c.member(ophelia).rights_version();
  c.makes_moderator(claudius, ophelia, denmark);
  EXPECT_EQ(c.member(ophelia).rights_version(), version + 1);
  EXPECT_EQ(c.told(ophelia), std::vector{rights});
  EXPECT_TRUE(can_do(c.as(ophelia), Action::lock_thread, denmark));
  EXPECT_FALSE(can_do(c.as(ophelia), Action::lock_thread, norway));
  EXPECT_EQ(c.state().get(key::Topic{denmark})->moderators_size(), 1);
  c.makes_moderator(claudius, ophelia, denmark, false);
  EXPECT_FALSE(can_do(c.as(ophelia), Action::lock_thread, denmark));
  EXPECT_EQ(c.state().get(key::Topic{denmark})->moderators_size(), 0);
}

TEST(People, OnlyTheHostMakesModeratorsOfTopics) {
  Court c;
  v1::SetTopicModeratorRequest r;
  r.set_topic_id(denmark.value);
  r.set_member_id(ophelia.value);
  r.set_moderates(true);
  r.set_reason("Knows the matter.");
  EXPECT_EQ(code(check_set_topic_moderator(c.state(), c.as(polonius), r)), v1::FORBIDDEN);
  EXPECT_FALSE(check_set_topic_moderator(c.state(), c.as(claudius), r));
  r.set_moderates(false);
  EXPECT_EQ(code(check_set_topic_moderator(c.state(), c.as(claudius), r)), v1::NOTHING_CHANGED);
  r.set_topic_id(norway.value);
  EXPECT_EQ(code(check_set_topic_moderator(c.state(), c.as(claudius), r)), v1::NOT_FOUND);
  r.set_topic_id(denmark.value);
  r.set_member_id(claudius.value);
  EXPECT_EQ(code(check_set_topic_moderator(c.state(), c.as(claudius), r)), v1::OUTRANKED);
  r.set_reason("");
  EXPECT_EQ(code(check_set_topic_moderator(c.state(), c.as(claudius), r)), v1::REASON_MISSING);
}

TEST(People, TrustIsGivenByHandAndGivenBackToTheRules) {
  Court c;
  v1::SetTrustRequest r;
  r.set_member_id(hamlet.value);
  r.set_trust(v1::TRUST_PILLAR);
  r.set_reason("He reads.");
  EXPECT_EQ(code(check_set_trust(c.state(), c.as(ophelia), r)), v1::FORBIDDEN);
  EXPECT_FALSE(check_set_trust(c.state(), c.as(polonius), r));
  c.trusts(hamlet, v1::TRUST_PILLAR);
  EXPECT_TRUE(c.member(hamlet).trust_by_hand());
  EXPECT_EQ(code(check_set_trust(c.state(), c.as(polonius), r)), v1::NOTHING_CHANGED);
  r.set_trust(v1::TRUST_UNSPECIFIED);
  EXPECT_FALSE(check_set_trust(c.state(), c.as(polonius), r));
  c.trusts(hamlet, v1::TRUST_UNSPECIFIED);
  EXPECT_FALSE(c.member(hamlet).trust_by_hand());
  EXPECT_EQ(c.as(hamlet).trust, v1::TRUST_KNOWN);
}

TEST(People, AnApprovedNewcomerNeedNotWait) {
  Court c;
  v1::ChairSettings settings;
  settings.set_newcomer_posts(3);
  c.settles(settings);
  v1::ApproveNewcomerRequest r;
  r.set_member_id(ophelia.value);
  EXPECT_EQ(trust_of(c.member(ophelia), c.community().chair()), v1::TRUST_NEWCOMER);
  EXPECT_EQ(code(check_approve_newcomer(c.state(), c.as(hamlet), r)), v1::FORBIDDEN);
  EXPECT_FALSE(check_approve_newcomer(c.state(), c.as(polonius), r));
  c.approves(polonius, ophelia);
  EXPECT_EQ(trust_of(c.member(ophelia), c.community().chair()), v1::TRUST_KNOWN);
  EXPECT_EQ(code(check_approve_newcomer(c.state(), c.as(polonius), r)), v1::NOTHING_CHANGED);
  c.trusts(ophelia, v1::TRUST_NEWCOMER);
  EXPECT_FALSE(check_approve_newcomer(c.state(), c.as(polonius), r)) << "made one again by hand";
  c.approves(polonius, ophelia);
  EXPECT_EQ(trust_of(c.member(ophelia), c.community().chair()), v1::TRUST_KNOWN);
}

}  // namespace
}  // namespace plenum
