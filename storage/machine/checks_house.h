#pragma once

#include "storage/machine/checks.h"

// What the host wishes of a company's use of the gallery.
namespace plenum {

/// `seat` 0: the whole company. NOTHING_CHANGED where it is so already.
Check check_pause_listening(const View&, const Principal&, CompanyId, SeatId, bool paused);

/// NOTHING_CHANGED where it was settled before.
Check check_settle_alarm(const View&, const Principal&, std::uint64_t number);

/// Whether this seat has had an alarm of this kind on the day of `now_ms` (UTC). Looks at the newest 1,000.
bool was_raised_today(const View&, SeatId, v1::AlarmKind, std::int64_t now_ms);

}  // namespace plenum
