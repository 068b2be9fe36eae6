// What was noticed of a company's seats, and what was done about it.
#include "storage/machine/nouns.h"

namespace plenum {

void apply_alarm_raised(const Happening& h, const log::AlarmRaised& fact, State& state) {
  auto* community = state.change(key::Community{});
  const auto number = community->alarms() + 1;
  community->set_alarms(number);
  log::AlarmRecord alarm;
  alarm.set_company(fact.company());
  alarm.set_seat(fact.seat());
  alarm.set_kind(fact.kind());
  alarm.set_measured(fact.measured());
  alarm.set_allowed(fact.allowed());
  alarm.set_paused(fact.pauses());
  alarm.set_at_ms(h.event.time_ms());
  state.put(key::Alarm{number}, alarm);
}

void apply_alarm_settled(const Happening& h, const log::AlarmSettled& fact, State& state) {
  amend(state, key::Alarm{fact.number()}, [&](auto& alarm) { alarm.set_settled_at_ms(h.event.time_ms()); });
}

}  // namespace plenum
