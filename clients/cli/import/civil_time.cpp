#include "clients/cli/import/civil_time.h"

#include <charconv>
#include <chrono>

namespace plenum::imports {
namespace {

// All of `digits`, nothing but digits: from_chars alone would take a minus sign.
std::optional<std::int64_t> number(std::string_view digits) {
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
  if (error != std::errc{}) return std::nullopt;
  return n;
}

std::optional<std::int64_t> number_below(std::string_view digits, std::int64_t limit) {
  const auto n = number(digits);
  return n && *n < limit ? n : std::nullopt;
}

constexpr std::int64_t seconds_max = 253'402'300'799;  // the year 9999

}  // namespace

std::optional<std::int64_t> day_ms(std::string_view day) {
  if (day.size() != 10 || day[4] != '-' || day[7] != '-') return std::nullopt;
  const auto y = number(day.substr(0, 4)), m = number(day.substr(5, 2)), d = number(day.substr(8, 2));
  if (!y || !m || !d) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*y)),
                                         std::chrono::month(static_cast<unsigned>(*m)),
                                         std::chrono::day(static_cast<unsigned>(*d))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::milliseconds(std::chrono::sys_days(date).time_since_epoch()).count();
}

std::optional<int> clock_minutes(std::string_view hh_mm) {
  if (hh_mm.size() != 5 || hh_mm[2] != ':') return std::nullopt;
  const auto h = number_below(hh_mm.substr(0, 2), 24), m = number_below(hh_mm.substr(3, 2), 60);
  if (!h || !m) return std::nullopt;
  return static_cast<int>(*h * 60 + *m);
}

std::optional<std::int64_t> iso_ms(std::string_view time) {
  if (time.ends_with(".000Z"))
    time.remove_suffix(5);
  else if (time.ends_with('Z'))
    time.remove_suffix(1);
  else
    return std::nullopt;
  if (time.size() != 19 || time[10] != 'T' || time[16] != ':') return std::nullopt;
  const auto day = day_ms(time.substr(0, 10));
  const auto minutes = clock_minutes(time.substr(11, 5));
  const auto seconds = number_below(time.substr(17, 2), 61);
  if (!day || !minutes || !seconds) return std::nullopt;
  return *day + *minutes * 60'000LL + *seconds * 1'000;
}

std::optional<std::int64_t> slack_ms(std::string_view ts) {
  const std::size_t point = ts.find('.');
  if (point == std::string_view::npos || ts.size() - point != 7) return std::nullopt;
  const auto seconds = number_below(ts.substr(0, point), seconds_max), micros = number(ts.substr(point + 1));
  if (!seconds || !micros) return std::nullopt;
  return *seconds * 1'000 + *micros / 1'000;
}

}  // namespace plenum::imports
