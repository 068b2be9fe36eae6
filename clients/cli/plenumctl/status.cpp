#include "clients/cli/plenumctl/context.h"
#include "clients/cli/plenumctl/output.h"
#include "clients/cli/terminal/cells.h"

namespace plenum::cli {

namespace {

Json as_json(const v1::StatusReply& reply) {
  return {{"community", reply.community()},
          {"version", reply.version()},
          {"listening_on", reply.listening_on()},
          {"connections", reply.connections()},
          {"tail", reply.tail()},
          {"takes_writes", reply.takes_writes()},
          {"halted_because", reply.halted_because()},
          {"slow_connections", reply.slow_connections()},
          {"held_bytes", reply.held_bytes()}};
}

}  // namespace

void add_status(CLI::App& app, Context& context) {
  auto* status = app.add_subcommand("status", "What the server says of itself");
  status->footer("Example:\n  plenumctl --data DIR status");
  status->callback([&context] {
    auto line = context.open(false);
    const auto reply = line.call<v1::StatusReply>("Status", v1::StatusRequest{});
    if (context.json) return print(as_json(reply));
    const bool runs = reply.listening_on().starts_with("http");
    const auto where = runs ? "listening on " + reply.listening_on() : "not running: opened for this command";
    print(terminal::harmless(reply.community()) + ", plenumd " + reply.version() + ", " + where);
    print(std::to_string(reply.connections()) + " connections, " + std::to_string(reply.tail()) + " events");
    if (reply.slow_connections() > 0)
      print(std::to_string(reply.slow_connections()) + " of them take nothing at present; " +
            std::to_string(reply.held_bytes()) + " bytes wait for them");
    print(reply.takes_writes() ? "takes writes" : "takes no writes: " + reply.halted_because());
  });
}

}  // namespace plenum::cli
