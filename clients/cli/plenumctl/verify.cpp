#include <string>

#include "clients/cli/line/failed.h"
#include "clients/cli/plenumctl/context.h"
#include "clients/cli/plenumctl/output.h"

namespace plenum::cli {

namespace {

Json as_json(const v1::VerifyReply& reply) {
  return {{"sound", reply.sound()},
          {"fault", reply.fault()},
          {"topics", reply.topics()},
          {"threads", reply.threads()},
          {"posts", reply.posts()},
          {"authors", reply.authors()},
          {"members", reply.members()},
          {"events", reply.events()},
          {"batches", reply.batches()},
          {"state_digest", reply.state_digest()},
          {"replayed_digest", reply.replayed_digest()},
          {"log_hash", reply.log_hash()}};
}

void show(const v1::VerifyReply& reply) {
  print(std::to_string(reply.topics()) + " topics, " + std::to_string(reply.threads()) + " threads, " +
        std::to_string(reply.posts()) + " posts by " + std::to_string(reply.authors()) + " authors; " +
        std::to_string(reply.members()) + " members");
  print(std::to_string(reply.events()) + " events in " + std::to_string(reply.batches()) + " batches");
  print("log hash     " + reply.log_hash());
  print("state digest " + reply.state_digest());
  if (reply.sound()) print("Sound: every link of the chain fits, and the state is what the log says.");
}

}  // namespace

void add_verify(CLI::App& app, Context& context) {
  auto* verify = app.add_subcommand("verify", "Replay the whole log and compare it with the live state");
  verify->footer("Example:\n  plenumctl --data DIR verify --json | jq .state_digest");
  verify->callback([&context] {
    auto line = context.open(false);
    const auto reply = line.call<v1::VerifyReply>("Verify", v1::VerifyRequest{});
    if (context.json) {
      print(as_json(reply));
    } else {
      show(reply);
    }
    if (!reply.sound()) {
      throw Failed(reply.fault() + " Keep this directory as it is, and restore a backup with plenumctl restore.",
                   Exit::damaged);
    }
  });
}

}  // namespace plenum::cli
