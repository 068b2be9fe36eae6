// What was noticed of a company's seats, and what was done about it.
#include "storage/machine/nouns.h"
#include "storage/machine/tell.h"

namespace plenum {

namespace {

// The fact says whether: a log from before the desk heard of alarms replays to the streams it had.
void tell_of_alarm(const Happening& h, bool tells, std::uint64_t number, State& state) {
  if (!tells) return;
  log::StaffNews news;
  news.set_alarm(number);
  tell_desk(h, news, state);
}

}  // namespace

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
  tell_of_alarm(h, fact.tells_desk(), number, state);
}

void apply_alarm_settled(const Happening& h, const log::AlarmSettled& fact, State& state) {
  amend(state, key::Alarm{fact.number()}, [&](auto& alarm) { alarm.set_settled_at_ms(h.event.time_ms()); });
  tell_of_alarm(h, fact.tells_desk(), fact.number(), state);
}

}  // namespace plenum
