#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// UTF-8 text, and what people are shown of it.
namespace plenum::imports {

// The place of the first byte that is not well-formed UTF-8 (RFC 3629), or npos.
std::size_t first_bad_utf8(std::string_view bytes);

// Refuses with the file's name unless `bytes` is UTF-8.
void check_utf8(std::string_view file, std::string_view bytes);

// How many bytes of white space stand at the start, as Python's \s counts it for text; 0: none.
std::size_t white_space_at(std::string_view text);

// Tags dropped, character references resolved.
std::string text_of_html(std::string_view html);

// One line of at most `characters_max` characters, white space folded, control characters dropped; an ellipsis where
// cut.
std::string one_line(std::string_view text, std::size_t characters_max);

}  // namespace plenum::imports
