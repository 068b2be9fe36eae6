#pragma once

#include <functional>

#include "proto/admin.pb.h"
#include "server/net/listener.h"

namespace plenum {

/// What machines ask an operator's server: GET /healthz (it lives), /readyz (it takes writes), /metrics (Prometheus
/// text). On a listener of its own, since it answers anybody who reaches it. Any io thread.
class Health final : public net::Handler {
public:
  using Status = std::function<v1::StatusReply()>;
  explicit Health(Status status) : status_(std::move(status)) {}

  void on_http(net::HttpRequest request, net::Respond respond) override;
  Admission on_upgrade(const net::HttpRequest& request) override;

private:
  net::HttpResponse metrics() const;
  Status status_;
};

}  // namespace plenum
