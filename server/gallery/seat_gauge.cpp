#include "server/gallery/seat_gauge.h"

#include <utility>

#include "storage/machine/register.h"
#include "storage/machine/seat_day.h"

namespace plenum {

namespace {

constexpr std::int64_t a_minute_ms = 60'000;
constexpr std::int64_t an_hour_ms = 60 * a_minute_ms;
constexpr std::size_t threads_known_max = 10'000;
constexpr std::size_t places_known_max = 256;

}  // namespace

// What was read in the last minute of a day and is not told yet counts for the next one too: a minute's worth at most.
void SeatGauge::turn_day(std::int64_t now_ms) {
  used_at_ms_ = now_ms;
  const auto day = utc_day_of(now_ms);
  if (day == day_) return;
  day_ = day;
  told_read_ = 0;
  raised_.clear();
}

void SeatGauge::refresh(const View& view, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  const auto used_at_ms = used_at_ms_;
  turn_day(now_ms);
  if (used_at_ms != 0) used_at_ms_ = used_at_ms;  // to look is no use
  if (is_telling_) return;
  const auto row = view.get(key::SeatDay{seat, day_});
  told_read_ = row ? row->read() : 0;
}

void SeatGauge::count_read(std::uint32_t entries, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  turn_day(now_ms);
  untold_.read += entries;
}

std::optional<Alert> SeatGauge::hurry(std::uint32_t entries, const std::string& thread, const UseLimits& limits,
                                      std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  if (minute_ != now_ms / a_minute_ms) read_in_minute_ = 0;
  minute_ = now_ms / a_minute_ms;
  read_in_minute_ += entries;
  if (hour_ != now_ms / an_hour_ms) threads_of_hour_.clear();
  hour_ = now_ms / an_hour_ms;
  if (!thread.empty() && threads_of_hour_.size() < threads_known_max)
    threads_of_hour_.insert(std::hash<std::string>{}(thread));
  const auto threads = static_cast<std::uint32_t>(threads_of_hour_.size());
  if (limits.reads_per_minute != 0 && read_in_minute_ > limits.reads_per_minute)
    return Alert{v1::ALARM_SCRAPING, read_in_minute_, limits.reads_per_minute};
  if (limits.threads_per_hour != 0 && threads > limits.threads_per_hour)
    return Alert{v1::ALARM_SCRAPING, threads, limits.threads_per_hour};
  return {};
}

std::optional<Alert> SeatGauge::seen_at(std::uint64_t place, bool stays, const UseLimits& limits, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  turn_day(now_ms);
  if (place == 0) return {};
  std::erase_if(places_, [&](const auto& seen) { return now_ms - seen.second > an_hour_ms; });
  const bool known = places_.contains(place);
  if (known || places_.size() < places_known_max) places_[place] = now_ms;
  if (!known) untold_.places.insert(place);
  if (stays) ++lines_[place];
  const auto places = static_cast<std::uint32_t>(places_.size());
  if (limits.places_per_hour == 0 || places <= limits.places_per_hour || lines_.size() < 2) return {};
  return Alert{v1::ALARM_SEAT_SHARED, places, limits.places_per_hour};
}

void SeatGauge::left(std::uint64_t place) {
  const std::lock_guard lock(mutex_);
  const auto line = lines_.find(place);
  if (line != lines_.end() && --line->second == 0) lines_.erase(line);
}

std::uint32_t SeatGauge::read_today(std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  turn_day(now_ms);
  return told_read_ + telling_.read + untold_.read;
}

bool SeatGauge::is_first_today(v1::AlarmKind kind, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  turn_day(now_ms);
  return raised_.insert(kind).second;
}

SeatGauge::Untold SeatGauge::begin_telling() {
  const std::lock_guard lock(mutex_);
  if (is_telling_ || untold_.empty()) return {};
  is_telling_ = true;
  return telling_ = std::exchange(untold_, {});
}

void SeatGauge::end_telling(const Untold& what, bool told, const View& view, std::int64_t now_ms) {
  {
    const std::lock_guard lock(mutex_);
    is_telling_ = false;
    telling_ = {};
    if (!told) {
      untold_.read += what.read;
      untold_.places.insert(what.places.begin(), what.places.end());
    }
  }
  if (told) refresh(view, now_ms);
}

bool SeatGauge::is_idle(std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  return lines_.empty() && !is_telling_ && untold_.empty() && now_ms - used_at_ms_ > 2 * an_hour_ms;
}

}  // namespace plenum
