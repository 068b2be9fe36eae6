#include <gtest/gtest.h>

#include "storage/machine/check_report.h"
#include "storage/machine/queue.h"
#include "tests/machine/court.h"

// What members report, and how the chair settles it: one row for each post, one hand at a time.
namespace plenum {
namespace {

using namespace testing;

inline constexpr MemberId horatio{6};
inline constexpr MemberId laertes{7};

class Desk : public Court {
public:
  Desk() {
    joins(horatio);
    joins(laertes);
  }

  log::ReportRecord report(PostId id = p1) { return *state().get(key::Report{id}); }
  Check wishes_to_report(MemberId by, PostId id = p1, v1::ReportKind kind = v1::REPORT_SPAM, const char* why = "") {
    v1::ReportPostRequest r;
    r.set_post_id(id.value);
    r.set_kind(kind);
    r.set_reason(why);
    return check_report_post(state(), as(by), r);
  }
  Check wishes_to_claim(MemberId by, PostId id = p1) {
    v1::ClaimReportRequest r;
    r.set_post_id(id.value);
    return check_claim_report(state(), as(by), r);
  }
  Check wishes_to_release(MemberId by, PostId id = p1) {
    v1::ReleaseReportRequest r;
    r.set_post_id(id.value);
    return check_release_report(state(), as(by), r);
  }
  Check wishes_to_resolve(MemberId by, PostId id = p1, v1::ReportOutcome outcome = v1::REPORT_AGREED) {
    v1::ResolveReportRequest r;
    r.set_post_id(id.value);
    r.set_outcome(outcome);
    r.set_reason("Seen.");
    return check_resolve_report(state(), as(by), r);
  }
  std::size_t queued(v1::ReportState s) {
    const auto n = static_cast<std::uint8_t>(s);
    return rows(key::ReportQueue{n, 0, PostId{}}, key::ReportQueue{static_cast<std::uint8_t>(n + 1), 0, PostId{}});
  }
  log::StreamEntryRecord last_told(const StreamId& stream) {
    return state().get(key::StreamEntry{stream, stream_head(state(), stream)}).value_or(log::StreamEntryRecord());
  }
};

TEST(Reports, OfOnePostAreOneRowInTheQueue) {
  Desk c;
  c.reports(ophelia, p1);
  c.reports(horatio, p1, true);
  EXPECT_EQ(c.report().reports(), 2u);
  EXPECT_EQ(c.report().trusted(), 1u);
  EXPECT_EQ(c.report().author(), hamlet.value);
  EXPECT_EQ(c.queued(v1::REPORT_OPEN), 1u);
  EXPECT_EQ(c.state().get(key::Reporter{p1, ophelia})->reason(), "This hurts.");
}

TEST(Reports, AreToldToTheChairAloneAndByNumberOnly) {
  Desk c;
  const auto members_before = stream_head(c.state(), StreamId::of_members(denmark));
  c.reports(ophelia, p1);
  EXPECT_EQ(c.last_told(StreamId::of_staff(denmark)).staff().report(), p1.value);
  EXPECT_EQ(c.last_told(StreamId::of_desk()).staff().report(), p1.value);
  EXPECT_EQ(stream_head(c.state(), StreamId::of_members(denmark)), members_before);
  EXPECT_EQ(stream_head(c.state(), StreamId::of_member(hamlet)), 0u) << "the author learns nothing";
}

TEST(Reports, AreMadeOnceByEachAndNeverOnOnesOwnPost) {
  Desk c;
  EXPECT_FALSE(c.wishes_to_report(ophelia));
  c.reports(ophelia, p1);
  EXPECT_EQ(code(c.wishes_to_report(ophelia)), v1::ALREADY_REPORTED);
  EXPECT_EQ(code(c.wishes_to_report(hamlet)), v1::FIELD_INVALID);
  EXPECT_EQ(code(c.wishes_to_report(horatio, p1, v1::REPORT_OTHER)), v1::REASON_MISSING);
  EXPECT_EQ(code(c.wishes_to_report(horatio, p1, v1::REPORT_OTHER, " \t")), v1::REASON_MISSING);
  EXPECT_EQ(code(c.wishes_to_report(horatio, p1, v1::REPORT_SPAM, std::string(1'001, 'a').c_str())),
            v1::REASON_TOO_LONG);
  EXPECT_EQ(code(c.wishes_to_report(horatio, p1, v1::REPORT_KIND_UNSPECIFIED)), v1::FIELD_INVALID);
  EXPECT_EQ(code(c.wishes_to_report(nobody)), v1::UNAUTHENTICATED);
  EXPECT_EQ(code(c.wishes_to_report(horatio, p3)), v1::NOT_FOUND);
}

TEST(Reports, OnWhatOneMayNotSeeAreAnsweredAsIfItWereNotThere) {
  Desk c;
  c.writes_held(hamlet, p2, being, "Waits.");
  EXPECT_EQ(code(c.wishes_to_report(ophelia, p2)), v1::NOT_FOUND);
  EXPECT_EQ(code(c.wishes_to_claim(polonius, p2)), v1::NOT_FOUND) << "there is no report";
  c.deletes(hamlet, p1);
  EXPECT_EQ(code(c.wishes_to_report(ophelia)), v1::POST_DELETED);
}

TEST(Reports, AreClaimedByOneAndTheSecondIsToldWho) {
  Desk c;
  c.reports(ophelia, p1);
  EXPECT_FALSE(c.wishes_to_claim(polonius));
  c.claims(polonius, p1);
  EXPECT_EQ(c.queued(v1::REPORT_OPEN), 0u);
  EXPECT_EQ(c.queued(v1::REPORT_CLAIMED), 1u);
  const auto second = c.wishes_to_claim(gertrude);
  ASSERT_EQ(code(second), v1::CLAIMED_BY_OTHER);
  EXPECT_EQ(second->who, polonius.value);
  EXPECT_EQ(code(c.wishes_to_resolve(gertrude)), v1::CLAIMED_BY_OTHER);
  EXPECT_EQ(code(c.wishes_to_release(gertrude)), v1::CLAIMED_BY_OTHER);
  EXPECT_EQ(code(c.wishes_to_claim(polonius)), v1::NOTHING_CHANGED);
  EXPECT_FALSE(c.wishes_to_claim(claudius)) << "the host may take it over";
  EXPECT_FALSE(c.wishes_to_release(polonius));
  c.releases(polonius, p1);
  EXPECT_EQ(code(c.wishes_to_release(polonius)), v1::NOTHING_CHANGED);
  EXPECT_FALSE(c.wishes_to_claim(gertrude));
}

TEST(Reports, OnceResolvedSayWhoDidItAndEachReporterLearnsTheOutcome) {
  Desk c;
  c.reports(ophelia, p1);
  c.reports(horatio, p1);
  c.claims(polonius, p1);
  c.resolves(polonius, p1, v1::REPORT_AGREED, "It is gone.");
  EXPECT_EQ(c.queued(v1::REPORT_RESOLVED), 1u);
  EXPECT_EQ(c.queued(v1::REPORT_CLAIMED), 0u);
  for (const auto reporter : {ophelia, horatio}) {
    EXPECT_EQ(c.state().get(key::Reporter{p1, reporter})->outcome(), v1::REPORT_AGREED);
    EXPECT_EQ(c.state().get(key::Reporter{p1, reporter})->answer(), "It is gone.");
    EXPECT_EQ(c.last_told(StreamId::of_member(reporter)).report_answered(), p1.value);
  }
  EXPECT_EQ(c.member(hamlet).reports_agreed(), 1u);
  const auto late = c.wishes_to_resolve(gertrude);
  ASSERT_EQ(code(late), v1::REPORT_CLOSED);
  EXPECT_EQ(late->who, polonius.value);
}

TEST(Reports, OnASettledPostOpenItAgainAndKeepWhatOthersWereTold) {
  Desk c;
  c.reports(ophelia, p1);
  c.resolves(polonius, p1, v1::REPORT_DISAGREED, "It stands.");
  c.now_ms += 1'000;
  c.reports(laertes, p1);
  EXPECT_EQ(c.report().state(), v1::REPORT_OPEN);
  EXPECT_EQ(c.queued(v1::REPORT_OPEN), 1u);
  EXPECT_EQ(c.queued(v1::REPORT_RESOLVED), 0u);
  c.resolves(gertrude, p1, v1::REPORT_AGREED, "Now it goes.");
  EXPECT_EQ(c.state().get(key::Reporter{p1, ophelia})->answer(), "It stands.");
  EXPECT_EQ(c.state().get(key::Reporter{p1, laertes})->answer(), "Now it goes.");
  EXPECT_EQ(stream_head(c.state(), StreamId::of_member(ophelia)), 1u) << "told once";
}

TEST(Reports, AreHandledByWhoeverHasTheChairThereAndByNobodyInTheirOwnCase) {
  Desk c;
  c.reports(ophelia, p1);
  EXPECT_EQ(code(c.wishes_to_claim(ophelia)), v1::FORBIDDEN);
  EXPECT_EQ(code(c.wishes_to_claim(ophelia, p3)), v1::FORBIDDEN) << "whether it is there or not";
  c.opens_topic(norway);
  c.makes_moderator(claudius, horatio, norway);
  EXPECT_EQ(code(c.wishes_to_claim(horatio)), v1::FORBIDDEN) << "another topic's moderator";
  c.makes_moderator(claudius, horatio, denmark);
  EXPECT_FALSE(c.wishes_to_claim(horatio));
  c.makes_moderator(claudius, hamlet, denmark);
  EXPECT_EQ(code(c.wishes_to_claim(hamlet)), v1::NOT_FOUND) << "of the reports on one's own post nothing is told";
  EXPECT_FALSE(can_see_reports(c.as(hamlet), c.post(p1)));
}

TEST(Reports, OnAPostOfOneAboveAreNotForThoseBelow) {
  Desk c;
  c.writes(claudius, p2, being);
  c.reports(ophelia, p2);
  EXPECT_EQ(code(c.wishes_to_claim(polonius, p2)), v1::OUTRANKED);
  EXPECT_FALSE(c.wishes_to_resolve(claudius, p2)) << "there is nobody above the host";
}

TEST(Reports, BySeveralTrustedMembersHideAPostOnceUntilTheChairHasLooked) {
  Desk c;
  v1::ChairSettings settings;
  settings.set_auto_hide_reports(2);
  c.settles(settings);
  EXPECT_FALSE(hides_post(c.state(), p1, c.post(p1), false)) << "not one who is not trusted";
  c.reports(ophelia, p1, true);
  EXPECT_FALSE(hides_post(c.state(), p1, c.post(p1), false));
  EXPECT_TRUE(hides_post(c.state(), p1, c.post(p1), true));
  c.reports(horatio, p1, true);
  c.house_hides(p1);
  EXPECT_TRUE(c.post(p1).hidden());
  EXPECT_EQ(c.post(p1).hidden_by(), 0u);
  EXPECT_EQ(code(c.wishes_to_report(laertes)), v1::POST_HIDDEN);
  c.hides(polonius, p1, false);
  EXPECT_FALSE(hides_post(c.state(), p1, c.post(p1), true)) << "the chair has shown it again";
  c.resolves(polonius, p1, v1::REPORT_DISAGREED);
  EXPECT_FALSE(hides_post(c.state(), p1, c.post(p1), true)) << "what comes now counts afresh";
  c.reports(laertes, p1, true);
  EXPECT_TRUE(hides_post(c.state(), p1, c.post(p1), true));
}

TEST(Reports, HideNothingOfTheChairsAndNothingWhereNobodyAsked) {
  Desk c;
  EXPECT_FALSE(hides_post(c.state(), p1, c.post(p1), true)) << "the setting is 0";
  v1::ChairSettings settings;
  settings.set_auto_hide_reports(1);
  c.settles(settings);
  c.writes(polonius, p2, being);
  EXPECT_FALSE(hides_post(c.state(), p2, c.post(p2), true));
  EXPECT_TRUE(hides_post(c.state(), p1, c.post(p1), true));
}

}  // namespace
}  // namespace plenum
