#include <vector>

#include "storage/machine/deadlines.h"
#include "storage/machine/nouns.h"
#include "storage/machine/place.h"
#include "storage/machine/streams.h"

namespace plenum {

namespace {

void tell_community(const Happening& h, MemberId member, State& state) {
  auto entry = entry_of(h);
  entry.set_member(member.value);
  add_to_stream(state, StreamId::of_community(), entry);
}

void tell_sessions(const Happening& h, MemberId member, State& state) {
  auto entry = entry_of(h);
  entry.set_session_ended(true);
  add_to_stream(state, StreamId::of_member(member), entry);
}

void drop_session(const std::string& hash, const log::SessionRecord& session, State& state) {
  drop_deadline(state, session.ends_at_ms(), log::SESSION_ENDS, hash);
  state.erase(key::MemberSession{MemberId{session.member()}, hash});
  state.erase(key::Session{hash});
}

void drop_every_session(MemberId member, State& state) {
  std::vector<std::string> hashes;
  state.scan(key::MemberSession{member, ""}, key::MemberSession{MemberId{member.value + 1}, ""},
             [&](const key::Any& key, std::string_view) {
               hashes.push_back(std::get<key::MemberSession>(key).hash);
               return true;
             });
  for (const auto& hash : hashes) {
    if (const auto session = state.get(key::Session{hash})) drop_session(hash, *session, state);
  }
}

void use_invitation(InvitationId id, State& state) {
  auto invitation = state.get(key::Invitation{id});
  if (!invitation) return;
  if (invitation->uses_left() <= 1) return end_invitation(id, state);
  invitation->set_uses_left(invitation->uses_left() - 1);
  state.put(key::Invitation{id}, *invitation);
}

void drop_reset(log::MemberRecord& member, State& state) {
  if (member.reset().empty()) return;
  drop_deadline(state, member.reset_ends_at_ms(), log::RESET_ENDS, member.reset());
  state.erase(key::Reset{member.reset()});
  member.clear_reset();
  member.clear_reset_ends_at_ms();
}

}  // namespace

void apply_member_joined(const Happening& h, const log::MemberJoined& fact, State& state) {
  const MemberId id{fact.member()};
  log::MemberRecord record;
  *record.mutable_profile() = h.personal_as<log::Profile>(log::PROFILE);
  record.set_role(fact.role());
  record.set_unclaimed(fact.unclaimed());
  record.set_erased(!h.personal(log::PROFILE));
  record.set_rights_version(1);
  record.set_joined_at_ms(h.event.time_ms());
  record.set_joined_place(next_place(*state.change(key::Community{}), h.event.time_ms()));
  record.set_origin_key(fact.origin_key());
  if (const auto credential = h.personal(log::CREDENTIAL)) record.set_credential(std::string(*credential));
  if (h.personal(log::ORIGIN)) *record.mutable_origin() = h.personal_as<log::Origin>(log::ORIGIN);

  log::IdRecord self;
  self.set_id(id.value);
  if (!record.profile().folded().empty()) state.put(key::Handle{record.profile().folded()}, self);
  if (!fact.origin_key().empty()) state.put(key::Origin{fact.origin_key()}, self);
  state.put(key::Member{id}, record);
  if (fact.invitation() != 0) use_invitation(InvitationId{fact.invitation()}, state);
  amend(state, key::Community{}, [&](auto& community) {
    community.set_members(community.members() + 1);
    community.set_last_place(record.joined_place());
    if (fact.role() == v1::ADMIN) community.set_admins(community.admins() + 1);
  });
  tell_community(h, id, state);
}

void apply_profile_changed(const Happening& h, const log::ProfileChanged& fact, State& state) {
  const MemberId id{fact.member()};
  auto record = state.get(key::Member{id});
  if (!record || !h.personal(log::PROFILE)) return;
  const auto profile = h.personal_as<log::Profile>(log::PROFILE);
  if (profile.folded() != record->profile().folded()) {
    log::IdRecord self;
    self.set_id(id.value);
    state.erase(key::Handle{record->profile().folded()});
    state.put(key::Handle{profile.folded()}, self);
  }
  *record->mutable_profile() = profile;
  state.put(key::Member{id}, *record);
  tell_community(h, id, state);
}

void apply_role_changed(const Happening& h, const log::RoleChanged& fact, State& state) {
  const MemberId id{fact.member()};
  auto record = state.get(key::Member{id});
  if (!record) return;
  amend(state, key::Community{}, [&](auto& community) {
    if (record->role() == v1::ADMIN) community.set_admins(community.admins() - 1);
    if (fact.role() == v1::ADMIN) community.set_admins(community.admins() + 1);
  });
  record->set_role(fact.role());
  record->set_rights_version(record->rights_version() + 1);
  state.put(key::Member{id}, *record);
  tell_community(h, id, state);
  tell_sessions(h, id, state);
}

void apply_credential_set(const Happening& h, const log::CredentialSet& fact, State& state) {
  const MemberId id{fact.member()};
  auto record = state.get(key::Member{id});
  if (!record) return;
  record->set_credential(std::string(h.personal(log::CREDENTIAL).value_or("")));
  if (fact.by_reset()) {
    drop_reset(*record, state);
    record->set_rights_version(record->rights_version() + 1);
    drop_every_session(id, state);
  }
  state.put(key::Member{id}, *record);
  if (fact.by_reset()) tell_sessions(h, id, state);
}

void apply_session_opened(const Happening& h, const log::SessionOpened& fact, State& state) {
  log::SessionRecord record;
  record.set_member(fact.member());
  record.set_kind(fact.kind());
  record.set_opened_at_ms(h.event.time_ms());
  record.set_ends_at_ms(fact.ends_at_ms());
  state.put(key::Session{fact.session()}, record);
  state.put(key::MemberSession{MemberId{fact.member()}, fact.session()}, log::MarkRecord{});
  set_deadline(state, fact.ends_at_ms(), log::SESSION_ENDS, fact.session());
}

void apply_session_ended(const Happening& h, const log::SessionEnded& fact, State& state) {
  if (!fact.session().empty()) return end_session(h, fact.session(), state);
  drop_every_session(MemberId{fact.member()}, state);
  tell_sessions(h, MemberId{fact.member()}, state);
}

void end_session(const Happening& h, const std::string& hash, State& state) {
  const auto session = state.get(key::Session{hash});
  if (!session) return;
  drop_session(hash, *session, state);
  tell_sessions(h, MemberId{session->member()}, state);
}

void apply_invitation_issued(const Happening&, const log::InvitationIssued& fact, State& state) {
  log::InvitationRecord record;
  record.set_secret(fact.secret());
  record.set_role(fact.role());
  record.set_uses_left(fact.uses());
  record.set_ends_at_ms(fact.ends_at_ms());
  log::IdRecord self;
  self.set_id(fact.invitation());
  state.put(key::Invitation{InvitationId{fact.invitation()}}, record);
  state.put(key::InvitationSecret{fact.secret()}, self);
  set_deadline(state, fact.ends_at_ms(), log::INVITATION_ENDS, big_endian(fact.invitation()));
}

void end_invitation(InvitationId id, State& state) {
  const auto record = state.get(key::Invitation{id});
  if (!record) return;
  drop_deadline(state, record->ends_at_ms(), log::INVITATION_ENDS, big_endian(id.value));
  state.erase(key::InvitationSecret{record->secret()});
  state.erase(key::Invitation{id});
}

void apply_reset_issued(const Happening&, const log::ResetIssued& fact, State& state) {
  const MemberId id{fact.member()};
  auto record = state.get(key::Member{id});
  if (!record) return;
  drop_reset(*record, state);
  record->set_reset(fact.secret());
  record->set_reset_ends_at_ms(fact.ends_at_ms());
  state.put(key::Member{id}, *record);
  log::IdRecord self;
  self.set_id(id.value);
  state.put(key::Reset{fact.secret()}, self);
  set_deadline(state, fact.ends_at_ms(), log::RESET_ENDS, fact.secret());
}

void end_reset(const std::string& secret, State& state) {
  const auto owner = state.get(key::Reset{secret});
  if (!owner) return;
  amend(state, key::Member{MemberId{owner->id()}}, [&](auto& member) { drop_reset(member, state); });
}

}  // namespace plenum
