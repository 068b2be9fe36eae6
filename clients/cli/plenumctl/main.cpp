#include <cstdio>

#include <unistd.h>

#include "clients/cli/line/failed.h"
#include "clients/cli/line/misspelt.h"
#include "clients/cli/plenumctl/context.h"
#include "clients/cli/plenumctl/verbatim.h"

namespace {

using namespace plenum::cli;

constexpr const char* about =
    "plenumctl: what the operator of a Plenum community does from the shell.\n"
    "It speaks to the server that holds --data; where none runs, it starts one for the time of the command.";

constexpr const char* footer = R"(Examples:
  plenumctl --data /var/lib/plenum users add ophelia --role admin --token
  plenumctl --data /var/lib/plenum import zulip archive.tar.gz
  plenumctl --data /var/lib/plenum verify --json
  plenumctl --data /var/lib/plenum backup /srv/backup/plenum-monday

Exit codes:
  0  done
  1  refused, or it did not work
  2  the command line is wrong
  3  the server cannot be reached
  4  the data is damaged)";

int fail(const std::string& sentence, Exit code) {
  std::fflush(stdout);
  std::fprintf(stderr, "plenumctl: %s\n", sentence.c_str());
  return static_cast<int>(code);
}

void add_commands(CLI::App& app, Context& context) {
  add_users(app, context);
  add_topics(app, context);
  add_companies(app, context);
  add_licences(app, context);
  add_seats(app, context);
  add_alarms(app, context);
  add_import(app, context);
  add_export(app, context);
  add_verify(app, context);
  add_verbatim(app, context);
  add_audit(app, context);
  add_log(app, context);
  add_backup(app, context);
  add_restore(app, context);
  add_status(app, context);
  add_seed(app, context);
  add_talk(app, context);
}

}  // namespace

int main(int argc, char** argv) {
  Context context;
  CLI::App app(about, "plenumctl");
  app.footer(footer);
  app.require_subcommand(1);
  app.fallthrough();
  app.get_formatter()->column_width(34);
  app.add_option("--data", context.data, "The community's data directory")->type_name("DIR");
  app.add_flag("--json", context.json, "Print one JSON object (or line) for programs");
  app.set_version_flag("--version", PLENUM_VERSION);
  add_commands(app, context);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    return fail(misspelt(app, error), Exit::usage);
  } catch (const Failed& failed) {
    return fail(failed.what(), failed.exit);
  }
  if (std::fflush(stdout) != 0) return fail("The output cannot be written: is the disk full?", Exit::failed);
  return 0;
}
