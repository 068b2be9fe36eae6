#include "server/gallery/meter.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "storage/machine/deadlines.h"
#include "storage/machine/register.h"
#include "storage/machine/seat_day.h"

namespace plenum {

namespace {

constexpr std::int64_t a_minute_ms = 60'000;
constexpr auto patience = std::chrono::seconds(5);  // at stop
constexpr std::int64_t look_around_ms = 5'000;      // at what other nodes have told of the seats that sit here

std::int64_t minute_of(std::int64_t time_ms) {
  return time_ms - time_ms % a_minute_ms;
}

}  // namespace

Meter::Meter(Parts parts)
    : parts_(std::move(parts)),
      places_key_(parts_.master.derive("places of seats")),
      minute_ms_(minute_of(parts_.now_ms())) {}

std::shared_ptr<SeatGauge> Meter::gauge(const Observer& observer) {
  const std::lock_guard lock(mutex_);
  auto& gauge = gauges_[observer.seat];
  if (!gauge) {
    gauge = std::make_shared<SeatGauge>(observer.listening.company, observer.seat);
    gauge->refresh(parts_.store.view(), parts_.now_ms());
  }
  return gauge;
}

void Meter::count(const Observer& observer, const Shown& shown) {
  const auto seat = gauge(observer);
  const auto now_ms = parts_.now_ms();
  const auto count = static_cast<std::uint32_t>(shown.entries.size());
  seat->count_read(count, now_ms);
  raise_once(*seat, seat->hurry(count, shown.thread, parts_.limits, now_ms));
  note(observer.listening.company, shown.kind, shown.entries);
}

void Meter::count_delivered(SeatGauge& seat, ShownInFrame& shown) {
  seat.count_read(static_cast<std::uint32_t>(shown.entries.size()), parts_.now_ms());
  if (shown.is_noted.exchange(true)) return;
  note(seat.company, v1::READING_READ, shown.entries);
}

void Meter::count_caught_up(SeatGauge& seat, const std::vector<std::string>& entries) {
  seat.count_read(static_cast<std::uint32_t>(entries.size()), parts_.now_ms());
  note(seat.company, v1::READING_READ, entries);
}

void Meter::note(CompanyId company, v1::ReadingKind kind, const std::vector<std::string>& entries) {
  if (entries.empty()) return;
  const std::lock_guard lock(mutex_);
  auto& noted = noted_[company][kind];
  if (noted.size() < entries_waiting_max) noted.insert(entries.begin(), entries.end());
}

std::int64_t Meter::spent_until_ms(const Observer& observer, SeatGauge& seat) {
  const auto now_ms = parts_.now_ms();
  const auto read = seat.read_today(now_ms);
  const auto allowed = observer.listening.daily_reads;
  if (read < allowed) return 0;
  raise_once(seat, Alert{v1::ALARM_READS_SPENT, read, allowed});
  return next_utc_day_ms(now_ms);
}

void Meter::exports_spent(const Observer& observer, std::uint32_t wanted, std::uint32_t allowed) {
  raise_once(*gauge(observer), Alert{v1::ALARM_EXPORTS_SPENT, wanted, allowed});
}

// The network, not the host: who changes their address at home has not moved. IPv4 /24, IPv6 /48.
std::uint64_t Meter::place_of(const net::Peer& peer) const {
  if (peer.local || peer.key == net::AddressKey{}) return 0;
  const auto& key = peer.key;
  const bool is_v4 =
      key[10] == 0xFF && key[11] == 0xFF && std::all_of(key.begin(), key.begin() + 10, [](auto b) { return b == 0; });
  const std::string network(key.begin(), key.begin() + (is_v4 ? 15 : 6));
  return from_big_endian(keyed_hash(places_key_, network).substr(0, 8));
}

void Meter::seen_at(SeatGauge& seat, std::uint64_t place, bool stays) {
  raise_once(seat, seat.seen_at(place, stays, parts_.limits, parts_.now_ms()));
}

void Meter::raise_once(SeatGauge& seat, const std::optional<Alert>& alert) {
  if (alert && seat.is_first_today(alert->kind, parts_.now_ms())) raise(seat, *alert);
}

void Meter::raise(const SeatGauge& seat, const Alert& alert) {
  log::AlarmRaised fact;
  fact.set_company(seat.company.value);
  fact.set_seat(seat.seat.value);
  fact.set_kind(alert.kind);
  fact.set_measured(alert.measured);
  fact.set_allowed(alert.allowed);
  fact.set_pauses(alert.kind == v1::ALARM_SCRAPING);
  parts_.raise(std::move(fact));
}

void Meter::tick() {
  const auto now_ms = parts_.now_ms();
  if (now_ms - looked_at_ms_ >= look_around_ms || now_ms < looked_at_ms_) look_around();
  if (const auto minute_ms = minute_of(now_ms); minute_ms != minute_ms_) line_up(std::exchange(minute_ms_, minute_ms));
  tell_next();
}

void Meter::look_around() {
  looked_at_ms_ = parts_.now_ms();
  const auto view = parts_.store.view();
  const std::lock_guard lock(mutex_);
  for (auto it = gauges_.begin(); it != gauges_.end();) {
    const bool is_idle = it->second.use_count() == 1 && it->second->is_idle(looked_at_ms_);
    if (!is_idle) it->second->refresh(view, looked_at_ms_);
    it = is_idle ? gauges_.erase(it) : std::next(it);
  }
}

// One event after the other, each of a size that no member waits for.
void Meter::line_up(std::int64_t minute_ms) {
  const std::lock_guard lock(mutex_);
  if (!to_tell_.empty()) return;  // the log takes nothing: it is told with a later minute
  std::map<CompanyId, std::shared_ptr<Telling>> last;
  const auto begin = [&](CompanyId company) {
    auto telling = std::make_shared<Telling>();
    telling->fact.set_company(company.value);
    telling->fact.set_minute_ms(minute_ms);
    to_tell_.push_back(telling);
    return last[company] = telling;
  };
  for (const auto& [id, gauge] : gauges_) {
    auto untold = gauge->begin_telling();
    if (untold.empty()) continue;
    auto telling = last.contains(gauge->company) ? last[gauge->company] : begin(gauge->company);
    if (telling->fact.seats_size() >= seats_per_event_max) telling = begin(gauge->company);
    auto& seat = *telling->fact.add_seats();
    seat.set_seat(id.value);
    seat.set_entries(untold.read);
    for (const auto place : untold.places) seat.add_places(place);
    telling->seats.emplace_back(gauge, std::move(untold));
  }
  for (auto& [company, noted] : noted_) {
    auto telling = last.contains(company) ? last[company] : begin(company);
    int count = 0;
    for (auto& [kind, entries] : noted) {
      log::EntriesRead* read = nullptr;
      for (const auto& entry : entries) {
        if (count == entries_per_event_max) {
          telling = begin(company);
          read = nullptr;
          count = 0;
        }
        if (read == nullptr) {
          read = telling->fact.add_read();
          read->set_kind(kind);
        }
        read->add_entries(entry);
        ++count;
      }
    }
  }
  noted_.clear();
}

void Meter::tell_next() {
  std::shared_ptr<Telling> next;
  {
    const std::lock_guard lock(mutex_);
    if (is_telling_ || to_tell_.empty()) return;
    is_telling_ = true;
    next = to_tell_.front();
  }
  tell(next);
}

void Meter::tell(const std::shared_ptr<Telling>& telling) {
  parts_.tell(telling->fact, [this, telling](bool told) { on_told(telling, told); });
}

// What the log did not take is told again, at the next tick: by then it may.
void Meter::on_told(const std::shared_ptr<Telling>& telling, bool told) {
  if (told) {
    const auto view = parts_.store.view();
    for (const auto& [gauge, untold] : telling->seats) gauge->end_telling(untold, true, view, parts_.now_ms());
  }
  std::shared_ptr<Telling> next;
  {
    const std::lock_guard lock(mutex_);
    if (told) to_tell_.pop_front();
    is_telling_ = told && !to_tell_.empty();
    if (is_telling_) next = to_tell_.front();
    if (!is_telling_) idle_.notify_all();
  }
  if (next) tell(next);
}

void Meter::stop() {
  for (int turn = 0; turn < 2; ++turn) {  // what was lined up before, then the rest
    line_up(minute_ms_);
    tell_next();
    std::unique_lock lock(mutex_);
    idle_.wait_for(lock, patience, [this] { return !is_telling_; });
  }
}

}  // namespace plenum
