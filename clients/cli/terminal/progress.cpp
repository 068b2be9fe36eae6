#include "clients/cli/terminal/progress.h"

#include <algorithm>

#include "clients/cli/terminal/cells.h"

namespace plenum::terminal {
namespace {

using namespace std::chrono_literals;

constexpr auto draw_interval = 100ms;
constexpr auto guess_after = 2s;  // before that the time left would only jump
constexpr int bar_cells = 24;
constexpr std::string_view back_to_start = "\r\x1b[K";

std::string repeated(std::string_view what, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += what;
  return out;
}

std::string clock_text(std::chrono::seconds time) {
  const auto minutes = time.count() / 60, seconds = time.count() % 60;
  return std::to_string(minutes) + (seconds < 10 ? ":0" : ":") + std::to_string(seconds);
}

}  // namespace

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

void ProgressBar::show(const std::string& doing, const std::string& unit, std::uint64_t done, std::uint64_t total,
                       Clock::time_point now) {
  if (!screen_.terminal) return;
  const bool is_new = doing != doing_;
  if (is_new) {
    doing_ = doing;
    started_ = now;
  }
  const bool is_end = total > 0 && done >= total;
  if (!is_new && !is_end && drawn_ && now - *drawn_ < draw_interval) return;
  drawn_ = now;
  screen_.write(std::string(back_to_start) + line(unit, done, total, now));
}

std::string ProgressBar::line(const std::string& unit, std::uint64_t done, std::uint64_t total,
                              Clock::time_point now) const {
  const std::string head = doing_ + " ";
  if (total == 0) return fitted(head + " " + grouped(done) + " " + unit, screen_.columns - 1);
  const double part = std::min(1.0, static_cast<double>(done) / static_cast<double>(total));
  const std::string percent = std::to_string(static_cast<int>(part * 100));
  // As wide at 7 % as at 100 %, or the bar would twitch.
  std::string tail = repeated(" ", 4 - static_cast<int>(percent.size())) + percent + " %  " + grouped(done) + " of " +
                     grouped(total) + " " + unit;
  const auto passed = now - started_;
  if (passed >= guess_after && part > 0 && part < 1) {
    const std::chrono::duration<double> left = passed * (1 - part) / part;
    tail += "  " + clock_text(std::chrono::duration_cast<std::chrono::seconds>(left)) + " left";
  }
  // One column stays free: some terminals wrap when the last one is written.
  const int room = screen_.columns - 1 - cells(head) - cells(tail);
  if (room < 4) return fitted(head + tail, screen_.columns - 1);
  const int width = std::min(room, bar_cells);
  const int full = static_cast<int>(part * width);
  return head + palette_.paint(Style::accent, repeated("\u2501", full)) +
         palette_.paint(Style::quiet, repeated("\u2500", width - full)) + tail;
}

void ProgressBar::clear() {
  if (drawn_) screen_.write(back_to_start);
  drawn_.reset();
}

}  // namespace plenum::terminal
