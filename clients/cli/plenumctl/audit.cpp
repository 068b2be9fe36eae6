#include <cstdio>
#include <memory>

#include <unistd.h>

#include "clients/cli/line/failed.h"
#include "clients/cli/plenumctl/context.h"
#include "clients/cli/plenumctl/output.h"
#include "clients/cli/terminal/table.h"

namespace plenum::cli {

namespace {

struct Options {
  std::string heads;
  std::string action;
  unsigned count = 50;
};

// "thread_locked" as people write it; AUDIT_THREAD_LOCKED as the protocol does.
v1::AuditAction action_of(const std::string& name) {
  std::string full = "AUDIT_";
  for (const char c : name) full.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
  auto action = v1::AUDIT_ACTION_UNSPECIFIED;
  if (!name.empty() && !v1::AuditAction_Parse(full, &action))
    throw Failed("There is no action '" + name + "': say thread_locked, post_removed, role_changed, ...", Exit::usage);
  return action;
}

std::string name_of(v1::AuditAction action) {
  auto name = v1::AuditAction_Name(action).substr(std::string_view("AUDIT_").size());
  for (auto& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return name;
}

void verify(const Context& context, const Options& options) {
  v1::VerifyAuditRequest request;
  request.set_heads(options.heads);
  auto line = context.open(false);
  const auto reply = line.call<v1::VerifyAuditReply>("VerifyAudit", request);
  if (context.json) {
    print(Json{{"sound", reply.sound()},
               {"fault", reply.fault()},
               {"entries", reply.entries()},
               {"hash", reply.hash()},
               {"heads", reply.heads()},
               {"witnessed", reply.witnessed()}});
  } else {
    print(std::to_string(reply.entries()) + " entries, head " + reply.hash());
    if (reply.sound()) print("Sound: none was altered, dropped, put elsewhere or cut off.");
  }
  if (reply.witnessed() == 0 && reply.entries() > 0) {
    std::fprintf(stderr, "No head stands in %s: whether the end was cut off cannot be told.\n", reply.heads().c_str());
  }
  if (!reply.sound()) throw Failed(reply.fault(), Exit::damaged);
}

void list(const Context& context, const Options& options) {
  v1::ListAuditRequest request;
  request.mutable_filter()->set_action(action_of(options.action));
  request.set_limit(options.count);
  auto line = context.open(false);
  const auto reply = line.call<v1::ListAuditReply>("ListAudit", request);
  if (context.json) {
    Json all = Json::array();
    for (const auto& e : reply.entries()) {
      all.push_back({{"number", id_text(e.number())},
                     {"at_ms", e.at_ms()},
                     {"by", e.by().handle()},
                     {"action", name_of(e.action())},
                     {"member", e.member().handle()},
                     {"thread_id", id_text(e.thread_id())},
                     {"reason", e.reason()}});
    }
    return print(Json{{"entries", std::move(all)}, {"more", reply.more()}});
  }
  using Align = terminal::Column::Align;
  terminal::Table table({{"NUMBER", Align::right},
                         {"WHEN"},
                         {"BY", Align::left, true},
                         {"WHAT"},
                         {"WHOM", Align::left, true},
                         {"WHY", Align::left, true}});
  for (const auto& e : reply.entries()) {
    table.add({std::to_string(e.number()), time_text(e.at_ms()), e.by().id() == 0 ? "the house" : e.by().handle(),
               name_of(e.action()), e.member().handle(), e.reason()});
  }
  table.print(terminal::screen_of(STDOUT_FILENO));
}

void export_lines(const Context& context, const Options& options) {
  v1::ExportAuditRequest request;
  request.mutable_filter()->set_action(action_of(options.action));
  auto line = context.open(false);
  for (;;) {
    const auto reply = line.call<v1::ExportAuditReply>("ExportAudit", request);
    std::fwrite(reply.lines().data(), 1, reply.lines().size(), stdout);
    if (reply.next_after_number() == 0) return;
    request.set_after_number(reply.next_after_number());
  }
}

}  // namespace

void add_audit(CLI::App& app, Context& context) {
  auto* audit = app.add_subcommand("audit", "What the chair did: verify, list, export");
  audit->require_subcommand(1);
  audit->footer(
      "Examples:\n"
      "  plenumctl --data DIR audit verify\n"
      "  plenumctl --data DIR audit list --action post_removed --count 20\n"
      "  plenumctl --data DIR audit export > audit.jsonl\n\n"
      "verify makes the hash chain again, compares words with the log, and all of it with the heads that the server\n"
      "writes down outside the store (DIR.audit-heads, or audit_heads of its configuration).");
  const auto options = std::make_shared<Options>();
  const auto command = [&](const char* name, const char* what, void (*run)(const Context&, const Options&)) {
    auto* made = audit->add_subcommand(name, what);
    made->callback([&context, options, run] { run(context, *options); });
    return made;
  };
  command("verify", "Find any entry that was altered, dropped, put elsewhere or cut off", verify)
      ->add_option("--heads", options->heads, "The file of heads, where it is not the server's");
  auto* lists = command("list", "The newest entries", list);
  lists->add_option("--count", options->count, "How many")->check(CLI::Range(1, 200))->capture_default_str();
  lists->add_option("--action", options->action, "Only these, as in thread_locked");
  command("export", "All entries as JSON lines, the oldest first", export_lines)
      ->add_option("--action", options->action, "Only these, as in thread_locked");
}

}  // namespace plenum::cli
