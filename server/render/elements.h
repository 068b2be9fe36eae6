#pragma once

#include <cstdint>
#include <string_view>

namespace plenum::render {

// Every element that a page may contain. `none` is the one that is never written: its content stands without it.
enum class Element : std::uint8_t {
  none,
  p,
  h3,
  h4,
  h5,
  h6,
  blockquote,
  ul,
  ol,
  li,
  table,
  thead,
  tbody,
  tr,
  th,
  td,
  details,
  summary,
  a,
  em,
  strong,
  del,
  code,
  sub,
  sup,
  kbd,
  mention,
};

enum class Align : std::uint8_t { none, left, center, right };

struct Tag {
  Element element = Element::none;
  std::string_view href = {};  // a
  int start = 1;               // ol
  Align align = Align::none;   // th, td
};

std::string_view name_of(Element);

constexpr bool is_block(Element e) {
  return e >= Element::p && e <= Element::summary;
}
constexpr bool is_heading(Element e) {
  return e >= Element::h3 && e <= Element::h6;
}
constexpr bool is_cell(Element e) {
  return e == Element::th || e == Element::td;
}
constexpr bool is_list(Element e) {
  return e == Element::ul || e == Element::ol;
}
/// Elements that hold rows and cells, never text.
constexpr bool is_grid(Element e) {
  return e >= Element::table && e <= Element::tr;
}

/// A post's headings rank below the page's own: h1 becomes h3, h4 and deeper become h6.
Element heading_of(int level);

}  // namespace plenum::render
