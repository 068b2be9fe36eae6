#pragma once

#include <string>
#include <string_view>

#include "proto/event.pb.h"
#include "storage/machine/checks.h"

namespace plenum {

/// The handle as it is compared: NFKC_Casefold (UAX 31, R5), so that case, width, ligatures and invisible characters
/// make no second person.
std::string fold_handle(std::string_view handle);

/// The handle as it is shown: NFC, without space around it.
std::string tidy_handle(std::string_view handle);

/// NFKC, as passwords are hashed (see passwords.h).
std::string normalise_compatibly(std::string_view text);

/// Longer than this no handle can be, white space around it and all: it is not even looked at.
inline constexpr std::size_t handle_bytes_max = 512;

/// Sets `handle` and `folded` of the profile. Refuses a handle of wrong form in either shape: a full-width ＠ would
/// fold to @, and soft hyphens alone to nothing.
Check give_handle(log::Profile& profile, std::string_view handle);

}  // namespace plenum
