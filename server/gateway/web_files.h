#pragma once

#include <string>

#include "server/net/http.h"

namespace plenum {

/// The web client: from the bundle inside the program, or from `web_root` while it is being developed. Every path that
/// names no file is the page itself, which reads the address.
net::HttpResponse web_file(const net::HttpRequest& request, const std::string& web_root);

}  // namespace plenum
