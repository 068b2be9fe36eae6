#pragma once

#include <string>
#include <string_view>

namespace plenum::render {

inline constexpr std::size_t gate_depth_max = 256;  // above html_writer's, so that written HTML passes unchanged

/// Imported HTML, reduced to what gumbo parses in linear time and html.h understands: known elements under their plain
/// names (`b` is `strong`, `section` is `div`), each closed in order, at most gate_depth_max deep, each with at most
/// one of each known attribute. Comments, scripts, styles and the like are gone with their content, other unknown
/// elements without it. Character references stay as they are. Safety does not rest on this: html_writer.h is the
/// sanitiser.
std::string gated(std::string_view html);

}  // namespace plenum::render
