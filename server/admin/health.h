#pragma once

#include <functional>

#include "server/admin/readings.h"
#include "server/net/listener.h"

namespace plenum {

/// What machines ask an operator's server: GET /healthz (it lives), /readyz (people may be sent here), /metrics
/// (Prometheus text). On a listener of its own, since it answers anybody who reaches it. Any io thread.
class Health final : public net::Handler {
public:
  using Read = std::function<Readings()>;
  explicit Health(Read read) : read_(std::move(read)) {}

  void on_http(net::HttpRequest request, net::Respond respond) override;
  Admission on_upgrade(const net::HttpRequest& request) override;

private:
  net::HttpResponse metrics() const;
  Read read_;
};

}  // namespace plenum
