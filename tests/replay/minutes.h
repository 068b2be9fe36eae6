#pragma once

#include "tests/support/storage/history.h"

namespace plenum::test {

/// Facts of these levels, of each kind that minutes know, in an order that the checks would allow.
void minute_level_1(testing::Meeting&);
/// Behind those of the first.
void minute_level_2(testing::Meeting&);

}  // namespace plenum::test
