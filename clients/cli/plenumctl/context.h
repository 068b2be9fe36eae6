#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include <CLI/CLI.hpp>

#include "clients/cli/plenumctl/operator_line.h"

namespace plenum::cli {

/// What every command of plenumctl is given.
struct Context {
  std::string data;   // --data as it was written
  bool json = false;  // --json

  /// The community in --data. `begins`: whether this command may found one in a directory that holds none.
  OperatorLine open(bool begins, const std::string& community = {}) const;
  std::filesystem::path directory() const;
};

// Each adds its commands; what they do runs when the command line has been read.
void add_users(CLI::App& app, Context& context);
void add_topics(CLI::App& app, Context& context);
void add_companies(CLI::App& app, Context& context);
void add_licences(CLI::App& app, Context& context);
void add_seats(CLI::App& app, Context& context);
void add_alarms(CLI::App& app, Context& context);
void add_import(CLI::App& app, Context& context);
void add_verify(CLI::App& app, Context& context);
void add_audit(CLI::App& app, Context& context);
void add_log(CLI::App& app, Context& context);
void add_status(CLI::App& app, Context& context);
void add_export(CLI::App& app, Context& context);
void add_backup(CLI::App& app, Context& context);
void add_restore(CLI::App& app, Context& context);
void add_seed(CLI::App& app, Context& context);
void add_talk(CLI::App& app, Context& context);

}  // namespace plenum::cli
