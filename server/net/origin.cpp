#include "server/net/origin.h"

namespace plenum::net {

bool is_from_elsewhere(const HttpRequest& request) {
  if (!request.has_header("Origin")) return false;
  const auto origin = request.header("Origin");
  const auto scheme_end = origin.find("://");
  return scheme_end == std::string_view::npos || origin.substr(scheme_end + 3) != request.header("Host");
}

}  // namespace plenum::net
