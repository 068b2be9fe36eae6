#include "server/render/autolinks.h"

#include <string>

namespace plenum::render {
namespace {

bool is_alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool begins_with(std::string_view text, std::string_view lower) {
  if (text.size() < lower.size()) return false;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    if ((text[i] | (is_alnum(text[i]) ? 0x20 : 0)) != lower[i]) return false;
  }
  return true;
}

std::size_t prefix_bytes(std::string_view text) {
  for (const std::string_view prefix : {"https://", "http://", "www."}) {
    const bool whole = begins_with(text, prefix) && text.size() > prefix.size();
    if (whole && (is_alnum(text[prefix.size()]) || (text[prefix.size()] & 0x80))) return prefix.size();
  }
  return 0;
}

// No-break spaces (French puts one before a colon) and the line separators end an address as a space does.
bool is_wide_space(std::string_view rest) {
  for (const std::string_view space : {"\xC2\xA0", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE3\x80\x80"}) {
    if (rest.starts_with(space)) return true;
  }
  return false;
}

// A sentence's own signs at the end are not the address; a closing bracket is, if the address opened it.
std::size_t address_bytes(std::string_view text) {
  constexpr std::string_view ends = " \t\n<>\"`", trailing = ".,;:!?'*_~";
  std::size_t bytes = 0;
  int open_round = 0, open_square = 0;
  for (; bytes < text.size() && ends.find(text[bytes]) == ends.npos; ++bytes) {
    if ((text[bytes] & 0x80) && is_wide_space(text.substr(bytes))) break;
    open_round += (text[bytes] == '(') - (text[bytes] == ')');
    open_square += (text[bytes] == '[') - (text[bytes] == ']');
  }
  while (bytes > 0) {
    const char last = text[bytes - 1];
    if (last == ')' && open_round < 0) {
      ++open_round;
    } else if (last == ']' && open_square < 0) {
      ++open_square;
    } else if (trailing.find(last) == trailing.npos) {
      break;
    }
    --bytes;
  }
  return bytes;
}

void write_link(Sink& sink, std::string_view address) {
  const auto href = address[0] == 'w' || address[0] == 'W' ? "http://" + std::string(address) : std::string(address);
  sink.open({.element = Element::a, .href = href});
  sink.text(address);
  sink.close();
}

}  // namespace

std::size_t autolink_bytes(std::string_view text, std::size_t at) {
  const bool may_begin = (text[at] | 0x20) == 'h' || (text[at] | 0x20) == 'w';
  if (!may_begin || (at > 0 && is_alnum(text[at - 1]))) return 0;
  const auto rest = text.substr(at);
  const auto prefix = prefix_bytes(rest);
  const auto bytes = prefix == 0 ? 0 : address_bytes(rest);
  return bytes > prefix ? bytes : 0;
}

void write_autolinked(Sink& sink, std::string_view text) {
  std::size_t written = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto bytes = autolink_bytes(text, at);
    if (bytes == 0) continue;
    if (at > written) sink.text(text.substr(written, at - written));
    write_link(sink, text.substr(at, bytes));
    written = at + bytes;
    at = written - 1;
  }
  if (written < text.size()) sink.text(text.substr(written));
}

}  // namespace plenum::render
