#pragma once

#include <cstddef>
#include <string_view>

namespace plenum {

/// Unicode code points in UTF-8 text. Requires: valid UTF-8 (the wire checks it).
std::size_t count_characters(std::string_view utf8);

/// Nothing but white space, as people see it.
bool is_blank(std::string_view utf8);

/// Holds a character that no title, handle or label may hold: C0 and C1 controls, line and paragraph
/// separators, and the marks that turn the writing direction.
bool has_control(std::string_view utf8);

}  // namespace plenum
