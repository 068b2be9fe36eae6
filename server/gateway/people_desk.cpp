#include "server/gateway/people_desk.h"

#include "server/gateway/people_reads.h"
#include "server/gateway/report_reads.h"
#include "server/node/people_writers.h"
#include "server/node/report_writers.h"

namespace plenum {

namespace {

// Open to those who may read nothing else: what was done to them, and their answer.
constexpr auto by_session = Service::Needs::session;

}  // namespace

void PeopleDesk::register_on(Service& member, Service& moderator) {
  register_own(member);
  register_reports(moderator);
  register_people(moderator);
}

void PeopleDesk::register_own(Service& m) {
  work_.add_done<v1::ReportPostRequest, v1::ReportPostReply>(m, "ReportPost", report_post);
  work_.add_done<v1::AcknowledgeWarningRequest, v1::AcknowledgeWarningReply>(m, "AcknowledgeWarning",
                                                                             acknowledge_warning, by_session);
  work_.add_done<v1::AppealRequest, v1::AppealReply>(m, "Appeal", appeal, by_session);
  work_.add_read<v1::ListMyReportsRequest, v1::ListMyReportsReply>(
      m, "ListMyReports", [](const Reads& r, const auto&) { return read_own_reports(r); });
  work_.add_read<v1::ListMySanctionsRequest, v1::ListMySanctionsReply>(
      m, "ListMySanctions", [](const Reads& r, const auto&) { return read_own_sanctions(r); }, by_session);
}

void PeopleDesk::register_reports(Service& m) {
  work_.add_read<v1::ListReportsRequest, v1::ListReportsReply>(m, "ListReports", read_reports);
  work_.add_read<v1::GetReportRequest, v1::GetReportReply>(m, "GetReport", read_report);
  work_.add_done<v1::ClaimReportRequest, v1::ClaimReportReply>(m, "ClaimReport", claim_report);
  work_.add_done<v1::ReleaseReportRequest, v1::ReleaseReportReply>(m, "ReleaseReport", release_report);
  work_.add_done<v1::ResolveReportRequest, v1::ResolveReportReply>(m, "ResolveReport", resolve_report);
}

void PeopleDesk::register_people(Service& m) {
  work_.add_read<v1::GetPersonRequest, v1::GetPersonReply>(m, "GetPerson", read_person);
  work_.add_read<v1::ListPeopleRequest, v1::ListPeopleReply>(m, "ListPeople", read_people);
  work_.add_command<v1::ImposeSanctionRequest, v1::ImposeSanctionReply>(
      m, "ImposeSanction", [](const Caller& c, const auto& r) { return impose_sanction(c.principal, r); },
      [](const v1::Outcome& o) {
        v1::ImposeSanctionReply reply;
        reply.set_sanction_id(o.id());
        return reply;
      });
  work_.add_done<v1::LiftSanctionRequest, v1::LiftSanctionReply>(m, "LiftSanction", lift_sanction);
  work_.add_done<v1::AnswerAppealRequest, v1::AnswerAppealReply>(m, "AnswerAppeal", answer_appeal);
  work_.add_done<v1::SetTopicModeratorRequest, v1::SetTopicModeratorReply>(m, "SetTopicModerator", set_topic_moderator);
  work_.add_done<v1::SetTrustRequest, v1::SetTrustReply>(m, "SetTrust", set_trust);
  work_.add_done<v1::ApproveNewcomerRequest, v1::ApproveNewcomerReply>(m, "ApproveNewcomer", approve_newcomer);
}

}  // namespace plenum
