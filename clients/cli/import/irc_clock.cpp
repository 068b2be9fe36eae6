#include "clients/cli/import/irc_clock.h"

namespace plenum::imports {
namespace {

constexpr std::int64_t minutes_a_day = 24 * 60;
constexpr std::int64_t step_back_minutes = 60;

std::int64_t next_moment(std::int64_t now, int shown, std::int64_t turn) {
  const std::int64_t ahead = ((shown - now) % turn + turn) % turn;
  return ahead > turn - step_back_minutes ? now : now + ahead;
}

}  // namespace

std::vector<std::int64_t> irc_times_ms(const std::vector<int>& shown, std::int64_t day_ms, std::size_t anchor,
                                       bool twelve_hours) {
  const std::int64_t turn = twelve_hours ? minutes_a_day / 2 : minutes_a_day;
  std::vector<std::int64_t> times(shown.size());
  std::int64_t now = 0;
  bool started = false;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (shown[i] >= 0) now = started ? next_moment(now, shown[i], turn) : shown[i];
    started = started || shown[i] >= 0;
    times[i] = now;
  }
  const std::int64_t days_before = anchor < times.size() ? times[anchor] / minutes_a_day : 0;
  for (std::int64_t& time : times) time = day_ms + (time - days_before * minutes_a_day) * 60'000;
  return times;
}

}  // namespace plenum::imports
