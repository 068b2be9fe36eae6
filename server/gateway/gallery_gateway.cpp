#include "server/gateway/gallery_gateway.h"

#include "server/gateway/web_files.h"

namespace plenum {

void GalleryGateway::on_http(net::HttpRequest request, net::Respond respond) {
  const bool reads = request.method == "GET" || request.method == "HEAD";
  const bool is_page = is_gallery_page(request.path) || request.path.starts_with("/assets/");
  if (reads && is_page) return respond(web_file(request, web_root_));
  gallery_.on_http(std::move(request), std::move(respond));
}

}  // namespace plenum
