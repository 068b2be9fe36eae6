#include "server/identity/let_in.h"
#include "server/identity/password_rules.h"
#include "server/node/identity_writers.h"
#include "storage/machine/text.h"

namespace plenum {

namespace {

// Whom the link of this hash was made for, while it is good.
MemberId find_reset_owner(const View& view, const std::string& hash, std::int64_t now_ms) {
  const auto id = view.get(key::Reset{hash});
  if (!id) return {};
  const MemberId member{id->id()};
  const auto record = view.get(key::Member{member});
  const bool good = record && !record->erased() && record->reset_ends_at_ms() > now_ms;
  return good ? member : MemberId{};
}

std::string handle_of(const View& view, MemberId member) {
  const auto record = view.get(key::Member{member});
  return record ? record->profile().handle() : std::string();
}

}  // namespace

void IdentityDesk::set_password(const Caller& caller, const v1::SetPasswordRequest& request, const Answer& answer) {
  if (request.reset().empty() && !caller.is_signed_in()) return answer.refuse(Fault{v1::UNAUTHENTICATED});
  if (refuse_haste(sign_ins_, caller, answer)) return;
  request.reset().empty() ? change_password(caller, request, answer) : set_password_by_reset(caller, request, answer);
}

// The link is spent, every session ends (whoever knew the old password is out), and a new one opens.
void IdentityDesk::set_password_by_reset(const Caller& caller, const v1::SetPasswordRequest& request,
                                         const Answer& answer) {
  const auto view = store_.view();
  auto reset = hash_secret(request.reset());
  const auto member = find_reset_owner(view, reset, chance_.now_ms());
  if (!member) return answer.refuse(Fault{v1::INVITATION_INVALID, "reset"});
  if (auto weakness = find_weakness(request.password(), handle_of(view, member))) return answer.refuse(*weakness);
  hash(request.password(), answer, [this, caller, member, reset, answer](std::string credential) {
    let_in<v1::SetPasswordReply>(set_credential(member, std::move(credential), reset), caller, answer);
  });
}

// Sessions stay: who wants the others out as well signs out everywhere.
void IdentityDesk::change_password(const Caller& caller, const v1::SetPasswordRequest& request, const Answer& answer) {
  const Fault wrong{v1::SIGN_IN_FAILED, "old_password"};
  const auto member = caller.principal.member;
  const auto record = store_.view().get(key::Member{member});
  if (!record || count_characters(request.old_password()) > limits::password_characters_max) {
    return answer.refuse(wrong);
  }
  if (auto weakness = find_weakness(request.password(), record->profile().handle())) return answer.refuse(*weakness);

  const auto store = [this, member, answer, old = record->credential()](std::string credential) {
    auto command = while_credential_is(old, set_credential(member, std::move(credential), ""));
    command.done = [this, member, answer](const Result& result) {
      if (result.refused) return answer.refuse(*result.refused);
      v1::SetPasswordReply reply;
      *reply.mutable_member() = project_member(store_.view(), member);
      answer.give(std::move(reply));
    };
    sequencer_.submit(std::move(command));
  };
  const auto checked = [this, wrong, store, answer, password = request.password()](bool right) {
    if (!right) return answer.refuse(wrong);
    hash(password, answer, store);
  };
  if (!passwords_.check(record->credential(), request.old_password(), checked)) refuse_busy(answer);
}

}  // namespace plenum
