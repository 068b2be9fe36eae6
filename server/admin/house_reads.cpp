#include "server/admin/house_reads.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "storage/machine/gallery_feed.h"
#include "storage/machine/licences.h"
#include "storage/machine/register.h"
#include "storage/machine/seat_day.h"

namespace plenum {

namespace {

constexpr std::uint64_t last = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint32_t alarms_default = 50;
constexpr std::uint32_t alarms_max = 200;
constexpr std::uint32_t days_default = 7;
constexpr std::uint32_t days_max = 90;
constexpr int use_rows_max = 5'000;

v1::Company company_of(const View& view, CompanyId id, const log::CompanyRecord& record) {
  v1::Company company;
  company.set_id(id.value);
  company.set_name(record.name());
  company.set_added_at_ms(record.added_at_ms());
  company.set_ended(record.ended());
  company.set_seats(record.seats());
  company.set_seats_max(seats_max(view, id));
  return company;
}

v1::Licence licence_of(LicenceId id, const log::LicenceRecord& record) {
  v1::Licence licence;
  licence.set_id(id.value);
  licence.set_company_id(record.company());
  licence.set_level(record.level());
  for (const auto& topic : record.topics()) {
    auto& licensed = *licence.add_topics();
    licensed.set_topic_id(topic.topic());
    licensed.set_from_ms(topic.from_ms());
  }
  licence.set_seats(record.seats());
  licence.set_from_ms(record.from_ms());
  licence.set_until_ms(record.until_ms());
  licence.set_embargo(record.embargo());
  licence.set_rounding_s(record.rounding_s());
  licence.set_daily_reads(record.daily_reads());
  licence.set_daily_exports(record.daily_exports());
  licence.set_purpose(record.purpose());
  licence.set_state(record.state());
  return licence;
}

v1::Seat seat_of(SeatId id, const log::SeatRecord& record) {
  v1::Seat seat;
  seat.set_id(id.value);
  seat.set_company_id(record.company());
  seat.set_name(record.profile().name());
  seat.set_mail(record.profile().mail());
  seat.set_keeps_seats(record.keeps_seats());
  seat.set_given_at_ms(record.given_at_ms());
  seat.set_ended(record.ended());
  return seat;
}

v1::Alarm alarm_of(const View& view, std::uint64_t number, const log::AlarmRecord& record) {
  v1::Alarm alarm;
  alarm.set_number(number);
  alarm.set_company_id(record.company());
  alarm.set_seat_id(record.seat());
  alarm.set_kind(record.kind());
  alarm.set_measured(record.measured());
  alarm.set_allowed(record.allowed());
  alarm.set_paused(record.paused());
  alarm.set_at_ms(record.at_ms());
  alarm.set_settled_at_ms(record.settled_at_ms());
  if (const auto company = view.get(key::Company{CompanyId{record.company()}})) alarm.set_company(company->name());
  if (const auto seat = view.get(key::Seat{SeatId{record.seat()}})) alarm.set_seat(seat->profile().name());
  return alarm;
}

std::vector<SeatId> seats_of(const View& view, CompanyId company) {
  std::vector<SeatId> seats;
  view.scan(key::SeatOf{company, SeatId{}}, key::SeatOf{CompanyId{company.value + 1}, SeatId{}},
            [&](const key::Any& key, std::string_view) {
              seats.push_back(std::get<key::SeatOf>(key).seat);
              return true;
            });
  return seats;
}

}  // namespace

v1::ListCompaniesReply read_companies(const View& view) {
  v1::ListCompaniesReply reply;
  reply.set_k(static_cast<std::uint32_t>(gallery_k(view)));
  view.scan(key::Company{}, key::Company{CompanyId{last}}, [&](const key::Any& key, std::string_view) {
    const auto id = std::get<key::Company>(key).company;
    *reply.add_companies() = company_of(view, id, *view.get(key::Company{id}));
    return true;
  });
  return reply;
}

v1::ListLicencesReply read_licences(const View& view, CompanyId company) {
  v1::ListLicencesReply reply;
  view.scan(key::Licence{}, key::Licence{LicenceId{last}}, [&](const key::Any& key, std::string_view) {
    const auto id = std::get<key::Licence>(key).licence;
    const auto record = *view.get(key::Licence{id});
    const bool asked = !company || record.company() == company.value;
    if (asked) *reply.add_licences() = licence_of(id, record);
    return true;
  });
  return reply;
}

v1::ListSeatsReply read_seats(const View& view, CompanyId company) {
  v1::ListSeatsReply reply;
  for (const auto id : seats_of(view, company)) {
    if (const auto seat = view.get(key::Seat{id})) *reply.add_seats() = seat_of(id, *seat);
  }
  return reply;
}

v1::ListAlarmsReply read_alarms(const View& view, const v1::ListAlarmsRequest& request) {
  const auto limit = request.limit() == 0 ? alarms_default : std::min(request.limit(), alarms_max);
  v1::ListAlarmsReply reply;
  const auto below = request.before() == 0 ? last : request.before();
  view.scan_back(key::Alarm{0}, key::Alarm{below}, [&](const key::Any& key, std::string_view bytes) {
    if (static_cast<std::uint32_t>(reply.alarms_size()) == limit) {
      reply.set_more(true);
      return false;
    }
    log::AlarmRecord record;
    record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
    *reply.add_alarms() = alarm_of(view, std::get<key::Alarm>(key).number, record);
    return true;
  });
  return reply;
}

v1::ListUseReply read_use(const View& view, const v1::ListUseRequest& request, std::int64_t now_ms) {
  const CompanyId company{request.company_id()};
  const auto days = request.days() == 0 ? days_default : std::min(request.days(), days_max);
  const auto today = utc_day_of(now_ms);
  const auto seats = seats_of(view, company);
  const auto reads_max = budget_of(view, company, now_ms).reads;
  v1::ListUseReply reply;
  if (const auto record = view.get(key::Company{company})) reply.set_company_paused(record->paused());
  for (std::uint32_t ago = 0; ago < days && ago <= today; ++ago) {
    for (const auto id : seats) {
      const auto used = view.get(key::SeatDay{id, today - ago});
      const auto seat = view.get(key::Seat{id});
      // Today each seat that stands is there; of the days before, those that were used.
      if (!seat || (!used && (ago > 0 || seat->ended())) || reply.use_size() >= use_rows_max) continue;
      auto& row = *reply.add_use();
      row.set_seat_id(id.value);
      row.set_name(seat->profile().name());
      row.set_day(today - ago);
      row.set_read(used ? used->read() : 0);
      row.set_exported(used ? used->exported() : 0);
      row.set_places(used ? static_cast<std::uint32_t>(used->places_size()) : 0);
      row.set_reads_max(reads_max);
      row.set_paused(seat->paused());
    }
  }
  return reply;
}

}  // namespace plenum
