#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "clients/cli/terminal/colour.h"
#include "clients/cli/terminal/screen.h"

namespace plenum::terminal {

// One line on stderr that says how far something is; nothing at all where stderr is not a terminal. Belongs to the
// thread that does the work. Cheap to call often: it draws at most ten times a second. Its line is gone when it ends,
// so what is printed afterwards starts on a clean one.
class ProgressBar {
public:
  using Clock = std::chrono::steady_clock;

  explicit ProgressBar(Screen screen) : screen_(std::move(screen)), palette_(Palette::of(screen_)) {}
  ~ProgressBar() { clear(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  // `doing` ("Importing") and `unit` ("posts") are for people; a new `doing` starts the clock afresh.
  // `total` 0: not known.
  void show(const std::string& doing, const std::string& unit, std::uint64_t done, std::uint64_t total,
            Clock::time_point now = Clock::now());
  void clear();

private:
  std::string line(const std::string& unit, std::uint64_t done, std::uint64_t total, Clock::time_point now) const;

  Screen screen_;
  Palette palette_;
  std::string doing_;
  Clock::time_point started_;
  std::optional<Clock::time_point> drawn_;
};

// "196,598"
std::string grouped(std::uint64_t number);

}  // namespace plenum::terminal
