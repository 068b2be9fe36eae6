#pragma once
// The production listener, around a handler given by the test, on a free port of 127.0.0.1.
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "server/net/listener.h"

namespace plenum::test {

// What one session of the test does; every function runs on its io thread.
struct Script {
  std::function<void(net::WebSocketSession&)> on_open;
  std::function<void(net::WebSocketSession&, std::string_view, bool binary)> on_message;
  std::function<void(net::WebSocketSession&)> on_drained;
  std::function<void(std::uint16_t code)> on_closed;
  std::function<bool()> is_owed;
  std::function<void(net::WebSocketSession&)> on_wind_down;
};

Script echo_script();

net::ListenerOptions options_with(const std::function<void(net::Limits&)>& change);

class ServerUnderTest : private net::Handler {
public:
  explicit ServerUnderTest(net::ListenerOptions options = {}, unsigned threads = 1);
  ~ServerUnderTest();

  std::uint16_t port() const { return listener->bound_port(); }

  // Asked on io threads; set before the first connection.
  std::function<void(net::HttpRequest, net::Respond)> on_request;
  std::function<std::optional<net::HttpResponse>(const net::HttpRequest&)> refuse_upgrade;
  std::function<std::string(const net::HttpRequest&)> subprotocol;
  std::function<Script(const net::HttpRequest&)> script = [](const net::HttpRequest&) { return echo_script(); };

  net::IoThreads io;
  std::unique_ptr<net::Listener> listener;

private:
  void on_http(net::HttpRequest request, net::Respond respond) override;
  Admission on_upgrade(const net::HttpRequest& request) override;
};

// Waits for a state, with a deadline.
bool eventually(const std::function<bool()>& state, int patience_ms = 10'000);

}  // namespace plenum::test
