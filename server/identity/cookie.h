#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

// The session's cookie. Behind TLS its name is `__Host-plenum`, which a browser takes only with Secure, Path=/ and no
// Domain, so that no neighbouring site can plant one (draft-ietf-httpbis-rfc6265bis 4.1.3). On plain http, which is
// localhost, a browser would refuse that name: there it is `plenum`.
namespace plenum {

using Header = std::pair<std::string, std::string>;

std::string_view cookie_name(bool secure);

/// `Set-Cookie` with the session's secret.
Header set_cookie(std::string_view secret_text, bool secure, std::int64_t age_ms);

/// `Set-Cookie` that makes the browser forget it.
Header clear_cookie(bool secure);

/// The secret in a `Cookie` header; nothing if there is none. Of several of one name the first, which is the one of
/// the most specific path (RFC 6265, 5.4).
std::optional<std::string_view> read_cookie(std::string_view cookie_header, bool secure);

/// The same of a cookie of any name.
std::optional<std::string_view> read_cookie_named(std::string_view name, std::string_view cookie_header);

}  // namespace plenum
