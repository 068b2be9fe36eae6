#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace plenum::render {

inline constexpr std::size_t href_bytes_max = 2048;

/// The address as it may stand in href: http, https with a host, or mailto; whatever a browser would ignore inside a
/// scheme (controls, white space) is gone, what could end an attribute is percent-encoded. None for all else.
std::optional<std::string> link_target(std::string_view);

}  // namespace plenum::render
