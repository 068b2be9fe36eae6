#pragma once

#include <string>

#include <CLI/CLI.hpp>

// A command line that cannot be meant: one sentence that names what is wrong with it, and the help that has the rest.
namespace plenum::cli {

/// The innermost command that was understood.
inline const CLI::App& understood(const CLI::App& app) {
  const auto* at = &app;
  while (!at->get_subcommands().empty()) at = at->get_subcommands().back();
  return *at;
}

/// As it is typed: "plenumctl verbatim trace".
inline std::string typed(const CLI::App& at) {
  return at.get_parent() == nullptr ? at.get_name() : typed(*at.get_parent()) + " " + at.get_name();
}

inline std::string commands_of(const CLI::App& at) {
  std::string names;
  for (const auto* command : at.get_subcommands([](const CLI::App*) { return true; })) {
    names += (names.empty() ? "" : ", ") + command->get_name();
  }
  return names;
}

inline std::string what_is_misspelt(const CLI::App& app, const CLI::App& at, const CLI::ParseError& error) {
  std::string word;  // the first that nobody understood
  for (const auto& left : app.remaining(true)) {
    if (left.starts_with("-")) return "There is no option " + left + ".";
    if (word.empty()) word = left;
  }
  const auto commands = commands_of(at);
  if (!commands.empty() && at.get_subcommands().empty()) {
    return word.empty() ? "Say what to do: " + commands + "." : "There is no \"" + word + "\": say " + commands + ".";
  }
  std::string said = error.what();
  const std::string no_value = "Could not convert: ";
  if (const auto equals = said.find(" = "); said.starts_with(no_value) && equals != std::string::npos) {
    return said.substr(no_value.size(), equals - no_value.size()) + " cannot be \"" + said.substr(equals + 3) + "\".";
  }
  while (said.ends_with('.') || said.ends_with('\n')) said.pop_back();
  return said + ".";
}

inline std::string misspelt(const CLI::App& app, const CLI::ParseError& error) {
  const auto& at = understood(app);
  return what_is_misspelt(app, at, error) + " See " + typed(at) + " --help.";
}

}  // namespace plenum::cli
