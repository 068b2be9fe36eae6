#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "server/identity/cookie.h"
#include "server/net/http.h"

// The cookie of a seat's browser, sent to no other site in any way (SameSite=Strict) and to no script. Behind TLS it is
// `__Host-plenum-seat`, which a browser takes only with Secure and Path=/, so that no neighbouring site can plant one;
// on plain http, which is localhost, `plenum-seat` under /v1/. No member's path looks at it, and none of these at a
// member's.
namespace plenum {

Header set_seat_cookie(std::string_view secret_text, bool secure, std::int64_t age_ms);
Header clear_seat_cookie(bool secure);

/// What a request proves itself by: a program by its bearer token, a browser by its cookie, and that from a page of
/// this very host alone. Where there is a token, no cookie is looked at.
struct Credential {
  std::string_view secret;
  bool by_cookie = false;
};
std::optional<Credential> credential_of(const net::HttpRequest& request);

/// The cookie's secret, whoever else the request says it is.
std::optional<std::string_view> seat_cookie_of(const net::HttpRequest& request);

}  // namespace plenum
