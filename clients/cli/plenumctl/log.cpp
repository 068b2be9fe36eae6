#include <memory>

#include <unistd.h>

#include "clients/cli/line/failed.h"
#include "clients/cli/plenumctl/context.h"
#include "clients/cli/plenumctl/output.h"
#include "clients/cli/terminal/cells.h"
#include "clients/cli/terminal/table.h"

namespace plenum::cli {

namespace {

struct Options {
  std::vector<std::string> without;
  std::string node;
  bool yes = false;
};

Json as_json(const v1::LogNode& node) {
  return {{"node", node.node()},   {"self", node.self()}, {"stage", node.stage()}, {"waited_for", node.waited_for()},
          {"epoch", node.epoch()}, {"tail", node.tail()}, {"hash", node.hash()},   {"level", node.level()}};
}

Json as_json(const v1::LogStatusReply& reply) {
  Json nodes = Json::array();
  for (const auto& node : reply.nodes()) nodes.push_back(as_json(node));
  return {{"kind", reply.kind()},   {"reached", reply.reached()}, {"open", reply.open()},
          {"epoch", reply.epoch()}, {"tail", reply.tail()},       {"local_tail", reply.local_tail()},
          {"node", reply.node()},   {"run", reply.run()},         {"closed_because", reply.closed_because()},
          {"fork", reply.fork()},   {"from", reply.from()},       {"may_go", reply.may_go()},
          {"held", reply.held()},   {"held_by", reply.held_by()}, {"nodes", std::move(nodes)}};
}

std::string course_of(const v1::LogStatusReply& reply) {
  if (reply.kind() == "embedded") return "this node alone";
  if (!reply.reached()) return "Redis cannot be reached";
  return reply.open() ? "over Redis, open" : "over Redis, sealed: the nodes agree where to go on";
}

// What Redis holds, and what of it may go: the nodes hold all of it.
void show_reach(const v1::LogStatusReply& reply) {
  if (reply.from() == 0) return;
  const auto from = std::to_string(reply.from());
  print(reply.from() > reply.tail() ? "Redis holds none of them"
                                    : "Redis holds events " + from + " to " + std::to_string(reply.tail()));
  if (reply.may_go() >= reply.from()) print("may be dropped there: up to " + std::to_string(reply.may_go()));
  if (reply.held_by().empty()) return;
  print("kept there for node " + reply.held_by() + ", which has come to " + std::to_string(reply.may_go()) + ": " +
        std::to_string(reply.held()) + " events. If it is gone for good: plenumctl log forget " + reply.held_by());
}

void show(const v1::LogStatusReply& reply) {
  print("log: " + course_of(reply) + ", epoch " + std::to_string(reply.epoch()) + ", " + std::to_string(reply.tail()) +
        " events");
  if (!reply.node().empty()) {
    print("this node: " + reply.node() + ", " + std::to_string(reply.local_tail()) + " events");
  }
  show_reach(reply);
  const auto& why = reply.closed_because();
  print(why.empty() ? "takes writes" : "takes no writes: " + terminal::harmless(why));
}

v1::LogStatusReply ask(const Context& context) {
  auto line = context.open(false);
  return line.call<v1::LogStatusReply>("LogStatus", v1::LogStatusRequest{});
}

void status(const Context& context, const Options&) {
  const auto reply = ask(context);
  if (context.json) return print(as_json(reply));
  show(reply);
}

void nodes(const Context& context, const Options&) {
  const auto reply = ask(context);
  if (context.json) {
    for (const auto& node : reply.nodes()) print(as_json(node));
    return;
  }
  if (reply.nodes().empty()) return print("This node is alone.");
  using Align = terminal::Column::Align;
  terminal::Table table(
      {{"NODE"}, {"STAGE"}, {"LEVEL", Align::right}, {"TAIL", Align::right}, {"HASH"}, {"", Align::left, true}});
  for (const auto& node : reply.nodes()) {
    const std::string note = node.self() ? "this one" : node.waited_for() ? "waited for" : "";
    const auto level = node.level() > 0 ? std::to_string(node.level()) : "";
    const bool told = node.stage() == "votes" || node.tail() > 0;
    table.add(
        {node.node(), node.stage(), level, told ? std::to_string(node.tail()) : "", node.hash().substr(0, 12), note});
  }
  table.print(terminal::screen_of(STDOUT_FILENO));
}

constexpr const char* what_may_be_lost =
    "Nobody waits for them any more. What they acknowledged and no other node has is lost to the community: usually\n"
    "less than a second of writes, more if one of them was the last to run. One that comes back with such writes is a\n"
    "fork: it takes no writes, and `plenumctl log export-fork` there keeps them in a file.";

void reseed(const Context& context, const Options& options) {
  v1::ReseedLogRequest request;
  for (const auto& node : options.without) request.add_without(node);
  if (!options.without.empty() && !options.yes) throw Failed(std::string(what_may_be_lost) + "\nTo do it, add --yes.");
  auto line = context.open(false);
  const auto reply = line.call<v1::ReseedLogReply>("ReseedLog", request);
  if (context.json) return print(as_json(reply.status()));
  print(options.without.empty() ? "Sealed: the nodes say where they stand, and the next epoch opens with all they have."
                                : "Left out.");
  show(reply.status());
}

void forget(const Context& context, const Options& options) {
  v1::ForgetNodeRequest request;
  request.set_node(options.node);
  auto line = context.open(false);
  const auto reply = line.call<v1::ForgetNodeReply>("ForgetNode", request);
  if (context.json) return print(as_json(reply.status()));
  print("Forgotten: what only it lacks may be dropped. If it comes back after that, it starts from a backup.");
  show(reply.status());
}

void export_fork(const Context& context, const Options&) {
  auto line = context.open(false);
  const auto reply = line.call<v1::ExportForkReply>("ExportFork", v1::ExportForkRequest{});
  if (context.json) {
    return print(Json{
        {"file", reply.file()}, {"after", reply.after()}, {"batches", reply.batches()}, {"events", reply.events()}});
  }
  print(std::to_string(reply.events()) + " events after " + std::to_string(reply.after()) + " are kept in " +
        reply.file());
  print("To take part again: move the data directory away and start with an empty one, or with a restored backup.");
}

}  // namespace

void add_log(CLI::App& app, Context& context) {
  auto* log = app.add_subcommand("log", "The log that several nodes share: status, nodes, reseed, forget, export-fork");
  log->require_subcommand(1);
  log->footer(
      "Examples:\n"
      "  plenumctl --data DIR log status\n"
      "  plenumctl --data DIR log nodes\n"
      "  plenumctl --data DIR log reseed --without 0123456789abcdef0123456789abcdef --yes\n"
      "  plenumctl --data DIR log forget 0123456789abcdef0123456789abcdef\n"
      "  plenumctl --data DIR log export-fork\n\n"
      "While the log is sealed every node that may have what the others lack is waited for. reseed --without leaves a\n"
      "lost one out; reseed alone seals an open log, and the nodes write it anew into Redis.\n"
      "Redis keeps what any node that ever took part has not applied; forget ends that for one that is gone for good.");
  const auto options = std::make_shared<Options>();
  const auto command = [&](const char* name, const char* what, void (*run)(const Context&, const Options&)) {
    auto* made = log->add_subcommand(name, what);
    made->callback([&context, options, run] { run(context, *options); });
    return made;
  };
  command("status", "Whether it is open, from where to where it goes, and why this node takes no writes", status);
  command("nodes", "Who takes part, who has said where it stands, who is waited for", nodes);
  auto* seed = command("reseed", "Have the nodes agree anew, or leave lost ones out", reseed);
  seed->add_option("--without", options->without, "A node that is lost for good; may be given several times")
      ->type_name("NODE");
  seed->add_flag("--yes", options->yes, "I know what may be lost");
  auto* gone = command("forget", "Keep nothing in Redis any more for a node that is gone for good", forget);
  gone->add_option("node", options->node, "As log nodes calls it")->required()->type_name("NODE");
  command("export-fork", "Keep in a file what this node has and the log lacks", export_fork);
}

}  // namespace plenum::cli
