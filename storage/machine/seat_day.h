#pragma once

#include <cstdint>

#include "storage/machine/state.h"

// What a seat may read and take in a day, and what it has. Days are those of UTC.
namespace plenum {

std::uint32_t utc_day_of(std::int64_t time_ms);
std::int64_t next_utc_day_ms(std::int64_t time_ms);

/// By the log; what a node has not told yet is not in it.
log::SeatDayRecord seat_day_of(const View&, SeatId, std::int64_t now_ms);

/// Each seat's: as the most generous of the licences that stand says.
struct Budget {
  std::uint32_t reads = 0;
  std::uint32_t exports = 0;  // 0: none may be taken
};
Budget budget_of(const View&, CompanyId, std::int64_t now_ms);

inline constexpr std::uint32_t daily_reads_default = 20'000;

}  // namespace plenum
