#pragma once

#include "server/net/http.h"

namespace plenum::net {

/// The request comes from another site's page. Origin is defence against a browser that is used by a stranger's page,
/// not authentication (RFC 6455 10.2): a program may send what it likes, but has no cookie. Any thread.
bool is_from_elsewhere(const HttpRequest& request);

}  // namespace plenum::net
