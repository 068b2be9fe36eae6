#include "server/gateway/session_door.h"

#include <chrono>

#include "server/identity/cookie.h"
#include "server/identity/sessions.h"

namespace plenum {

namespace {

std::int64_t wall_clock_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::optional<std::string_view> secret_of(const net::HttpRequest& request) {
  constexpr std::string_view bearer = "Bearer ";
  const auto authorization = request.header("Authorization");
  if (authorization.starts_with(bearer)) return authorization.substr(bearer.size());
  return read_cookie(request.header("Cookie"), request.secure);
}

}  // namespace

Caller find_caller(const Store& store, const net::HttpRequest& request) {
  Caller caller;
  if (const auto secret = secret_of(request)) {
    const auto view = store.view();
    if (auto found = find_session(view, *secret, wall_clock_ms())) caller = *std::move(found);
  }
  caller.address = request.peer.address;
  caller.secure = request.secure;
  return caller;
}

}  // namespace plenum
