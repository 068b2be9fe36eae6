#include "storage/log/redis/address.h"

#include <algorithm>

namespace plenum::redis {

namespace {

constexpr const char* expected =
    "is no address: write redis://USER:PASSWORD@HOST:PORT/DATABASE, rediss:// for TLS, or "
    "redis+sentinel://USER:PASSWORD@HOST:PORT,HOST:PORT/MASTER.";

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

// What follows the next slash, taken off.
std::string take_path(std::string& rest) {
  const auto slash = rest.find('/');
  const auto path = slash == std::string::npos ? std::string() : rest.substr(slash + 1);
  rest = rest.substr(0, slash);
  return path;
}

bool take_place(const std::string& rest, Place& place) {
  const bool bracketed = rest.starts_with('[');
  const auto closing = rest.find(']');
  if (bracketed && closing == std::string::npos) return false;
  const auto colon = rest.find(':', bracketed ? closing : 0);
  if (colon != std::string::npos) place.port = rest.substr(colon + 1);
  place.host = bracketed ? rest.substr(1, closing - 1) : rest.substr(0, colon);
  return !place.host.empty() && is_number(place.port, 65'535);
}

bool take_sentinels(std::string rest, Address& address) {
  address.sentinels.clear();
  while (!rest.empty()) {
    const auto comma = rest.find(',');
    auto& sentinel = address.sentinels.emplace_back(Place{"", "26379"});
    if (!take_place(rest.substr(0, comma), sentinel)) return false;
    rest = comma == std::string::npos ? "" : rest.substr(comma + 1);
  }
  return !address.sentinels.empty();
}

bool take_where(std::string rest, bool sentinels, Address& address) {
  auto path = take_path(rest);
  if (sentinels) {
    auto name = path;
    path = take_path(name);
    address.master = name;
    if (name.empty()) return false;
  }
  if (!path.empty()) address.database = path;
  if (!is_number(address.database, 65'535)) return false;
  return sentinels ? take_sentinels(rest, address) : take_place(rest, address);
}

}  // namespace

std::string parse(const std::string& url, Address& address) {
  const auto end = url.find("://");
  auto scheme = url.substr(0, end);
  const auto plus = scheme.find("+sentinel");
  const bool sentinels = plus != std::string::npos && plus + 9 == scheme.size();
  if (sentinels) scheme.erase(plus);
  if (end == std::string::npos || (scheme != "redis" && scheme != "rediss"))
    return std::string("[log] redis ") + expected;
  address.tls = scheme == "rediss";
  auto rest = url.substr(end + 3);
  if (!take_who(rest, address) || !take_where(rest, sentinels, address)) return std::string("[log] redis ") + expected;
  return {};
}

}  // namespace plenum::redis
