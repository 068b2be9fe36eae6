#include <gtest/gtest.h>

#include "proto/limits.h"
#include "tests/machine/court.h"

// What people under sanction say to it, and what they are answered.
namespace plenum {
namespace {

using namespace testing;

TEST(Appeals, AreMadeOnceAndAnsweredOnce) {
  Court c;
  c.imposes(polonius, hamlet, s1, v1::SANCTION_BAN);
  EXPECT_EQ(code(c.wishes_to_appeal(ophelia)), v1::NOT_FOUND);
  EXPECT_EQ(code(c.wishes_to_appeal(hamlet, s1, "\n ")), v1::BODY_EMPTY);
  EXPECT_EQ(code(c.wishes_to_appeal(hamlet, s1, std::string(limits::appeal_characters_max + 1, 'a'))),
            v1::BODY_TOO_LONG);
  EXPECT_EQ(code(c.wishes_to_answer(gertrude)), v1::NOT_FOUND) << "nothing was said";
  EXPECT_FALSE(c.wishes_to_appeal(hamlet)) << "whoever is banned may still answer";
  c.appeals(hamlet, s1);
  EXPECT_EQ(c.sanction().appeal_words(), "I was provoked.");
  EXPECT_EQ(code(c.wishes_to_appeal(hamlet)), v1::ALREADY_APPEALED);
  EXPECT_TRUE(c.is_listed(v1::PEOPLE_APPEALING));
  EXPECT_FALSE(c.wishes_to_answer(gertrude));
  c.answers(gertrude, hamlet, s1, false);
  EXPECT_FALSE(c.is_listed(v1::PEOPLE_APPEALING));
  EXPECT_EQ(code(c.reads_now(hamlet)), v1::MEMBER_BANNED);
  EXPECT_EQ(code(c.wishes_to_appeal(hamlet)), v1::ALREADY_APPEALED);
  const auto late = c.wishes_to_answer(polonius);
  ASSERT_EQ(code(late), v1::NOTHING_CHANGED);
  EXPECT_EQ(late->who, gertrude.value);
}

TEST(Appeals, ThatAreGrantedLiftTheSanctionAndItsCount) {
  Court c;
  c.imposes(polonius, hamlet, s1, v1::SANCTION_SUSPENSION, c.now_ms + 100);
  EXPECT_EQ(c.member(hamlet).suspensions(), 1u);
  c.appeals(hamlet, s1);
  c.answers(gertrude, hamlet, s1, true);
  EXPECT_FALSE(c.writes_now(hamlet));
  EXPECT_EQ(c.member(hamlet).suspensions(), 0u);
  EXPECT_EQ(c.sanction().appeal(), v1::APPEAL_GRANTED);
  EXPECT_EQ(c.sanction().appeal_answer(), "We have read it.");
  EXPECT_EQ(c.sanction().lifted_by(), gertrude.value);
  EXPECT_EQ(c.rows(key::Deadline{INT64_MIN, 0, ""}, key::Deadline{INT64_MAX, 255, ""}), 0u);
}

TEST(Appeals, OfAWarningMayComeAfterItWasAcknowledgedButNotOfWhatIsOver) {
  Court c;
  c.imposes(polonius, hamlet, s1, v1::SANCTION_WARNING);
  c.acknowledges(hamlet, s1);
  EXPECT_FALSE(c.wishes_to_appeal(hamlet));
  c.imposes(polonius, hamlet, s2, v1::SANCTION_MUTE);
  c.lifts(polonius, hamlet, s2);
  EXPECT_EQ(code(c.wishes_to_appeal(hamlet, s2)), v1::SANCTION_OVER);
}

}  // namespace
}  // namespace plenum
