#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "proto/event.pb.h"
#include "server/gallery/observer.h"

namespace plenum {

/// When a seat's use is looked into. 0: never.
struct UseLimits {
  /// Entries in one minute, by calls (what a line brings by itself is nobody's haste). A person who opens a thread of
  /// fifty posts every two seconds, for a whole minute, is shown 1,500 and has read none of them.
  std::uint32_t reads_per_minute = 3'000;
  /// Threads opened in one hour: one every six seconds, without a pause.
  std::uint32_t threads_per_hour = 600;
  /// Different places (networks) in one hour, while lines stand open from two of them: home, office, train and phone
  /// are four.
  std::uint32_t places_per_hour = 4;
};

/// An alarm that is due.
struct Alert {
  v1::AlarmKind kind;
  std::uint32_t measured;
  std::uint32_t allowed;
};

/// What one seat reads on this node: for its budget of the day (UTC), and for what a person does not do. Shared by its
/// lines and calls: any thread. A day's count is what the log's row says plus what this node has not told yet.
class SeatGauge {
public:
  /// What has to be told of it.
  struct Untold {
    std::uint32_t read = 0;
    std::set<std::uint64_t> places;
    bool empty() const { return read == 0 && places.empty(); }
  };

  SeatGauge(CompanyId company, SeatId seat) : company(company), seat(seat) {}

  const CompanyId company;
  const SeatId seat;

  /// As the log's row has it. Does nothing while something is being told: then nobody knows whether it is in the row.
  void refresh(const View&, std::int64_t now_ms);

  void count_read(std::uint32_t entries, std::int64_t now_ms);

  /// By calls: those are what haste is measured by.
  std::optional<Alert> hurry(std::uint32_t entries, const std::string& thread, const UseLimits&, std::int64_t now_ms);

  /// It was seen at a place (0: nobody knows where); with a line that stays there, until `left`.
  std::optional<Alert> seen_at(std::uint64_t place, bool stays, const UseLimits&, std::int64_t now_ms);
  void left(std::uint64_t place);

  std::uint32_t read_today(std::int64_t now_ms);
  /// The first time that it is asked for on a day.
  bool is_first_today(v1::AlarmKind, std::int64_t now_ms);

  Untold begin_telling();
  /// Told, and in the row; or not, and to be told again.
  void end_telling(const Untold&, bool told, const View&, std::int64_t now_ms);

  /// Nobody sits here, and nothing is left to say.
  bool is_idle(std::int64_t now_ms);

private:
  void turn_day(std::int64_t now_ms);

  std::mutex mutex_;
  std::uint32_t day_ = 0;
  std::uint32_t told_read_ = 0;
  Untold untold_;
  Untold telling_;
  bool is_telling_ = false;
  std::set<v1::AlarmKind> raised_;

  std::int64_t minute_ = 0;
  std::uint32_t read_in_minute_ = 0;
  std::int64_t hour_ = 0;
  std::set<std::size_t> threads_of_hour_;
  std::map<std::uint64_t, std::int64_t> places_;  // when it was seen there last
  std::map<std::uint64_t, unsigned> lines_;       // open from there
  std::int64_t used_at_ms_ = 0;
};

}  // namespace plenum
