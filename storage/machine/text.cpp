#include "storage/machine/text.h"

#include <cstdint>

namespace plenum {

namespace {

bool continues(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

char32_t next_character(std::string_view utf8, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(utf8[at++]);
  char32_t value = lead < 0x80 ? lead : lead < 0xE0 ? lead & 0x1F : lead < 0xF0 ? lead & 0x0F : lead & 0x07;
  while (at < utf8.size() && continues(utf8[at]))
    value = (value << 6) | (static_cast<unsigned char>(utf8[at++]) & 0x3F);
  return value;
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200D) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x2060 ||
         c == 0x3000 || c == 0xFEFF;
}

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029 || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

template <class Predicate>
bool any_character(std::string_view utf8, Predicate predicate) {
  for (std::size_t at = 0; at < utf8.size();) {
    if (predicate(next_character(utf8, at))) return true;
  }
  return false;
}

}  // namespace

std::size_t count_characters(std::string_view utf8) {
  std::size_t count = 0;
  for (const char byte : utf8) count += continues(byte) ? 0 : 1;
  return count;
}

bool is_blank(std::string_view utf8) {
  return !any_character(utf8, [](char32_t c) { return !is_space(c); });
}

bool has_control(std::string_view utf8) {
  return any_character(utf8, is_control);
}

}  // namespace plenum
