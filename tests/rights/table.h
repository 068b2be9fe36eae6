#pragma once

#include <span>
#include <string>

namespace plenum::test {

/// What a method needs: the action of the policy table, and who may do it when in good standing: m every member, c the
/// chair, a the host. Written down apart from the policy table, so that neither can change alone.
struct Needs {
  const char* method;
  const char* action;
  char least;
};

std::span<const Needs> needs_table();
const Needs* needs_of(const std::string& method);

}  // namespace plenum::test
