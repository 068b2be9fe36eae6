#include "server/node/people_writers.h"

#include "proto/limits.h"
#include "server/node/writing.h"
#include "storage/machine/check_person.h"

namespace plenum {

namespace {

/// One event about one person. `fill` begins from the empty event, and says what the outcome names.
template <class Request, class CheckIt, class Fill>
Command person_command(const Principal& who, const Request& request, const CheckIt& check, const Fill& fill) {
  auto command = command_of(who, request);
  command.decide = [who, request, check, fill](Proposal& p) -> Check {
    if (auto fault = check(p, who, request)) return fault;
    p.needs_level(chair_level);
    p.outcome().set_id(fill(p, p.event(), request));
    return {};
  };
  return command;
}

template <class Request>
auto by_state(Check (*check)(const View&, const Principal&, const Request&)) {
  return [check](Proposal& p, const Principal& who, const Request& r) { return check(p.view(), who, r); };
}

}  // namespace

Command impose_sanction(const Principal& who, const v1::ImposeSanctionRequest& request) {
  const auto check = [](Proposal& p, const Principal& by, const v1::ImposeSanctionRequest& r) {
    return check_impose_sanction(p.view(), by, r, p.time_ms());
  };
  return person_command(who, request, check, [](Proposal& p, log::Event& e, const v1::ImposeSanctionRequest& r) {
    auto& fact = *e.mutable_sanction_imposed();
    fact.set_sanction(p.fresh_sanction(MemberId{r.member_id()}).value);
    fact.set_member(r.member_id());
    fact.set_kind(r.kind());
    fact.set_ends_at_ms(r.ends_at_ms());
    fact.set_post(r.post_id());
    add_reason(p, r.reason());
    return fact.sanction();
  });
}

Command lift_sanction(const Principal& who, const v1::LiftSanctionRequest& request) {
  return person_command(who, request, by_state(check_lift_sanction),
                        [](Proposal& p, log::Event& e, const v1::LiftSanctionRequest& r) {
                          e.mutable_sanction_lifted()->set_sanction(r.sanction_id());
                          e.mutable_sanction_lifted()->set_member(r.member_id());
                          add_reason(p, r.reason());
                          return r.sanction_id();
                        });
}

Command answer_appeal(const Principal& who, const v1::AnswerAppealRequest& request) {
  return person_command(who, request, by_state(check_answer_appeal),
                        [](Proposal& p, log::Event& e, const v1::AnswerAppealRequest& r) {
                          e.mutable_appeal_answered()->set_sanction(r.sanction_id());
                          e.mutable_appeal_answered()->set_member(r.member_id());
                          e.mutable_appeal_answered()->set_granted(r.granted());
                          p.personal(log::ANSWER, r.reason());  // to the person
                          add_reason(p, r.reason());            // to the audit log
                          return r.sanction_id();
                        });
}

Command set_topic_moderator(const Principal& who, const v1::SetTopicModeratorRequest& request) {
  return person_command(who, request, by_state(check_set_topic_moderator),
                        [](Proposal& p, log::Event& e, const v1::SetTopicModeratorRequest& r) {
                          e.mutable_topic_moderator_set()->set_topic(r.topic_id());
                          e.mutable_topic_moderator_set()->set_member(r.member_id());
                          e.mutable_topic_moderator_set()->set_moderates(r.moderates());
                          add_reason(p, r.reason());
                          return r.member_id();
                        });
}

Command set_trust(const Principal& who, const v1::SetTrustRequest& request) {
  return person_command(who, request, by_state(check_set_trust),
                        [](Proposal& p, log::Event& e, const v1::SetTrustRequest& r) {
                          e.mutable_trust_set()->set_member(r.member_id());
                          e.mutable_trust_set()->set_trust(r.trust());
                          e.mutable_trust_set()->set_by_hand(true);
                          add_reason(p, r.reason());
                          return r.member_id();
                        });
}

// What waits for their approval is decided with it, each post by an event of its own.
Command approve_newcomer(const Principal& who, const v1::ApproveNewcomerRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    if (auto fault = check_approve_newcomer(p.view(), who, request)) return fault;
    const MemberId id{request.member_id()};
    const auto member = p.view().get(key::Member{id});
    p.needs_level(chair_level);
    if (!member->approved() || member->trust() == v1::TRUST_NEWCOMER) {
      p.event().mutable_newcomer_approved()->set_member(id.value);
      add_reason(p, request.reason());
    }
    for (const auto post : waiting_as_newcomers(p.view(), id, limits::approved_at_once_max)) {
      auto& fact = *p.event().mutable_held_post_decided();
      fact.set_post(post.value);
      fact.set_approved(true);
      add_reason(p, request.reason());
    }
    p.outcome().set_id(id.value);
    return {};
  };
  return command;
}

Command earn_trust(MemberId member, std::uint32_t days_read) {
  Command command;
  command.principal = Principal::house();
  command.decide = [member, days_read](Proposal& p) -> Check {
    if (!earns_trust(p.view(), member, days_read, p.time_ms())) return {};
    p.needs_level(chair_level);
    auto& fact = *p.event().mutable_trust_set();
    fact.set_member(member.value);
    fact.set_trust(v1::TRUST_TRUSTED);
    return {};
  };
  return command;
}

Command acknowledge_warning(const Principal& who, const v1::AcknowledgeWarningRequest& request) {
  return person_command(who, request, by_state(check_acknowledge_warning),
                        [who](Proposal&, log::Event& e, const v1::AcknowledgeWarningRequest& r) {
                          e.mutable_warning_acknowledged()->set_sanction(r.sanction_id());
                          e.mutable_warning_acknowledged()->set_member(who.member.value);
                          return r.sanction_id();
                        });
}

Command appeal(const Principal& who, const v1::AppealRequest& request) {
  return person_command(who, request, by_state(check_appeal),
                        [who](Proposal& p, log::Event& e, const v1::AppealRequest& r) {
                          e.mutable_appeal_made()->set_sanction(r.sanction_id());
                          e.mutable_appeal_made()->set_member(who.member.value);
                          add_body(p, r.words());
                          return r.sanction_id();
                        });
}

}  // namespace plenum
