#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/gateway/service.h"
#include "storage/machine/state.h"

namespace plenum {

/// Who carries this secret (a browser's cookie or a program's bearer token); nothing if it is unknown, ended, or its
/// member is gone. Fills principal, session and kind; address and secure are the gateway's to add.
/// `now_ms`: Unix time. A session past its end is refused here even before the clock's event has removed it.
std::optional<Caller> find_session(const View& view, std::string_view secret_text, std::int64_t now_ms);

/// The same by the secret's hash: for tickets, and to look again whether a live line's session still stands.
std::optional<Caller> find_session_by_hash(const View& view, const std::string& hash, std::int64_t now_ms);

}  // namespace plenum
