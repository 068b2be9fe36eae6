#include <memory>

#include "clients/cli/plenumctl/context.h"
#include "clients/cli/plenumctl/output.h"
#include "clients/cli/terminal/progress.h"

namespace plenum::cli {

namespace {

void backup(const Context& context, const std::string& directory) {
  const auto target = std::filesystem::absolute(directory).lexically_normal();
  v1::BackupRequest request;
  request.set_directory((target.has_filename() ? target : target.parent_path()).string());
  auto line = context.open(false);
  const auto reply = line.call<v1::BackupReply>("Backup", request);
  if (context.json) {
    return print(Json{{"directory", request.directory()},
                      {"state_digest", reply.state_digest()},
                      {"bytes", reply.bytes()},
                      {"events", reply.tail()}});
  }
  print(request.directory() + ": " + terminal::grouped(reply.bytes()) + " bytes, " + terminal::grouped(reply.tail()) +
        " events, read back and sound");
  print("state digest " + reply.state_digest());
}

}  // namespace

void add_backup(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("backup", "Copy the community while it runs, and read the copy back");
  command->footer(
      "The copy is opened and its whole log replayed before it counts. Bring it back with plenumctl restore.\n\n"
      "Example:\n  plenumctl --data /var/lib/plenum backup /srv/backup/plenum-monday");
  const auto directory = std::make_shared<std::string>();
  command->add_option("DIRECTORY", *directory, "Where to; must not exist yet")->required();
  command->callback([&context, directory] { backup(context, *directory); });
}

}  // namespace plenum::cli
