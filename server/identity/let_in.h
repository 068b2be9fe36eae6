#pragma once

#include <string>
#include <utility>

#include "server/identity/cookie.h"
#include "server/identity/identity_service.h"
#include "server/identity/secrets.h"
#include "server/identity/session_commands.h"
#include "server/projection/member_projection.h"

namespace plenum {

template <class Reply>
void IdentityDesk::let_in(Command command, const Caller& caller, const Answer& answer) {
  const auto secret = make_secret(session_prefix);
  Opening opening{secret.hash, chance_.now_ms() + limits::browser_session_ms, {}};
  if (caller.kind == log::BROWSER) opening.replaces = caller.session;
  command = and_open_session(std::move(command), std::move(opening));
  command.done = [this, text = secret.text, secure = caller.secure, answer](const Result& result) {
    if (result.refused) return answer.refuse(*result.refused);
    Reply reply;
    *reply.mutable_member() = project_member(store_.view(), MemberId{result.outcome.id()});
    answer.give(std::move(reply), {set_cookie(text, secure, limits::browser_session_ms)});
  };
  sequencer_.submit(std::move(command));
}

}  // namespace plenum
