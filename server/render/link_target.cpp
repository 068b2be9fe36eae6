#include "server/render/link_target.h"

#include <algorithm>

#include "server/render/utf8.h"

namespace plenum::render {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

// RFC 3986 forbids these in a URI; percent-encoded they can end neither the attribute nor the host.
void append_encoded(std::string& out, char c) {
  constexpr std::string_view forbidden = " \"<>\\^`{|}", digits = "0123456789ABCDEF";
  if (forbidden.find(c) == forbidden.npos) {
    out += c;
  } else {
    ((out += '%') += digits[static_cast<unsigned char>(c) >> 4]) += digits[c & 15];
  }
}

bool begins_with(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() && std::ranges::equal(text.substr(0, lower.size()), lower, {}, [](char c) {
           return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
         });
}

bool begins_host(std::string_view rest) {
  const auto c = static_cast<unsigned char>(rest.empty() ? ' ' : rest.front());
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '[' || c >= 0x80;
}

}  // namespace

std::optional<std::string> link_target(std::string_view source) {
  source = trimmed(source);
  if (source.size() > href_bytes_max) return {};
  std::string out;
  while (!source.empty()) {
    const auto bytes = std::max(sequence_bytes(source), std::size_t{1});
    const bool ignored = source[0] == '\t' || source[0] == '\n' || control_bytes(source) > 0;
    if (!ignored && bytes == 1) append_encoded(out, source[0]);
    if (!ignored && bytes > 1) out += source.substr(0, bytes);
    source.remove_prefix(bytes);
  }
  const std::string_view whole = out;
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (begins_with(whole, scheme)) return begins_host(whole.substr(scheme.size())) ? std::optional(out) : std::nullopt;
  }
  return begins_with(whole, "mailto:") && whole.size() > 7 ? std::optional(out) : std::nullopt;
}

}  // namespace plenum::render
