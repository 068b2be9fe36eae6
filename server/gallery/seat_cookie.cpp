#include "server/gallery/seat_cookie.h"

#include <string>

#include "server/net/origin.h"

namespace plenum {

namespace {

std::string_view name_of(bool secure) {
  return secure ? "__Host-plenum-seat" : "plenum-seat";
}

Header header(std::string_view value, bool secure, std::int64_t age_s) {
  std::string text(name_of(secure));
  text.append("=").append(value).append(secure ? "; Path=/" : "; Path=/v1/");
  text.append("; Max-Age=").append(std::to_string(age_s)).append("; HttpOnly; SameSite=Strict");
  if (secure) text.append("; Secure");
  return {"Set-Cookie", std::move(text)};
}

}  // namespace

Header set_seat_cookie(std::string_view secret_text, bool secure, std::int64_t age_ms) {
  return header(secret_text, secure, age_ms / 1000);
}

Header clear_seat_cookie(bool secure) {
  return header("", secure, 0);
}

std::optional<std::string_view> seat_cookie_of(const net::HttpRequest& request) {
  return read_cookie_named(name_of(request.secure), request.header("Cookie"));
}

std::optional<Credential> credential_of(const net::HttpRequest& request) {
  constexpr std::string_view bearer = "Bearer ";
  if (request.has_header("Authorization")) {
    const auto authorization = request.header("Authorization");
    if (!authorization.starts_with(bearer)) return {};
    return Credential{authorization.substr(bearer.size()), false};
  }
  if (net::is_from_elsewhere(request)) return {};
  const auto secret = seat_cookie_of(request);
  if (!secret) return {};
  return Credential{*secret, true};
}

}  // namespace plenum
