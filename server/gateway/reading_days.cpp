#include "server/gateway/reading_days.h"

namespace plenum {

namespace {

constexpr std::int64_t day_ms = 24LL * 3600 * 1000;

}  // namespace

std::optional<std::uint32_t> ReadingDays::read(MemberId member, std::int64_t now_ms) {
  const auto day = now_ms / day_ms;
  {
    const std::lock_guard lock(mutex_);
    auto& last = last_day_[member.value];
    if (last == day) return {};
    last = day;
  }
  return registers_.add_reading_day(member, day);
}

}  // namespace plenum
