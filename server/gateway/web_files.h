#pragma once

#include <string>
#include <string_view>

#include "server/net/http.h"

namespace plenum {

/// The web client: from the bundle inside the program, or from `web_root` while it is being developed. Every path that
/// names no file is the page itself, which reads the address.
net::HttpResponse web_file(const net::HttpRequest& request, const std::string& web_root);

/// The gallery's page is another one, with a bundle of its own.
bool is_gallery_page(std::string_view path);

}  // namespace plenum
