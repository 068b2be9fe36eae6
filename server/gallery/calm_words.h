#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace plenum {

/// The plain words of a Markdown source in which nothing is marked up: its own lines, without the empty ones. Nothing
/// where a byte of it might be markup; then it must be parsed. Most of what people write is calm, and on the way of a
/// post the parser costs more than the whole feed. `cleaned`: as render::cleaned leaves it.
std::optional<std::string> calm_words(std::string_view cleaned);

}  // namespace plenum
