#include "storage/machine/checks_house.h"

#include "storage/machine/checking.h"
#include "storage/machine/register.h"
#include "storage/machine/seat_day.h"

namespace plenum {

Check check_pause_listening(const View& view, const Principal& who, CompanyId id, SeatId seat_id, bool paused) {
  if (auto fault = check_may(who, Action::manage_gallery)) return fault;
  const auto company = view.get(key::Company{id});
  if (!company || company->ended()) return refuse(v1::NOT_FOUND, "company_id");
  if (!seat_id) return company->paused() == paused ? refuse(v1::NOTHING_CHANGED) : Check{};
  const auto seat = view.get(key::Seat{seat_id});
  if (!seat || seat->ended() || seat->company() != id.value) return refuse(v1::NOT_FOUND, "seat_id");
  return seat->paused() == paused ? refuse(v1::NOTHING_CHANGED) : Check{};
}

Check check_settle_alarm(const View& view, const Principal& who, std::uint64_t number) {
  if (auto fault = check_may(who, Action::manage_gallery)) return fault;
  const auto alarm = view.get(key::Alarm{number});
  if (!alarm) return refuse(v1::NOT_FOUND, "number");
  return alarm->settled_at_ms() != 0 ? refuse(v1::NOTHING_CHANGED) : Check{};
}

bool was_raised_today(const View& view, SeatId seat, v1::AlarmKind kind, std::int64_t now_ms) {
  constexpr int looked_at_max = 1'000;
  const auto last = view.get(key::Community{})->alarms();
  bool raised = false;
  int looked_at = 0;
  view.scan_back(key::Alarm{0}, key::Alarm{last + 1}, [&](const key::Any&, std::string_view bytes) {
    log::AlarmRecord alarm;
    if (!alarm.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return false;
    if (utc_day_of(alarm.at_ms()) < utc_day_of(now_ms) || ++looked_at > looked_at_max) return false;
    raised = alarm.seat() == seat.value && alarm.kind() == kind;
    return !raised;
  });
  return raised;
}

}  // namespace plenum
