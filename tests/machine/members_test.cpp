#include <gtest/gtest.h>

#include "tests/machine/elsinore.h"

namespace plenum {
namespace {

using namespace cast;
using testing::Elsinore;

TEST(Members, JoiningMakesARecordAHandleAndACount) {
  Elsinore e;
  e.now_ms += 7;
  e.joins(nobody, v1::MEMBER, "yorick");
  const auto record = e.member(nobody);
  EXPECT_EQ(record.profile().handle(), "yorick");
  EXPECT_EQ(record.role(), v1::MEMBER);
  EXPECT_EQ(record.joined_at_ms(), e.now_ms);
  EXPECT_EQ(record.rights_version(), 1u);
  EXPECT_EQ(record.credential(), "$argon2id$99");
  EXPECT_FALSE(record.erased());
  EXPECT_EQ(e.state().get(key::Handle{"yorick"})->id(), nobody.value);
  EXPECT_EQ(e.community().members(), 5u);
  EXPECT_EQ(e.community().admins(), 1u);
}

TEST(Members, AnImportedOneIsUnclaimedAndKnownByItsOrigin) {
  Elsinore e;
  e.joins_from_import(nobody, "origin-key-16byt");
  EXPECT_TRUE(e.member(nobody).unclaimed());
  EXPECT_EQ(e.member(nobody).origin().origin(), "zulip");
  EXPECT_EQ(e.state().get(key::Origin{"origin-key-16byt"})->id(), nobody.value);
}

TEST(Members, ANewHandleFreesTheOldOne) {
  Elsinore e;
  const auto before = e.member(hamlet).profile().folded();
  e.profile(hamlet, "dane");
  EXPECT_FALSE(e.state().get(key::Handle{before}));
  EXPECT_EQ(e.state().get(key::Handle{"dane"})->id(), hamlet.value);
  EXPECT_EQ(e.member(hamlet).profile().handle(), "dane");
}

TEST(Members, AProfileWithTheSameHandleKeepsIt) {
  Elsinore e;
  e.profile(hamlet, "dane");
  e.profile(hamlet, "dane");
  EXPECT_EQ(e.state().get(key::Handle{"dane"})->id(), hamlet.value);
}

TEST(Members, ARoleRaisesTheRightsVersionAndTellsTheSessions) {
  Elsinore e;
  const auto before =
      e.rows(key::StreamEntry{StreamId::of_member(hamlet), 0}, key::StreamEntry{StreamId::of_member(hamlet), 99});
  e.role(hamlet, v1::ADMIN);
  EXPECT_EQ(e.member(hamlet).role(), v1::ADMIN);
  EXPECT_EQ(e.member(hamlet).rights_version(), 2u);
  EXPECT_EQ(e.community().admins(), 2u);
  EXPECT_EQ(e.rows(key::StreamEntry{StreamId::of_member(hamlet), 0}, key::StreamEntry{StreamId::of_member(hamlet), 99}),
            before + 1);
  e.role(hamlet, v1::MEMBER);
  EXPECT_EQ(e.community().admins(), 1u);
}

TEST(Members, FactsOfNobodyChangeNothingAndAreAnswered) {
  Elsinore e;
  e.profile(nobody, "yorick");
  e.role(nobody, v1::ADMIN);
  e.credential(nobody, "$argon2id$x", true);
  e.reset(nobody, "secret", 0);
  EXPECT_FALSE(e.state().get(key::Member{nobody}));
  EXPECT_FALSE(e.state().get(key::Handle{"yorick"}));
  EXPECT_FALSE(e.state().get(key::Reset{"secret"}));
  EXPECT_EQ(e.community().admins(), 1u);
}

}  // namespace
}  // namespace plenum
