#include "server/render/utf8.h"

#include <algorithm>

#include "server/render/render.h"

namespace plenum::render {
namespace {

unsigned char byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

bool continues(std::string_view text, std::size_t at) {
  return (byte_at(text, at) & 0xC0) == 0x80;
}

// U+FDD0 to U+FDEF and the last two of each plane, "not for interchange"; veil.h uses some as marks.
bool is_noncharacter(std::string_view text) {
  if (text.starts_with("\xEF\xB7")) return byte_at(text, 2) >= 0x90 && byte_at(text, 2) <= 0xAF;
  if (text.starts_with("\xEF\xBF")) return byte_at(text, 2) >= 0xBE;
  return byte_at(text, 0) >= 0xF0 && (byte_at(text, 1) & 0x0F) == 0x0F && byte_at(text, 2) == 0xBF &&
         byte_at(text, 3) >= 0xBE;
}

bool is_plain_ascii(char c) {
  return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t';
}

}  // namespace

std::size_t sequence_bytes(std::string_view text) {
  const unsigned char first = byte_at(text, 0), second = byte_at(text, 1);
  if (text.empty()) return 0;
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4 || !continues(text, 1)) return 0;
  if (first < 0xE0) return 2;
  if (!continues(text, 2)) return 0;
  if (first < 0xF0) return (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ? 0 : 3;
  if (!continues(text, 3)) return 0;
  return (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F) ? 0 : 4;
}

std::size_t control_bytes(std::string_view text) {
  const unsigned char first = byte_at(text, 0), second = byte_at(text, 1);
  if (text.empty() || (first >= 0x20 && first < 0x7F)) return 0;
  if (first < 0x20) return first != '\t' && first != '\n';
  if (first == 0x7F) return 1;
  if (first == 0xC2 && second >= 0x80 && second < 0xA0) return 2;
  const bool overrides = text.starts_with("\xE2\x80\xAD") || text.starts_with("\xE2\x80\xAE");
  return overrides || is_noncharacter(text) ? sequence_bytes(text) : 0;
}

std::string cleaned(std::string_view source) {
  if (std::all_of(source.begin(), source.end(), is_plain_ascii)) return std::string(source);
  std::string out;
  out.reserve(source.size());
  while (!source.empty()) {
    std::size_t bytes = sequence_bytes(source);
    if (bytes == 0) {
      out += "\xEF\xBF\xBD";
      bytes = 1;
    } else if (source[0] == '\r') {
      out += '\n';
      if (byte_at(source, 1) == '\n') bytes = 2;
    } else if (control_bytes(source) == 0) {
      out += source.substr(0, bytes);
    }
    source.remove_prefix(bytes);
  }
  return out;
}

void append_code_point(std::string& out, char32_t c) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    tail(0);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    tail(6), tail(0);
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    tail(12), tail(6), tail(0);
  }
}

bool is_valid_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto bytes = sequence_bytes(text);
    if (bytes == 0) return false;
    text.remove_prefix(bytes);
  }
  return true;
}

}  // namespace plenum::render
