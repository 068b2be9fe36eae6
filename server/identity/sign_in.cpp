#include "server/identity/handles.h"
#include "server/identity/let_in.h"
#include "server/node/identity_writers.h"
#include "storage/machine/text.h"

namespace plenum {

namespace {

struct Candidate {
  MemberId member;
  std::string credential;  // empty: nobody can come in by this handle
};

Candidate find_candidate(const View& view, std::string_view handle) {
  if (handle.size() > handle_bytes_max) return {};
  const auto id = view.get(key::Handle{fold_handle(handle)});
  if (!id) return {};
  const MemberId member{id->id()};
  const auto record = view.get(key::Member{member});
  if (!record || record->erased()) return {};
  return {member, record->credential()};
}

// Changes nothing of its own: the session that follows is all there is to it.
Command come_in(MemberId member) {
  Command command;
  command.principal.member = member;
  command.decide = [member](Proposal& p) -> Check {
    p.outcome().set_id(member.value);
    return {};
  };
  return command;
}

}  // namespace

void IdentityDesk::sign_in(const Caller& caller, const v1::SignInRequest& request, const Answer& answer) {
  if (refuse_haste(sign_ins_, caller, answer)) return;
  const auto& password = request.password();
  if (count_characters(password) > limits::password_characters_max) return answer.refuse(Fault{v1::SIGN_IN_FAILED});
  const auto candidate = find_candidate(store_.view(), request.handle());
  const bool queued =
      passwords_.check(candidate.credential, password, [this, caller, candidate, password, answer](bool right) {
        if (!right) return answer.refuse(Fault{v1::SIGN_IN_FAILED});
        sign_ins_.give_back(pace_key(caller.address));  // only failures count
        let_in<v1::SignInReply>(while_credential_is(candidate.credential, come_in(candidate.member)), caller, answer);
        renew_credential(candidate.member, candidate.credential, password);
      });
  if (queued) return;
  sign_ins_.give_back(pace_key(caller.address));  // nothing was guessed
  refuse_busy(answer);
}

// The settings of Argon2id will rise with the years; only a sign-in has the password at hand. Where the queue is full
// the next sign-in does it.
void IdentityDesk::renew_credential(MemberId member, const std::string& credential, std::string_view password) {
  if (!Passwords::needs_rehash(credential)) return;
  passwords_.make(password, [this, member, credential](std::string renewed) {
    if (renewed.empty()) return;
    auto command = while_credential_is(credential, set_credential(member, std::move(renewed), ""));
    command.done = [](const Result&) {};
    sequencer_.submit(std::move(command));
  });
}

}  // namespace plenum
