#include "server/render/elements.h"

#include <algorithm>
#include <array>

namespace plenum::render {

std::string_view name_of(Element e) {
  static constexpr std::array<std::string_view, 27> names{
      "",   "p",  "h3",      "h4",      "h5", "h6", "blockquote", "ul",  "ol",   "li",  "table", "thead", "tbody", "tr",
      "th", "td", "details", "summary", "a",  "em", "strong",     "del", "code", "sub", "sup",   "kbd",   "span"};
  return names[static_cast<std::size_t>(e)];
}

Element heading_of(int level) {
  return static_cast<Element>(static_cast<int>(Element::h3) + std::clamp(level, 1, 4) - 1);
}

}  // namespace plenum::render
