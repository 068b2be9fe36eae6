#pragma once

#include <cstddef>
#include <string_view>

namespace plenum::render {

inline constexpr std::size_t markdown_bytes_max = 64 * 1024;
inline constexpr std::size_t nesting_max = 48;           // quote and list markers in front of one line
inline constexpr std::size_t nesting_columns_max = 160;  // how far right the last of them may stand
inline constexpr std::size_t brackets_max = 4000;

struct Cost {
  bool readable = true;  // false: cmark-gfm would take time out of proportion; show the source as plain text
  bool tables = true;    // false: rows times columns would outgrow the source
};

/// One pass over the source, before cmark-gfm 0.29.0.gfm.6 sees it (README.md tells which shapes cost it seconds).
Cost markdown_cost(std::string_view source);

}  // namespace plenum::render
