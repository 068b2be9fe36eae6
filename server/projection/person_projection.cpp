#include "server/projection/person_projection.h"

#include "server/projection/member_projection.h"

namespace plenum {

v1::Sanction project_sanction(SanctionId id, const log::SanctionRecord& record) {
  v1::Sanction sanction;
  sanction.set_id(id.value);
  sanction.set_kind(record.kind());
  sanction.set_reason(record.reason());
  sanction.set_at_ms(record.at_ms());
  sanction.set_ends_at_ms(record.ends_at_ms());
  sanction.set_over(record.over());
  sanction.set_post_id(record.post());
  sanction.set_appeal(record.appeal());
  sanction.set_appeal_words(record.appeal_words());
  sanction.set_appeal_answer(record.appeal_answer());
  sanction.set_acknowledged_at_ms(record.acknowledged_at_ms());
  return sanction;
}

v1::StaffSanction project_staff_sanction(const View& view, SanctionId id, const log::SanctionRecord& record) {
  v1::StaffSanction shown;
  *shown.mutable_sanction() = project_sanction(id, record);
  if (record.by() != 0) *shown.mutable_by() = project_member(view, MemberId{record.by()});
  if (record.lifted_by() != 0) *shown.mutable_lifted_by() = project_member(view, MemberId{record.lifted_by()});
  shown.set_lift_reason(record.lift_reason());
  shown.set_over_at_ms(record.over_at_ms());
  if (record.appeal_answered_by() != 0)
    *shown.mutable_appeal_answered_by() = project_member(view, MemberId{record.appeal_answered_by()});
  return shown;
}

v1::PersonHistory project_history(const View& view, const log::MemberRecord& record) {
  v1::PersonHistory history;
  history.set_posts(static_cast<std::uint32_t>(record.posts()));
  history.set_posts_removed(record.posts_removed());
  history.set_posts_hidden(record.posts_hidden());
  history.set_posts_waiting(record.posts_held());
  history.set_reports_agreed(record.reports_agreed());
  history.set_warnings(record.warnings());
  history.set_mutes(record.mutes());
  history.set_suspensions(record.suspensions());
  history.set_standing(record.standing());
  history.set_standing_until_ms(record.standing_until_ms());
  const auto community = view.get(key::Community{});
  history.set_trust(trust_of(record, community ? community->chair() : v1::ChairSettings()));
  history.set_joined_at_ms(record.joined_at_ms());
  return history;
}

v1::MyReport project_own_report(PostId id, const log::ReporterRecord& record) {
  v1::MyReport report;
  report.set_post_id(id.value);
  report.set_kind(record.kind());
  report.set_reason(record.reason());
  report.set_at_ms(record.at_ms());
  report.set_outcome(record.outcome());
  report.set_answer(record.answer());
  return report;
}

}  // namespace plenum
