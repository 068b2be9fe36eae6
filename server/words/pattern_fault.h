#pragma once

#include <string>

namespace re2 {
class RE2;
}

namespace plenum {

/// The byte of the pattern at which the fault begins, for the person who has to mend it. RE2 names the piece that it
/// did not understand but not where that stands. Requires: the expression is not ok.
std::size_t place_of_fault(const std::string& pattern, const re2::RE2& broken);

}  // namespace plenum
