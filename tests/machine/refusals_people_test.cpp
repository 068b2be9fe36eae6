#include <functional>
#include <vector>

#include <gtest/gtest.h>

#include "storage/machine/check_person.h"
#include "storage/machine/check_report.h"
#include "tests/machine/elsinore.h"
#include "tests/machine/refusal_rows.h"

// Every refusal that only reports and people can meet, in the order of the enum. What they share with others has its
// rows there, and its cases in reports_test.cpp and people_test.cpp.
namespace plenum {
namespace {

using namespace cast;
using testing::Elsinore;

inline constexpr SanctionId s1{51};

struct Row {
  v1::RefusalCode code;
  std::uint64_t who;  // how it stands now
  const char* what;
  std::function<Check(Elsinore&)> wish;
};

const std::vector<Row> rows = {
    {v1::CLAIMED_BY_OTHER, polonius.value, "a second moderator takes a report",
     [](Elsinore& e) {
       const MemberId gertrude{5};
       e.joins(gertrude, v1::MODERATOR);
       e.reports(ophelia, p1);
       e.claims(polonius, p1);
       v1::ClaimReportRequest wish;
       wish.set_post_id(p1.value);
       return check_claim_report(e.state(), e.as(gertrude), wish);
     }},
    {v1::REPORT_CLOSED, polonius.value, "a report that is settled is settled again",
     [](Elsinore& e) {
       e.reports(ophelia, p1);
       e.resolves(polonius, p1, v1::REPORT_AGREED);
       v1::ResolveReportRequest wish;
       wish.set_post_id(p1.value);
       wish.set_outcome(v1::REPORT_DISAGREED);
       return check_resolve_report(e.state(), e.as(claudius), wish);
     }},
    {v1::ALREADY_REPORTED, 0, "the same post twice",
     [](Elsinore& e) {
       e.reports(ophelia, p1);
       v1::ReportPostRequest wish;
       wish.set_post_id(p1.value);
       wish.set_kind(v1::REPORT_SPAM);
       return check_report_post(e.state(), e.as(ophelia), wish);
     }},
    {v1::SANCTION_OVER, claudius.value, "what was lifted is lifted again",
     [](Elsinore& e) {
       e.imposes(polonius, hamlet, s1, v1::SANCTION_MUTE);
       e.lifts(claudius, hamlet, s1);
       v1::LiftSanctionRequest wish;
       wish.set_member_id(hamlet.value);
       wish.set_sanction_id(s1.value);
       wish.set_reason("Enough.");
       return check_lift_sanction(e.state(), e.as(polonius), wish);
     }},
    {v1::ALREADY_APPEALED, 0, "a second answer",
     [](Elsinore& e) {
       e.imposes(polonius, hamlet, s1, v1::SANCTION_BAN);
       e.appeals(hamlet, s1);
       v1::AppealRequest wish;
       wish.set_sanction_id(s1.value);
       wish.set_words("And another thing.");
       return check_appeal(e.state(), e.as(hamlet), wish);
     }},
};

TEST(PeopleRefusals, EachIsMadeOnceInTheOrderOfTheEnumAndSaysHowItStands) {
  int before = 0;
  for (const auto& row : rows) {
    EXPECT_GT(static_cast<int>(row.code), before) << row.what;
    before = row.code;
    Elsinore elsinore;
    elsinore.raises_level(2);
    const auto fault = row.wish(elsinore);
    ASSERT_TRUE(fault) << row.what << " was allowed";
    EXPECT_EQ(v1::RefusalCode_Name(fault->code), v1::RefusalCode_Name(row.code)) << row.what;
    EXPECT_EQ(fault->who, row.who) << row.what;
  }
}

}  // namespace

std::set<std::string> codes_of_people_rows() {
  std::set<std::string> codes;
  for (const auto& row : rows) codes.insert(v1::RefusalCode_Name(row.code));
  return codes;
}

}  // namespace plenum
