#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plenum::render {

/// Bytes of the well-formed sequence that `text` begins with (RFC 3629: no surrogates, no overlong forms); 0 if none.
std::size_t sequence_bytes(std::string_view text);

/// Bytes of the control or noncharacter at the front, 0 if there is none. Tab and line feed are text. The two overrides
/// of direction (U+202D, U+202E) count as controls: they make code read other than it runs, and no language needs them.
std::size_t control_bytes(std::string_view text);

/// Well-formed UTF-8 without control characters; CR LF and CR become LF, broken sequences U+FFFD.
std::string cleaned(std::string_view source);

void append_code_point(std::string& out, char32_t);

}  // namespace plenum::render
