#include "server/identity/session_commands.h"

#include <utility>

namespace plenum {

namespace {

void end_replaced(Proposal& p, const std::string& hash) {
  if (hash.empty()) return;
  const auto session = p.view().get(key::Session{hash});
  if (!session) return;
  auto& fact = *p.event().mutable_session_ended();
  fact.set_session(hash);
  fact.set_member(session->member());
}

}  // namespace

Command and_open_session(Command first, Opening opening) {
  auto decide = std::move(first.decide);
  first.decide = [decide = std::move(decide), opening = std::move(opening)](Proposal& p) -> Check {
    if (auto fault = decide(p)) return fault;
    end_replaced(p, opening.replaces);
    auto& fact = *p.event().mutable_session_opened();
    fact.set_session(opening.hash);
    fact.set_member(p.outcome().id());
    fact.set_kind(log::BROWSER);
    fact.set_ends_at_ms(opening.ends_at_ms);
    return {};
  };
  return first;
}

Command while_credential_is(std::string credential, Command command) {
  auto decide = std::move(command.decide);
  const auto member = command.principal.member;
  command.decide = [=, decide = std::move(decide), credential = std::move(credential)](Proposal& p) -> Check {
    const auto record = p.view().get(key::Member{member});
    if (!record || record->credential() != credential) return Fault{v1::SIGN_IN_FAILED};
    return decide(p);
  };
  return command;
}

}  // namespace plenum
