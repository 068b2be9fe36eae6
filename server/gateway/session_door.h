#pragma once

#include "server/gateway/service.h"
#include "server/net/http.h"
#include "storage/rocks/store.h"

namespace plenum {

/// Who sends this request: by bearer token (programs) or by cookie (browsers). A caller without a session is nobody.
/// Any thread.
Caller find_caller(const Store& store, const net::HttpRequest& request);

/// The request carries a cookie but comes from another site's page. Origin is defence against a browser that is
/// used by a stranger's page, not authentication (RFC 6455 10.2): a program may send what it likes, but has no cookie.
bool is_from_elsewhere(const net::HttpRequest& request);

}  // namespace plenum
