#include <gtest/gtest.h>

#include "tests/machine/elsinore.h"

// Sessions, invitations and one-time links: how people come in and are shown out.
namespace plenum {
namespace {

using namespace cast;
using testing::Elsinore;

TEST(Doors, ASessionIsFoundByItsHashUntilItIsEnded) {
  Elsinore e;
  e.session(hamlet, "hash", e.now_ms + 10);
  EXPECT_EQ(e.state().get(key::Session{"hash"})->member(), hamlet.value);
  EXPECT_TRUE(e.state().get(key::MemberSession{hamlet, "hash"}));
  EXPECT_TRUE(e.state().get(key::Deadline{e.now_ms + 10, log::SESSION_ENDS, "hash"}));
  e.session_ends(hamlet, "hash");
  EXPECT_FALSE(e.state().get(key::Session{"hash"}));
  EXPECT_FALSE(e.state().get(key::MemberSession{hamlet, "hash"}));
  EXPECT_FALSE(e.state().get(key::Deadline{e.now_ms + 10, log::SESSION_ENDS, "hash"}));
}

TEST(Doors, EndingEverySessionEndsThoseOfOneMember) {
  Elsinore e;
  e.session(hamlet, "a");
  e.session(hamlet, "b", e.now_ms + 10);
  e.session(ophelia, "c");
  e.session_ends(hamlet, "");
  EXPECT_FALSE(e.state().get(key::Session{"a"}));
  EXPECT_FALSE(e.state().get(key::Session{"b"}));
  EXPECT_TRUE(e.state().get(key::Session{"c"}));
}

TEST(Doors, AnInvitationIsUsedUp) {
  Elsinore e;
  const InvitationId invitation{50};
  e.invitation(invitation, "secret", 2, e.now_ms + 10);
  EXPECT_EQ(e.state().get(key::InvitationSecret{"secret"})->id(), 50u);
  e.joins(MemberId{60}, v1::MEMBER, {}, invitation);
  EXPECT_EQ(e.state().get(key::Invitation{invitation})->uses_left(), 1u);
  e.joins(MemberId{61}, v1::MEMBER, {}, invitation);
  EXPECT_FALSE(e.state().get(key::Invitation{invitation}));
  EXPECT_FALSE(e.state().get(key::InvitationSecret{"secret"}));
  EXPECT_EQ(e.rows(key::Deadline{0, 0, ""}, key::Deadline{e.now_ms + 99, 0, ""}), 0u);
  e.joins(MemberId{62}, v1::MEMBER, {}, invitation);
  EXPECT_FALSE(e.state().get(key::Invitation{invitation})) << "used up stays used up";
}

TEST(Doors, AnInvitationForNobodyDoesNotBecomeOneForAll) {
  Elsinore e;
  const InvitationId invitation{50};
  e.invitation(invitation, "secret", 0);
  e.joins(MemberId{60}, v1::MEMBER, {}, invitation);
  EXPECT_FALSE(e.state().get(key::Invitation{invitation})) << "nought less one is four billion";
}

TEST(Doors, AResetIsSpentEndsEverySessionAndRaisesTheRights) {
  Elsinore e;
  e.session(hamlet, "old");
  e.reset(hamlet, "link", e.now_ms + 10);
  EXPECT_EQ(e.state().get(key::Reset{"link"})->id(), hamlet.value);
  e.credential(hamlet, "$argon2id$new", true);
  EXPECT_EQ(e.member(hamlet).credential(), "$argon2id$new");
  EXPECT_EQ(e.member(hamlet).rights_version(), 2u);
  EXPECT_EQ(e.member(hamlet).reset(), "");
  EXPECT_FALSE(e.state().get(key::Reset{"link"}));
  EXPECT_FALSE(e.state().get(key::Session{"old"}));
  EXPECT_EQ(e.rows(key::Deadline{0, 0, ""}, key::Deadline{e.now_ms + 99, 0, ""}), 0u);
}

TEST(Doors, ASecondResetTakesThePlaceOfTheFirst) {
  Elsinore e;
  e.reset(hamlet, "first", e.now_ms + 10);
  e.reset(hamlet, "second", e.now_ms + 20);
  EXPECT_FALSE(e.state().get(key::Reset{"first"}));
  EXPECT_TRUE(e.state().get(key::Reset{"second"}));
  EXPECT_EQ(e.rows(key::Deadline{0, 0, ""}, key::Deadline{e.now_ms + 99, 0, ""}), 1u);
}

TEST(Doors, AChangedPasswordKeepsTheSessions) {
  Elsinore e;
  e.session(hamlet, "here");
  e.credential(hamlet, "$argon2id$new");
  EXPECT_EQ(e.member(hamlet).credential(), "$argon2id$new");
  EXPECT_TRUE(e.state().get(key::Session{"here"}));
  EXPECT_EQ(e.member(hamlet).rights_version(), 1u);
}

}  // namespace
}  // namespace plenum
