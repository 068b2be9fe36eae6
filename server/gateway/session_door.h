#pragma once

#include "server/gateway/service.h"
#include "server/net/http.h"
#include "storage/rocks/store.h"

namespace plenum {

/// Who sends this request: by bearer token (programs) or by cookie (browsers). A caller without a session is nobody.
/// Any thread.
Caller find_caller(const Store& store, const net::HttpRequest& request);

}  // namespace plenum
