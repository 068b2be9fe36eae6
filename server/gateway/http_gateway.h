#pragma once

#include <functional>
#include <vector>

#include "server/gateway/codec.h"
#include "server/gateway/live.h"
#include "server/gateway/service.h"
#include "server/net/listener.h"

namespace plenum {

/// Unary calls over HTTP in the manner of the Connect protocol: POST /plenum.v1.<Service>/<Method> with
/// application/json or application/proto; a refusal is JSON with Connect's code, our refusal and a fitting status.
/// Called on any io thread.
class Calls {
public:
  /// Fills in who calls, or refuses.
  using WhoCalls = std::function<std::variant<Caller, Fault>(const net::HttpRequest&)>;

  Calls(std::vector<const Service*> services, WhoCalls who_calls)
      : services_(std::move(services)), who_calls_(std::move(who_calls)) {}

  /// False: the path is no call.
  bool handle(const net::HttpRequest& request, const net::Respond& respond) const;

private:
  const Service::Method* find(std::string_view path) const;
  std::vector<const Service*> services_;
  WhoCalls who_calls_;
};

/// The community's door: calls, the live line, and the web client. What is the gallery's it hands on as it came.
class HttpGateway final : public net::Handler {
public:
  /// `gallery`: null where that has a listener of its own.
  HttpGateway(const Store& store, std::vector<const Service*> services, Live& live, std::string web_root,
              net::Handler* gallery = nullptr);

  void on_http(net::HttpRequest request, net::Respond respond) override;
  Admission on_upgrade(const net::HttpRequest& request) override;

private:
  Calls calls_;
  const Store& store_;
  Live& live_;
  const std::string web_root_;  // empty: the bundle in the program
  net::Handler* const gallery_;
};

/// The operator's socket inside the data directory: whoever may open it is the house.
class OperatorGateway final : public net::Handler {
public:
  explicit OperatorGateway(std::vector<const Service*> services);

  void on_http(net::HttpRequest request, net::Respond respond) override;
  Admission on_upgrade(const net::HttpRequest& request) override;

private:
  Calls calls_;
};

}  // namespace plenum
