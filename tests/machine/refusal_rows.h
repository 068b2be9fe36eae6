#pragma once

#include <set>
#include <string>

namespace plenum {

/// The codes that refusals_chair_test.cpp has a row for.
std::set<std::string> codes_of_chair_rows();

/// The codes that refusals_people_test.cpp has a row for.
std::set<std::string> codes_of_people_rows();

}  // namespace plenum
