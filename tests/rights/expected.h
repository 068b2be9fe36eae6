#pragma once

#include "tests/rights/scene.h"
#include "tests/rights/table.h"

namespace plenum::test {

/// What the policy table and the exceptions say that this caller is answered: the refusal's name; empty: it is done.
std::string expected(const Actor&, const Needs&, const Scene&, const Ground&);

/// Whether the caller may know that what it is about is there.
bool sees(const Actor&, const Needs&, const Scene&);

/// The same, of what is not there wherever this caller may not see it.
Scene as_if_absent(const Actor&, const Scene&);

Action action_of(const std::string& name);

}  // namespace plenum::test
