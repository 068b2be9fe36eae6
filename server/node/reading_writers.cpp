#include "server/node/reading_writers.h"

#include "storage/machine/checks_house.h"
#include "storage/machine/gallery.h"

namespace plenum {

namespace {

Command of(const Principal& who) {
  Command command;
  command.principal = who;
  return command;
}

void pause(Proposal& p, std::uint64_t company, std::uint64_t seat, bool paused) {
  auto& fact = *p.event().mutable_listening_paused();
  fact.set_company(company);
  fact.set_seat(seat);
  fact.set_paused(paused);
}

bool listens(const View& view, SeatId id) {
  const auto seat = view.get(key::Seat{id});
  return seat && !seat->ended() && !seat->paused();
}

}  // namespace

Command tell_reading(const log::GalleryRead& read) {
  auto command = of(Principal::house());
  command.decide = [read](Proposal& p) -> Check {
    p.needs_level(gallery_level);
    *p.event().mutable_gallery_read() = read;
    return {};
  };
  return command;
}

Command raise_alarm(const log::AlarmRaised& alarm) {
  auto command = of(Principal::house());
  command.decide = [alarm](Proposal& p) -> Check {
    const SeatId seat{alarm.seat()};
    if (was_raised_today(p.view(), seat, alarm.kind(), p.time_ms())) return Fault{v1::NOTHING_CHANGED};
    p.needs_level(gallery_level);
    auto& fact = *p.event().mutable_alarm_raised();
    fact = alarm;
    fact.set_tells_desk(true);
    if (alarm.pauses() && listens(p.view(), seat)) pause(p, alarm.company(), alarm.seat(), true);
    return {};
  };
  return command;
}

Command pause_listening(const Principal& who, const v1::PauseListeningRequest& request) {
  auto command = of(who);
  command.decide = [who, request](Proposal& p) -> Check {
    const SeatId seat{request.seat_id()};
    const auto record = p.view().get(key::Seat{seat});
    const bool by_seat = request.company_id() == 0 && record;
    const CompanyId company{by_seat ? record->company() : request.company_id()};
    if (auto fault = check_pause_listening(p.view(), who, company, seat, request.paused())) return fault;
    p.needs_level(gallery_level);
    pause(p, company.value, seat.value, request.paused());
    return {};
  };
  return command;
}

Command settle_alarm(const Principal& who, const v1::SettleAlarmRequest& request) {
  auto command = of(who);
  command.decide = [who, request](Proposal& p) -> Check {
    if (auto fault = check_settle_alarm(p.view(), who, request.number())) return fault;
    const auto alarm = *p.view().get(key::Alarm{request.number()});
    auto& fact = *p.event().mutable_alarm_settled();
    fact.set_number(request.number());
    fact.set_tells_desk(true);
    const auto seat = p.view().get(key::Seat{SeatId{alarm.seat()}});
    if (request.resume() && alarm.paused() && seat && seat->paused()) pause(p, alarm.company(), alarm.seat(), false);
    return {};
  };
  return command;
}

}  // namespace plenum
