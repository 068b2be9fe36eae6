#include "clients/cli/terminal/cells.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace plenum::terminal {
namespace {

constexpr std::string_view replacement = "\ufffd";
constexpr std::string_view ellipsis = "\u2026";
constexpr UChar32 joiner = 0x200d;  // holds emoji together; harmless

struct Letter {
  UChar32 code = -1;  // -1: bad UTF-8
  std::string_view bytes;
};

Letter letter_at(std::string_view text, std::size_t at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  auto next = static_cast<std::int32_t>(at);
  Letter letter;
  U8_NEXT(bytes, next, static_cast<std::int32_t>(text.size()), letter.code);
  letter.bytes = text.substr(at, static_cast<std::size_t>(next) - at);
  return letter;
}

bool turns_direction(UChar32 c) {
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

bool may_pass(UChar32 c) {
  return c >= 0 && u_charType(c) != U_CONTROL_CHAR && !turns_direction(c);
}

bool breaks_line(UChar32 c) {
  return c == '\n' || c == '\t' || c == '\r' || c == 0x2028 || c == 0x2029;
}

int cells_of(UChar32 c) {
  if (c == joiner) return 0;
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
      return 0;
    default:
      break;
  }
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

std::string harmless(std::string_view text, Lines lines) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Letter letter = letter_at(text, at);
    at += letter.bytes.size();
    if (breaks_line(letter.code)) {
      // A carriage return alone would let a post overwrite the line that says who wrote it.
      if (letter.code == '\r' && text.substr(at).starts_with('\n')) continue;
      const bool stays = lines == Lines::keep && letter.code != '\r';
      out += stays ? letter.bytes : std::string_view(" ");
    } else {
      out += may_pass(letter.code) ? letter.bytes : replacement;
    }
  }
  return out;
}

int cells(std::string_view text) {
  int sum = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Letter letter = letter_at(text, at);
    at += letter.bytes.size();
    sum += cells_of(letter.code);
  }
  return sum;
}

std::string fitted(std::string_view text, int cells_max) {
  if (cells(text) <= cells_max) return std::string(text);
  if (cells_max < 1) return {};
  int sum = 0;
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size(); end = at) {
    const Letter letter = letter_at(text, at);
    sum += cells_of(letter.code);
    if (sum > cells_max - 1) break;
    at += letter.bytes.size();
  }
  return std::string(text.substr(0, end)) + std::string(ellipsis);
}

}  // namespace plenum::terminal
