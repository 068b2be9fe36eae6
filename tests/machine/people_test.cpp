#include <gtest/gtest.h>

#include "proto/limits.h"
#include "storage/machine/check_person.h"
#include "storage/machine/streams.h"
#include "tests/machine/elsinore.h"

// What the chair does to people, how it ends, and what they say to it.
namespace plenum {
namespace {

using namespace cast;
using testing::Elsinore;

inline constexpr MemberId gertrude{5};  // a second moderator
inline constexpr SanctionId s1{51};
inline constexpr SanctionId s2{52};

class Court : public Elsinore {
public:
  Court() {
    raises_level(2);
    joins(gertrude, v1::MODERATOR);
  }

  log::SanctionRecord sanction(SanctionId id = s1, MemberId on = hamlet) { return *state().get(key::Sanction{on, id}); }
  Check wishes_to_impose(MemberId by, MemberId on, v1::SanctionKind kind, std::int64_t ends_at_ms = 0,
                         const std::string& reason = "Why.", PostId post = {}) {
    v1::ImposeSanctionRequest r;
    r.set_member_id(on.value);
    r.set_kind(kind);
    r.set_ends_at_ms(ends_at_ms);
    r.set_reason(reason);
    r.set_post_id(post.value);
    return check_impose_sanction(state(), as(by), r, now_ms);
  }
  Check wishes_to_lift(MemberId by, MemberId on = hamlet, SanctionId id = s1) {
    v1::LiftSanctionRequest r;
    r.set_member_id(on.value);
    r.set_sanction_id(id.value);
    r.set_reason("Enough.");
    return check_lift_sanction(state(), as(by), r);
  }
  Check wishes_to_appeal(MemberId by, SanctionId id = s1, const std::string& words = "I was provoked.") {
    v1::AppealRequest r;
    r.set_sanction_id(id.value);
    r.set_words(words);
    return check_appeal(state(), as(by), r);
  }
  Check wishes_to_answer(MemberId by, SanctionId id = s1) {
    v1::AnswerAppealRequest r;
    r.set_member_id(hamlet.value);
    r.set_sanction_id(id.value);
    r.set_reason("We have read it.");
    return check_answer_appeal(state(), as(by), r);
  }
  Check wishes_to_acknowledge(MemberId by, SanctionId id = s1) {
    v1::AcknowledgeWarningRequest r;
    r.set_sanction_id(id.value);
    return check_acknowledge_warning(state(), as(by), r);
  }
  bool is_listed(v1::PeopleFilter list, MemberId id = hamlet) {
    return state().get(key::Person{static_cast<std::uint8_t>(list), id}).has_value();
  }
  Check writes_now(MemberId by) { return check_may(as(by), Action::write); }
  Check reads_now(MemberId by) { return check_may(as(by), Action::read_community); }

  /// What a member was told, the kinds in order.
  std::vector<log::StreamEntryRecord::ChangeCase> told(MemberId id) {
    std::vector<log::StreamEntryRecord::ChangeCase> kinds;
    const auto own = StreamId::of_member(id);
    for (std::uint64_t i = 1; i <= stream_head(state(), own); ++i)
      kinds.push_back(state().get(key::StreamEntry{own, i})->change_case());
    return kinds;
  }
};

v1::RefusalCode code(const Check& check) {
  return check ? check->code : v1::REFUSAL_CODE_UNSPECIFIED;
}

constexpr auto rights = log::StreamEntryRecord::kRightsChanged;
constexpr auto done = log::StreamEntryRecord::kSanction;

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
