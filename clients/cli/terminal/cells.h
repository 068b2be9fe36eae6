#pragma once

#include <string>
#include <string_view>

// Text and the cells it takes on a terminal: an emoji or a Chinese character takes two, a combining mark none.
namespace plenum::terminal {

// Text that others wrote, made harmless: a post may hold the very bytes that move a cursor, rename a window or turn the
// reading direction of all that follows. Control and direction characters become U+FFFD, bad UTF-8 too; line breaks and
// tabs stay where `lines` is Lines::keep and become spaces otherwise.
enum class Lines { keep, fold };
std::string harmless(std::string_view text, Lines lines = Lines::fold);

// How many cells `text` takes. Requires: harmless text.
int cells(std::string_view text);

// The beginning of `text` that takes at most `cells_max` cells; where something had to go, it ends in an ellipsis.
std::string fitted(std::string_view text, int cells_max);

}  // namespace plenum::terminal
