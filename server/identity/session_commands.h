#pragma once

#include <cstdint>
#include <string>

#include "server/node/command.h"

// Commands of server/node put together, so that what belongs together becomes true together.
namespace plenum {

/// A browser's session that a command opens along with what it does.
struct Opening {
  std::string hash;
  std::int64_t ends_at_ms = 0;
  std::string replaces;  // the session this browser carried until now; it ends. Empty: none
};

/// `first`, and a session for the member whom its outcome names: either both or nothing.
Command and_open_session(Command first, Opening opening);

/// `command`, but only while the member's password is the one that was checked: between the check on a worker and the
/// sequencer's turn it may have been changed, and the old one must then open nothing.
Command while_credential_is(std::string credential, Command command);

}  // namespace plenum
