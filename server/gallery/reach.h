#pragma once

#include <string_view>
#include <vector>

namespace plenum {

/// Bytes of a text, and what an observer reads instead.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view mark;
};

/// By what somebody can be reached: links, e-mail addresses, telephone numbers. In order, none in another. Linear.
std::vector<Span> find_reach(std::string_view text);

}  // namespace plenum
