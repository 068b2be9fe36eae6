#include <gtest/gtest.h>

#include "proto/limits.h"
#include "tests/machine/court.h"

// Trust that is earned: by reading, and by what others thank for.
namespace plenum {
namespace {

using namespace testing;

TEST(Trust, ThanksAreReactionsByOthersOnPostsThatStand) {
  Court c;
  c.reacts(ophelia, p1);
  c.reacts(gertrude, p1, "🎉");
  c.reacts(hamlet, p1);
  EXPECT_EQ(c.member(hamlet).thanks(), 2u) << "one's own does not count";
  c.takes_back(ophelia, p1);
  EXPECT_EQ(c.member(hamlet).thanks(), 1u);
  c.removes(polonius, p1);
  EXPECT_EQ(c.member(hamlet).thanks(), 0u);
  c.restores(polonius, p1);
  EXPECT_EQ(c.member(hamlet).thanks(), 1u);
  c.hides(polonius, p1);
  EXPECT_EQ(c.member(hamlet).thanks(), 0u);
  c.takes_back(gertrude, p1, "🎉");
  c.hides(polonius, p1, false);
  EXPECT_EQ(c.member(hamlet).thanks(), 0u);
}

TEST(Trust, ThanksFromBeforeTheyWereCountedAreNotTakenAwayTwice) {
  Elsinore e;
  e.reacts(ophelia, p1);
  EXPECT_EQ(e.member(hamlet).thanks(), 0u) << "level 1";
  e.raises_level(2);
  e.takes_back(ophelia, p1);
  EXPECT_EQ(e.member(hamlet).thanks(), 0u);
}

TEST(Trust, IsEarnedByReadingAndByThanksTogether) {
  Court c;
  const auto earns = [&](std::uint32_t days) { return earns_trust(c.state(), hamlet, days, c.now_ms); };
  EXPECT_FALSE(earns(1'000)) << "nobody has asked for it";
  v1::ChairSettings settings;
  settings.set_trusted_after_days(10);
  settings.set_trusted_after_thanks(1);
  c.settles(settings);
  EXPECT_FALSE(earns(10));
  c.reacts(ophelia, p1);
  EXPECT_FALSE(earns(9));
  EXPECT_TRUE(earns(10));
  c.trusts(hamlet, v1::TRUST_KNOWN);
  EXPECT_FALSE(earns(10)) << "the chair has decided by hand";
  c.trusts(hamlet, v1::TRUST_UNSPECIFIED);
  c.trusts(hamlet, v1::TRUST_TRUSTED, false);
  EXPECT_TRUE(can_do(c.as(hamlet), Action::hide_by_report));
  EXPECT_FALSE(earns(10)) << "once is enough";
}

TEST(Trust, IsNotEarnedByNewcomersNorSoonAfterASanction) {
  Court c;
  v1::ChairSettings settings;
  settings.set_trusted_after_days(1);
  settings.set_newcomer_posts(5);
  c.settles(settings);
  const auto earns = [&] { return earns_trust(c.state(), hamlet, 1, c.now_ms); };
  EXPECT_FALSE(earns());
  c.approves(polonius, hamlet);
  EXPECT_TRUE(earns());
  c.imposes(polonius, hamlet, s2, v1::SANCTION_WARNING);
  EXPECT_TRUE(earns()) << "a warning is no sanction in this";
  c.imposes(polonius, hamlet, s1, v1::SANCTION_MUTE);
  EXPECT_FALSE(earns());
  c.lifts(polonius, hamlet, s1);
  EXPECT_FALSE(earns());
  c.now_ms += limits::blameless_ms;
  EXPECT_TRUE(earns());
}

}  // namespace
}  // namespace plenum
