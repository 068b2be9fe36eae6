#include "server/identity/handles.h"
#include "server/identity/let_in.h"
#include "server/identity/password_rules.h"
#include "server/node/identity_writers.h"

namespace plenum {

namespace {

Check check_door(const View& view, const std::string& invitation, bool sign_up_open, std::int64_t now_ms) {
  if (invitation.empty()) return sign_up_open ? Check{} : Fault{v1::SIGN_UP_CLOSED};
  const auto id = view.get(key::InvitationSecret{hash_secret(invitation)});
  const auto record = id ? view.get(key::Invitation{InvitationId{id->id()}}) : std::nullopt;
  if (!record || record->ends_at_ms() <= now_ms) return Fault{v1::INVITATION_INVALID, "invitation"};
  return {};
}

Check fill_profile(log::Profile& profile, const v1::JoinRequest& request) {
  profile.set_specialty(request.specialty());
  profile.set_region(request.region());
  return give_handle(profile, request.handle());
}

Check check_labels(const log::Profile& profile) {
  if (auto fault = check_profile(profile.specialty(), "specialty")) return fault;
  return check_profile(profile.region(), "region");
}

}  // namespace

// All that add_member will check again is checked here first, so that nobody waits for Argon2 only to be told no.
void IdentityDesk::join(const Caller& caller, const v1::JoinRequest& request, const Answer& answer) {
  if (refuse_haste(joins_, caller, answer)) return;
  const auto view = store_.view();
  const auto door = check_door(view, request.invitation(), sign_up_open_, chance_.now_ms());
  if (door) return answer.refuse(*door);

  NewMember member;
  if (auto fault = fill_profile(member.profile, request)) return answer.refuse(*fault);
  if (auto weakness = find_weakness(request.password(), member.profile.handle())) return answer.refuse(*weakness);
  if (auto fault = check_labels(member.profile)) return answer.refuse(*fault);
  if (view.get(key::Handle{member.profile.folded()})) return answer.refuse(Fault{v1::HANDLE_TAKEN, "handle"});

  if (!request.invitation().empty()) member.invitation = hash_secret(request.invitation());
  hash(request.password(), answer, [this, caller, member, answer](std::string credential) mutable {
    member.credential = std::move(credential);
    let_in<v1::JoinReply>(add_member(Principal{}, std::move(member)), caller, answer);
  });
}

}  // namespace plenum
