#pragma once

#include <cstdint>
#include <vector>

namespace plenum::imports {

// The hours and minutes that the lines of one log show, as times that never go back.
//
// Logs of early years have a 12-hour clock without am or pm, and the day stands in the file's name only. So each line
// is the next moment, from the line before it, at which a clock would show its time. A step back of less than an hour
// is a clock that was set, not eleven or twenty-three silent hours: such a line keeps the time of the line before.
//
// `shown`: minutes since midnight, -1 for a line that shows none. `anchor`: the line that lies on `day_ms`, the file's
// day; what stands before it may be of the day before. `twelve_hours`: which clock.
std::vector<std::int64_t> irc_times_ms(const std::vector<int>& shown, std::int64_t day_ms, std::size_t anchor,
                                       bool twelve_hours);

}  // namespace plenum::imports
