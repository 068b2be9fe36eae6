#include "server/node/identity_writers.h"

#include "proto/limits.h"
#include "server/node/writing.h"

namespace plenum {

namespace {

constexpr std::int64_t day_ms = 24LL * 3600 * 1000;

Command command_for(const Principal& who, std::function<Check(Proposal&)> decide) {
  Command command;
  command.principal = who;
  command.decide = std::move(decide);
  return command;
}

Principal as(MemberId member) {
  return {member, v1::MEMBER, 0};
}

Check check_profile_of(const log::Profile& profile) {
  if (auto fault = check_handle(profile.handle())) return fault;
  if (auto fault = check_profile(profile.specialty(), "specialty")) return fault;
  if (auto fault = check_profile(profile.region(), "region")) return fault;
  return check_profile(profile.represents(), "represents");
}

// An invitation decides the role; without one, the wish is the house's or the sign-up is open.
Check use_invitation(Proposal& p, const NewMember& member, log::MemberJoined& fact) {
  if (member.invitation.empty()) return {};
  const auto id = p.view().get(key::InvitationSecret{member.invitation});
  const auto invitation = id ? p.view().get(key::Invitation{InvitationId{id->id()}}) : std::nullopt;
  if (!invitation || invitation->ends_at_ms() <= p.time_ms()) return Fault{v1::INVITATION_INVALID, "invitation"};
  fact.set_invitation(id->id());
  fact.set_role(invitation->role());
  return {};
}

}  // namespace

Command add_member(const Principal& who, NewMember member) {
  return command_for(who, [member = std::move(member)](Proposal& p) -> Check {
    if (auto fault = check_profile_of(member.profile)) return fault;
    log::MemberJoined fact;
    fact.set_role(member.role);
    if (auto fault = use_invitation(p, member, fact)) return fault;
    if (p.view().get(key::Handle{member.profile.folded()})) return Fault{v1::HANDLE_TAKEN, "handle"};
    fact.set_member(p.fresh_member().value);
    *p.event().mutable_member_joined() = fact;
    p.personal(log::PROFILE, member.profile);
    if (!member.credential.empty()) p.personal(log::CREDENTIAL, member.credential);
    p.outcome().set_id(fact.member());
    return {};
  });
}

Command set_role(const Principal& who, MemberId member, v1::Role role) {
  return command_for(who, [who, member, role](Proposal& p) -> Check {
    if (auto fault = check_set_role(p.view(), who, member, role)) return fault;
    p.needs_level(chair_level);  // audited
    auto& fact = *p.event().mutable_role_changed();
    fact.set_member(member.value);
    fact.set_role(role);
    p.outcome().set_id(member.value);
    return {};
  });
}

Command set_credential(MemberId member, const std::string& credential, const std::string& reset) {
  return command_for(as(member), [member, credential, reset](Proposal& p) -> Check {
    const auto record = p.view().get(key::Member{member});
    if (!record) return Fault{v1::INVITATION_INVALID, "reset"};
    const bool spent = !reset.empty() && (record->reset() != reset || record->reset_ends_at_ms() <= p.time_ms());
    if (spent) return Fault{v1::INVITATION_INVALID, "reset"};
    auto& fact = *p.event().mutable_credential_set();
    fact.set_member(member.value);
    fact.set_by_reset(!reset.empty());
    p.personal(log::CREDENTIAL, credential);
    p.outcome().set_id(member.value);
    return {};
  });
}

Command open_session(MemberId member, const std::string& hash, log::SessionKind kind, std::int64_t ends_at_ms) {
  return command_for(as(member), [=](Proposal& p) -> Check {
    if (!p.view().get(key::Member{member})) return Fault{v1::NOT_FOUND};
    auto& fact = *p.event().mutable_session_opened();
    fact.set_session(hash);
    fact.set_member(member.value);
    fact.set_kind(kind);
    fact.set_ends_at_ms(ends_at_ms);
    p.outcome().set_id(member.value);
    return {};
  });
}

Command end_session_of(MemberId member, const std::string& hash) {
  return command_for(as(member), [=](Proposal& p) -> Check {
    if (!p.view().get(key::Session{hash})) return Fault{v1::NOT_FOUND};
    auto& fact = *p.event().mutable_session_ended();
    fact.set_session(hash);
    fact.set_member(member.value);
    return {};
  });
}

Command end_every_session_of(MemberId member) {
  return command_for(as(member), [=](Proposal& p) -> Check {
    p.event().mutable_session_ended()->set_member(member.value);
    return {};
  });
}

Command issue_invitation(const Principal& who, const std::string& hash, v1::Role role, std::uint32_t uses,
                         std::int64_t days) {
  return command_for(who, [=](Proposal& p) -> Check {
    if (!can_do(who, Action::manage_members)) return Fault{v1::FORBIDDEN};
    auto& fact = *p.event().mutable_invitation_issued();
    fact.set_invitation(p.fresh_invitation().value);
    fact.set_secret(hash);
    fact.set_role(role);
    fact.set_uses(uses);
    fact.set_ends_at_ms(p.time_ms() + days * day_ms);
    p.outcome().set_id(fact.invitation());
    return {};
  });
}

Command issue_reset(const Principal& who, MemberId member, const std::string& hash) {
  return command_for(who, [=](Proposal& p) -> Check {
    if (!can_do(who, Action::manage_members)) return Fault{v1::FORBIDDEN};
    if (!p.view().get(key::Member{member})) return Fault{v1::NOT_FOUND, "handle"};
    auto& fact = *p.event().mutable_reset_issued();
    fact.set_member(member.value);
    fact.set_secret(hash);
    fact.set_ends_at_ms(p.time_ms() + limits::reset_link_ms);
    p.outcome().set_id(member.value);
    return {};
  });
}

Command open_topic(const Principal& who, const std::string& title, const std::string& problem) {
  return command_for(who, [=](Proposal& p) -> Check {
    if (auto fault = check_open_topic(p.view(), who, title, problem)) return fault;
    auto& fact = *p.event().mutable_topic_opened();
    fact.set_topic(p.fresh_topic().value);
    fact.set_title(title);
    fact.set_problem(problem);
    p.outcome().set_id(fact.topic());
    return {};
  });
}

Command change_topic(const Principal& who, TopicId topic, const std::string& title, const std::string& problem,
                     bool archived) {
  return command_for(who, [=](Proposal& p) -> Check {
    if (auto fault = check_change_topic(p.view(), who, topic, title, problem)) return fault;
    const auto now = p.view().get(key::Topic{topic});
    auto& fact = *p.event().mutable_topic_changed();
    fact.set_topic(topic.value);
    fact.set_title(title.empty() ? now->title() : title);
    fact.set_problem(problem.empty() ? now->problem() : problem);
    fact.set_archived(archived);
    p.outcome().set_id(topic.value);
    return {};
  });
}

}  // namespace plenum
