#pragma once

#include <string>

#include "server/net/listener.h"

namespace plenum {

/// The gallery's door where it has a listener of its own: its page with the files that it names, before all that is the
/// gallery's own affair. Called on any io thread.
class GalleryGateway final : public net::Handler {
public:
  GalleryGateway(net::Handler& gallery, std::string web_root) : gallery_(gallery), web_root_(std::move(web_root)) {}

  void on_http(net::HttpRequest request, net::Respond respond) override;
  Admission on_upgrade(const net::HttpRequest& request) override { return gallery_.on_upgrade(request); }

private:
  net::Handler& gallery_;
  const std::string web_root_;
};

}  // namespace plenum
