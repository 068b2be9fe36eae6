#include "tests/support/net/server_under_test.h"

#include <chrono>
#include <stdexcept>
#include <thread>

namespace plenum::test {
namespace {

class ScriptedClient final : public net::WebSocketClient {
public:
  explicit ScriptedClient(Script script) : script_(std::move(script)) {}
  void on_open(net::WebSocketSession& session) override {
    session_ = &session;
    if (script_.on_open) script_.on_open(session);
  }
  void on_message(std::string_view payload, bool binary) override {
    if (script_.on_message) script_.on_message(*session_, payload, binary);
  }
  void on_drained() override {
    if (script_.on_drained) script_.on_drained(*session_);
  }
  bool is_owed() const override { return script_.is_owed && script_.is_owed(); }
  void on_wind_down() override {
    if (script_.on_wind_down) script_.on_wind_down(*session_);
  }
  void on_closed(std::uint16_t code) override {
    if (script_.on_closed) script_.on_closed(code);
  }

private:
  Script script_;
  net::WebSocketSession* session_ = nullptr;
};

}  // namespace

Script echo_script() {
  Script script;
  script.on_message = [](net::WebSocketSession& session, std::string_view payload, bool binary) {
    session.send(net::encode_frame(binary ? net::Opcode::binary : net::Opcode::text, payload));
  };
  return script;
}

net::ListenerOptions options_with(const std::function<void(net::Limits&)>& change) {
  net::ListenerOptions options;
  change(options.limits);
  return options;
}

ServerUnderTest::ServerUnderTest(net::ListenerOptions options, unsigned threads) : io(threads) {
  listener = std::make_unique<net::Listener>(io, static_cast<net::Handler&>(*this), std::move(options));
  if (auto reason = listener->listen("127.0.0.1:0")) throw std::runtime_error(*reason);
  io.start();
}

ServerUnderTest::~ServerUnderTest() {
  listener.reset();
}

void ServerUnderTest::on_http(net::HttpRequest request, net::Respond respond) {
  if (on_request) return on_request(std::move(request), std::move(respond));
  respond(net::HttpResponse::plain(200, request.method + " " + request.path));
}

net::Handler::Admission ServerUnderTest::on_upgrade(const net::HttpRequest& request) {
  Admission admission;
  if (refuse_upgrade) admission.refused = refuse_upgrade(request);
  if (admission.refused) return admission;
  if (subprotocol) admission.subprotocol = subprotocol(request);
  admission.client = std::make_unique<ScriptedClient>(script(request));
  return admission;
}

bool eventually(const std::function<bool()>& state, int patience_ms) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(patience_ms);
  while (!state()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

}  // namespace plenum::test
