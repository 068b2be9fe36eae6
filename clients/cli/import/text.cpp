#include "clients/cli/import/text.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "clients/cli/import/refused.h"

namespace plenum::imports {
namespace {

unsigned char byte_at(std::string_view s, std::size_t i) {
  return static_cast<unsigned char>(s[i]);
}

// The length of the well-formed character at `i`, or 0.
std::size_t character_at(std::string_view s, std::size_t i) {
  const unsigned char lead = byte_at(s, i);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xc2 && lead < 0xe0   ? 2
                             : (lead & 0xf0) == 0xe0       ? 3
                             : lead >= 0xf0 && lead < 0xf5 ? 4
                                                           : 0;
  if (length == 0 || s.size() - i < length) return 0;
  for (std::size_t k = 1; k < length; ++k) {
    if ((byte_at(s, i + k) & 0xc0) != 0x80) return 0;
  }
  const unsigned char second = byte_at(s, i + 1);
  const bool overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
  const bool surrogate = lead == 0xed && second > 0x9f;
  const bool beyond = lead == 0xf4 && second > 0x8f;
  return overlong || surrogate || beyond ? 0 : length;
}

// Of a well-formed character.
std::uint32_t code_of(std::string_view character) {
  const unsigned char lead = byte_at(character, 0);
  if (lead < 0x80) return lead;
  std::uint32_t code = lead & (0xffU >> (character.size() + 1));
  for (const char c : character.substr(1)) code = (code << 6) | (static_cast<unsigned char>(c) & 0x3f);
  return code;
}

// A title may neither move a cursor nor turn the direction of what follows it.
bool may_stand_in_title(std::uint32_t c) {
  return c >= 0x20 && !(c >= 0x7f && c <= 0x9f) && !(c >= 0x202a && c <= 0x202e) && !(c >= 0x2066 && c <= 0x2069);
}

// Takes no room of its own: a title of nothing else would be empty to the eye.
bool is_invisible(std::uint32_t c) {
  return (c >= 0x200b && c <= 0x200f) || c == 0x2060 || c == 0xfeff;
}

void append_utf8(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xc0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xe0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3f));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  }
}

bool append_numeric_reference(std::string& out, std::string_view name) {
  const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
  const std::string_view digits = name.substr(hex ? 2 : 1);
  std::uint32_t c = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), c, hex ? 16 : 10);
  if (error != std::errc{} || end != digits.data() + digits.size()) return false;
  if (c == 0 || c > 0x10ffff || (c >= 0xd800 && c < 0xe000)) c = 0xfffd;
  append_utf8(out, c);
  return true;
}

// Only what a heading meets in practice; an unknown name stays as it was typed.
bool append_reference(std::string& out, std::string_view name) {
  if (!name.empty() && name.front() == '#') return append_numeric_reference(out, name);
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> named{{{"amp", "&"},
                                                                                       {"lt", "<"},
                                                                                       {"gt", ">"},
                                                                                       {"quot", "\""},
                                                                                       {"apos", "'"},
                                                                                       {"nbsp", "\u00a0"},
                                                                                       {"ndash", "\u2013"},
                                                                                       {"mdash", "\u2014"}}};
  for (const auto& [from, to] : named) {
    if (name == from) {
      out += to;
      return true;
    }
  }
  return false;
}

}  // namespace

std::size_t first_bad_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t length = character_at(bytes, i);
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

void check_utf8(std::string_view file, std::string_view bytes) {
  const std::size_t bad = first_bad_utf8(bytes);
  if (bad == std::string_view::npos) return;
  refuse(std::string(file) + " is not UTF-8: byte " + std::to_string(bad) + " belongs to no character.");
}

std::size_t white_space_at(std::string_view text) {
  if (text.empty()) return 0;
  const unsigned char c = byte_at(text, 0);
  if (c == ' ' || (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x1f)) return 1;
  if (c < 0xc2) return 0;
  static constexpr std::array<std::string_view, 19> wide{
      "\u0085", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006",
      "\u2007", "\u2008", "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};
  for (const std::string_view space : wide) {
    if (text.starts_with(space)) return space.size();
  }
  return 0;
}

std::string text_of_html(std::string_view html) {
  std::string out;
  for (std::size_t i = 0; i < html.size();) {
    if (html[i] == '<') {
      const std::size_t end = html.find('>', i);
      if (end != std::string_view::npos) {
        i = end + 1;
        continue;
      }
    } else if (html[i] == '&') {
      const std::size_t end = html.substr(0, i + 12).find(';', i);
      if (end != std::string_view::npos && append_reference(out, html.substr(i + 1, end - i - 1))) {
        i = end + 1;
        continue;
      }
    }
    out += html[i++];
  }
  return out;
}

std::string one_line(std::string_view text, std::size_t characters_max) {
  std::string out;
  std::size_t characters = 0;
  std::size_t before_last = 0;  // where the ellipsis would go
  bool gap = false;
  bool visible = false;
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t space = white_space_at(text.substr(i)); space > 0) {
      gap = !out.empty();
      i += space;
      continue;
    }
    const std::size_t length = character_at(text, i);
    const std::string_view character = text.substr(i, length);
    if (length == 0 || !may_stand_in_title(code_of(character))) {
      i += length == 0 ? 1 : length;
      continue;
    }
    visible = visible || !is_invisible(code_of(character));
    const std::size_t wanted = gap ? 2 : 1;
    if (characters + wanted > characters_max) return out.substr(0, before_last) + "\u2026";
    if (gap) out += ' ';
    characters += wanted;
    gap = false;
    out += character;
    if (characters < characters_max) before_last = out.size();
    i += length;
  }
  return visible ? out : std::string();
}

}  // namespace plenum::imports
