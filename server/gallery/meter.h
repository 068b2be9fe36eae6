#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "server/gallery/master_key.h"
#include "server/gallery/seat_gauge.h"
#include "server/gallery/shown.h"
#include "server/net/peer.h"
#include "storage/rocks/store.h"

namespace plenum {

/// Counts what each answer and each live delivery shows: per seat, for its budget; per company, for the listeners'
/// register. In memory; told to the log once a minute and at stop, so a crash loses a minute of it. Any thread.
///
/// Writes two things and no other: what was read, and alarms. It reads nothing but the seats' days.
class Meter {
public:
  using Told = std::function<void(bool)>;  // whether it is in the log; from any thread, once
  struct Parts {
    const Store& store;
    const MasterKey& master;
    std::function<std::int64_t()> now_ms;
    std::function<void(log::GalleryRead, Told)> tell;
    std::function<void(log::AlarmRaised)> raise;
    UseLimits limits = {};
  };
  explicit Meter(Parts parts);

  /// A seat's gauge; its lines keep it.
  std::shared_ptr<SeatGauge> gauge(const Observer&);

  /// An answer showed these; `thread`, where it opened one. What a search found is FOUND, all else READ: extracts stand
  /// in the log by themselves. Entries by the gallery's own ids, not the company's.
  void count(const Observer&, const Shown&);

  /// An alert told a company of these, on whichever way: for the register alone.
  void count_alerted(CompanyId company, const std::vector<std::string>& entries) {
    note(company, v1::READING_FOUND, entries);
  }

  /// A live frame went out on one of the seat's lines.
  void count_delivered(SeatGauge&, ShownInFrame&);
  /// The same of what a line read from the log.
  void count_caught_up(SeatGauge&, const std::vector<std::string>& entries);

  /// Whether the seat has read all that its licence lets it read today: the moment at which it begins again. 0: it may
  /// go on. One answer or frame may go over it, none begins beyond it.
  std::int64_t spent_until_ms(const Observer&, SeatGauge&);
  std::int64_t spent_until_ms(const Observer& observer) { return spent_until_ms(observer, *gauge(observer)); }
  /// More extracts were wanted than the day allows: the host is told.
  void exports_spent(const Observer&, std::uint32_t wanted, std::uint32_t allowed);

  /// Where somebody is, as a code that nobody without the master key can turn back; 0: nobody knows.
  std::uint64_t place_of(const net::Peer&) const;
  void seen_at(SeatGauge&, std::uint64_t place, bool stays);

  /// Tells what the minute before has shown, once it is over. Twice a second.
  void tick();
  /// Tells all of it, and waits until it is told. Requires: the sequencer still runs; nobody counts any more.
  void stop();

  static constexpr int entries_per_event_max = 500;  // fewer than 2,000: each event delays what members write behind it
  static constexpr int seats_per_event_max = 500;
  static constexpr std::size_t entries_waiting_max = 100'000;  // of a company, while the log takes nothing

private:
  using Noted = std::map<v1::ReadingKind, std::set<std::string>>;
  struct Telling {
    log::GalleryRead fact;
    std::vector<std::pair<std::shared_ptr<SeatGauge>, SeatGauge::Untold>> seats;
  };
  void note(CompanyId, v1::ReadingKind, const std::vector<std::string>& entries);
  void raise(const SeatGauge&, const Alert&);
  void raise_once(SeatGauge&, const std::optional<Alert>&);
  void look_around();
  void line_up(std::int64_t minute_ms);
  void tell_next();
  void tell(const std::shared_ptr<Telling>&);
  void on_told(const std::shared_ptr<Telling>&, bool told);

  Parts parts_;
  const std::string places_key_;
  std::mutex mutex_;
  std::condition_variable idle_;
  std::map<SeatId, std::shared_ptr<SeatGauge>> gauges_;
  std::map<CompanyId, Noted> noted_;
  std::deque<std::shared_ptr<Telling>> to_tell_;
  bool is_telling_ = false;
  std::int64_t minute_ms_ = 0;
  std::int64_t looked_at_ms_ = 0;
};

}  // namespace plenum
