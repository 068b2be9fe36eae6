#include "server/identity/cookie.h"

namespace plenum {

namespace {

Header header(std::string_view value, bool secure, std::int64_t age_s) {
  std::string text(cookie_name(secure));
  text.append("=").append(value).append("; Path=/; Max-Age=").append(std::to_string(age_s));
  text.append("; HttpOnly; SameSite=Lax");
  if (secure) text.append("; Secure");
  return {"Set-Cookie", std::move(text)};
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string_view cookie_name(bool secure) {
  return secure ? "__Host-plenum" : "plenum";
}

Header set_cookie(std::string_view secret_text, bool secure, std::int64_t age_ms) {
  return header(secret_text, secure, age_ms / 1000);
}

Header clear_cookie(bool secure) {
  return header("", secure, 0);
}

std::optional<std::string_view> read_cookie(std::string_view cookie_header, bool secure) {
  return read_cookie_named(cookie_name(secure), cookie_header);
}

std::optional<std::string_view> read_cookie_named(std::string_view name, std::string_view cookie_header) {
  while (!cookie_header.empty()) {
    const auto end = cookie_header.find(';');
    const auto pair = trimmed(cookie_header.substr(0, end));
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
      const auto value = pair.substr(equals + 1);
      return value.empty() ? std::nullopt : std::optional(value);
    }
    if (end == std::string_view::npos) break;
    cookie_header.remove_prefix(end + 1);
  }
  return {};
}

}  // namespace plenum
