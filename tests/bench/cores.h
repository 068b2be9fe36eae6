#pragma once

#include <cstddef>

namespace plenum::bench {

/// The server under test has one core to itself and the generator another, so that neither's cost hides in the other's.
/// What a thread starts inherits its core: hold one of these while a server is started.
class OnServerCore {
public:
  OnServerCore();
  ~OnServerCore();  // back to the generator's core
  OnServerCore(const OnServerCore&) = delete;
  OnServerCore& operator=(const OnServerCore&) = delete;
};

/// Takes this thread off its core, and what it starts from now on: for a workload of more processes than cores.
void use_all_cores();

/// Puts this thread on the generator's core. False where there is only one: then figures say less.
bool take_generator_core();

/// How many this process may use, before it restricts itself.
std::size_t cores();

/// Whether servers and the generator have a core each.
bool have_a_core_each();

}  // namespace plenum::bench
