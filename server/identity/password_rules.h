#pragma once

#include <optional>
#include <string_view>

#include "proto/wire.pb.h"

namespace plenum {

/// What a new password may not be: shorter than 10 or longer than 256 characters, its owner's handle, or among the
/// first that anybody would try. No rule about digits and signs: they make passwords worse (NIST SP 800-63B).
std::optional<v1::Refusal> find_weakness(std::string_view password, std::string_view handle);

}  // namespace plenum
