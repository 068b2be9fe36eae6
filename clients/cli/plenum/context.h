#pragma once

#include <cstdint>
#include <string>

#include <CLI/CLI.hpp>

#include "clients/cli/line/member_line.h"

namespace plenum::cli {

/// What every command of plenum is given.
struct Context {
  bool json = false;
};

/// A line of whoever is signed in. Throws Failed.
MemberLine open_line();

/// By id or by title: whole, or the only one that begins so, whatever the case. Throws Failed.
v1::Topic find_topic(MemberLine& line, const std::string& name);

/// An id as people paste it: digits. 0: it is none.
std::uint64_t id_of(const std::string& text);

/// The thread's id. Throws Failed with Exit::usage.
std::uint64_t thread_of(const std::string& text);

void add_sign_in(CLI::App& app, Context& context);
void add_lists(CLI::App& app, Context& context);
void add_read(CLI::App& app, Context& context);
void add_follow(CLI::App& app, Context& context);
void add_writing(CLI::App& app, Context& context);

}  // namespace plenum::cli
