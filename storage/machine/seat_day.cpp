#include "storage/machine/seat_day.h"

#include <algorithm>

#include "storage/machine/licences.h"

namespace plenum {

namespace {

constexpr std::int64_t day_ms = 24LL * 3600 * 1000;

}  // namespace

std::uint32_t utc_day_of(std::int64_t time_ms) {
  return static_cast<std::uint32_t>(std::max<std::int64_t>(time_ms, 0) / day_ms);
}

std::int64_t next_utc_day_ms(std::int64_t time_ms) {
  return (static_cast<std::int64_t>(utc_day_of(time_ms)) + 1) * day_ms;
}

log::SeatDayRecord seat_day_of(const View& view, SeatId seat, std::int64_t now_ms) {
  return view.get(key::SeatDay{seat, utc_day_of(now_ms)}).value_or(log::SeatDayRecord());
}

Budget budget_of(const View& view, CompanyId company, std::int64_t now_ms) {
  Budget budget;
  for (const auto& [id, licence] : licences_of(view, company)) {
    if (!stands(licence, now_ms)) continue;
    budget.reads = std::max(budget.reads, licence.daily_reads() == 0 ? daily_reads_default : licence.daily_reads());
    budget.exports = std::max(budget.exports, licence.daily_exports());
  }
  return budget;
}

}  // namespace plenum
