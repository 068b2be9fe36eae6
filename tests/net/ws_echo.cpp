// Echoes every WebSocket message, on the production listener and stream: outside conformance suites can be pointed at
// it.
#include <csignal>
#include <cstdio>

#include <CLI/CLI.hpp>

#include "server/net/listener.h"

namespace {

using namespace plenum::net;

class Echo final : public WebSocketClient {
public:
  void on_open(WebSocketSession& session) override { session_ = &session; }
  void on_message(std::string_view payload, bool binary) override {
    session_->send(encode_frame(binary ? Opcode::binary : Opcode::text, payload));
  }
  void on_drained() override {}
  void on_closed(std::uint16_t) override {}

private:
  WebSocketSession* session_ = nullptr;
};

class EchoHandler final : public Handler {
public:
  void on_http(HttpRequest, Respond respond) override {
    respond(HttpResponse::plain(200, "This server echoes WebSocket messages."));
  }
  Admission on_upgrade(const HttpRequest&) override { return {std::nullopt, "", std::make_unique<Echo>()}; }
};

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Echoes WebSocket messages; for conformance suites");
  std::string address = "127.0.0.1:0";
  unsigned threads = 1;
  ListenerOptions options;
  app.add_option("--listen", address, "ADDRESS:PORT; port 0 chooses one");
  app.add_option("--message-limit,--message-bytes-max", options.limits.message_bytes_max,
                 "BYTES; longer messages are refused with 1009");
  app.add_option("--threads", threads, "io threads");
  CLI11_PARSE(app, argc, argv);

  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  raise_descriptor_limit();
  options.limits.queue_bytes_max = std::max(options.limits.queue_bytes_max, 4 * options.limits.message_bytes_max);
  options.limits.connections_per_address_max = options.limits.connections_max;
  EchoHandler handler;
  IoThreads io(threads);
  Listener listener(io, handler, options);
  if (const auto reason = listener.listen(address)) {
    std::fprintf(stderr, "plenum-ws-echo: %s\n", reason->c_str());
    return 1;
  }
  io.start();
  std::printf("listening on %s\n", listener.bound_address().c_str());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&signals, &signal);
}
