#include "storage/log/redis/address.h"

#include <algorithm>

namespace plenum::redis {

namespace {

constexpr const char* expected = "is no address: write redis://USER:PASSWORD@HOST:PORT/DATABASE, or rediss:// for TLS.";

bool is_number(const std::string& text, unsigned long most) {
  const bool digits =
      !text.empty() && text.size() < 7 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return digits && std::stoul(text) <= most;
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// RFC 3986, 2.1: what may not stand in a URL as it is.
bool decode(const std::string& text, std::string& plain) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      plain += text[i];
      continue;
    }
    if (i + 2 >= text.size() || hex(text[i + 1]) < 0 || hex(text[i + 2]) < 0) return false;
    plain += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
    i += 2;
  }
  return true;
}

bool take_who(std::string& rest, Address& address) {
  const auto at = rest.rfind('@');
  if (at == std::string::npos) return true;
  const auto who = rest.substr(0, at);
  rest.erase(0, at + 1);
  const auto colon = who.find(':');
  const auto password = colon == std::string::npos ? std::string() : who.substr(colon + 1);
  return decode(who.substr(0, colon), address.user) && decode(password, address.password);
}

bool take_place(std::string rest, Address& address) {
  const auto slash = rest.find('/');
  if (slash != std::string::npos && slash + 1 < rest.size()) address.database = rest.substr(slash + 1);
  rest = rest.substr(0, slash);
  const bool bracketed = rest.starts_with('[');
  const auto closing = rest.find(']');
  if (bracketed && closing == std::string::npos) return false;
  const auto colon = rest.find(':', bracketed ? closing : 0);
  if (colon != std::string::npos) address.port = rest.substr(colon + 1);
  address.host = bracketed ? rest.substr(1, closing - 1) : rest.substr(0, colon);
  return !address.host.empty() && is_number(address.port, 65'535) && is_number(address.database, 65'535);
}

}  // namespace

std::string parse(const std::string& url, Address& address) {
  const auto end = url.find("://");
  const auto scheme = url.substr(0, end);
  if (end == std::string::npos || (scheme != "redis" && scheme != "rediss"))
    return std::string("[log] redis ") + expected;
  address.tls = scheme == "rediss";
  auto rest = url.substr(end + 3);
  if (!take_who(rest, address) || !take_place(rest, address)) return std::string("[log] redis ") + expected;
  return {};
}

}  // namespace plenum::redis
