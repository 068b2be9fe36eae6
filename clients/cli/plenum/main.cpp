#include <cstdio>

#include "clients/cli/line/failed.h"
#include "clients/cli/line/misspelt.h"
#include "clients/cli/plenum/context.h"

namespace {

using namespace plenum::cli;

constexpr const char* footer = R"(Examples:
  plenum sign-in http://127.0.0.1:8080 --handle hamlet
  plenum topics
  plenum threads Cases
  plenum read 4711 --last 10
  plenum follow Cases
  echo "Ring them." | plenum post 4711

Exit codes:
  0  done
  1  refused, or it did not work
  2  the command line is wrong
  3  the server cannot be reached)";

int fail(const std::string& sentence, Exit code) {
  std::fflush(stdout);
  std::fprintf(stderr, "plenum: %s\n", sentence.c_str());
  return static_cast<int>(code);
}

}  // namespace

int main(int argc, char** argv) {
  Context context;
  CLI::App app("plenum: your community in the terminal.", "plenum");
  app.footer(footer);
  app.require_subcommand(1);
  app.fallthrough();
  app.add_flag("--json", context.json, "Print JSON for programs: one object, or one per line");
  app.set_version_flag("--version", PLENUM_VERSION);
  add_sign_in(app, context);
  add_lists(app, context);
  add_read(app, context);
  add_follow(app, context);
  add_writing(app, context);
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
