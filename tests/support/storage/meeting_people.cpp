// Reports and people, as minutes.
#include "tests/support/storage/meeting.h"

namespace plenum::testing {

void Meeting::reports(MemberId by, PostId id, bool trusted, v1::ReportKind kind, const std::string& reason) {
  log::Event e;
  e.set_author(by.value);
  auto& fact = *e.mutable_post_reported();
  fact.set_post(id.value);
  fact.set_by(by.value);
  fact.set_kind(kind);
  fact.set_trusted(trusted);
  happens(e, {{log::REASON, reason}});
}

void Meeting::claims(MemberId by, PostId id) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_report_claimed()->set_post(id.value);
  e.mutable_report_claimed()->set_by(by.value);
  happens(e);
}

void Meeting::releases(MemberId by, PostId id) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_report_claimed()->set_post(id.value);
  happens(e);
}

void Meeting::resolves(MemberId by, PostId id, v1::ReportOutcome outcome, const std::string& answer) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_report_resolved()->set_post(id.value);
  e.mutable_report_resolved()->set_outcome(outcome);
  happens(e, {{log::ANSWER, answer}});
}

void Meeting::house_hides(PostId id) {
  log::Event e;
  e.mutable_post_hidden()->set_post(id.value);
  e.mutable_post_hidden()->set_hidden(true);
  e.mutable_post_hidden()->set_by_reports(true);
  happens(e);
}

void Meeting::imposes(MemberId by, MemberId on, SanctionId id, v1::SanctionKind kind, std::int64_t ends_at_ms,
                      const std::string& reason) {
  log::Event e;
  e.set_author(by.value);
  auto& fact = *e.mutable_sanction_imposed();
  fact.set_sanction(id.value);
  fact.set_member(on.value);
  fact.set_kind(kind);
  fact.set_ends_at_ms(ends_at_ms);
  happens(e, {{log::REASON, reason}});
}

void Meeting::lifts(MemberId by, MemberId on, SanctionId id) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_sanction_lifted()->set_sanction(id.value);
  e.mutable_sanction_lifted()->set_member(on.value);
  happens(e, {{log::REASON, "Enough."}});
}

void Meeting::acknowledges(MemberId by, SanctionId id) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_warning_acknowledged()->set_sanction(id.value);
  e.mutable_warning_acknowledged()->set_member(by.value);
  happens(e);
}

void Meeting::appeals(MemberId by, SanctionId id, const std::string& words) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_appeal_made()->set_sanction(id.value);
  e.mutable_appeal_made()->set_member(by.value);
  log::PostText text;
  text.set_source(words);
  happens(e, {{log::BODY, text.SerializeAsString()}});
}

void Meeting::answers(MemberId by, MemberId on, SanctionId id, bool granted) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_appeal_answered()->set_sanction(id.value);
  e.mutable_appeal_answered()->set_member(on.value);
  e.mutable_appeal_answered()->set_granted(granted);
  happens(e, {{log::ANSWER, "We have read it."}, {log::REASON, "We have read it."}});
}

void Meeting::makes_moderator(MemberId by, MemberId id, TopicId topic, bool moderates) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_topic_moderator_set()->set_topic(topic.value);
  e.mutable_topic_moderator_set()->set_member(id.value);
  e.mutable_topic_moderator_set()->set_moderates(moderates);
  happens(e, {{log::REASON, "Knows the matter."}});
}

void Meeting::trusts(MemberId id, v1::Trust trust, bool by_hand) {
  log::Event e;
  e.mutable_trust_set()->set_member(id.value);
  e.mutable_trust_set()->set_trust(trust);
  e.mutable_trust_set()->set_by_hand(by_hand);
  happens(e);
}

void Meeting::approves(MemberId by, MemberId id) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_newcomer_approved()->set_member(id.value);
  happens(e);
}

}  // namespace plenum::testing
