// Companies, what they have bought, and their people. Each change raises the company's rights version and is told on
// the company's own stream, so that an open socket looks again.
#include <algorithm>
#include <vector>

#include "storage/machine/deadlines.h"
#include "storage/machine/licences.h"
#include "storage/machine/tell.h"

namespace plenum {

namespace {

// Without a log offset: nothing that leads to observers may tell how much happens elsewhere.
void tell_company(CompanyId id, State& state) {
  amend(state, key::Company{id}, [](auto& company) { company.set_rights_version(company.rights_version() + 1); });
  log::StreamEntryRecord entry;
  entry.set_licences_changed(true);
  add_to_stream(state, StreamId::of_company(id), entry);
}

void tell_topics(const Happening& h, const log::LicenceRecord& licence, State& state) {
  for (const auto& licensed : licence.topics()) {
    const TopicId topic{licensed.topic()};
    amend(state, key::Topic{topic}, [](auto& record) { record.set_version(record.version() + 1); });
    tell_of_topic(h, topic, state);
  }
}

std::int64_t from_in(const log::LicenceRecord* before, std::uint64_t topic, std::int64_t otherwise_ms) {
  if (before == nullptr || before->state() == v1::LICENCE_OVER) return otherwise_ms;
  for (const auto& licensed : before->topics()) {
    if (licensed.topic() == topic) return licensed.from_ms();
  }
  return otherwise_ms;
}

// A topic that is new to it is heard from now on; one that was dropped and comes back, likewise. What bears the time of
// this very event was written before it: a millisecond late is possible, early is not.
log::LicenceRecord licence_of(const Happening& h, const log::LicenceSet& fact, const log::LicenceRecord* before) {
  log::LicenceRecord licence;
  licence.set_company(fact.company());
  licence.set_level(fact.level());
  for (const auto topic : fact.topics()) {
    auto& licensed = *licence.add_topics();
    licensed.set_topic(topic);
    licensed.set_from_ms(from_in(before, topic, std::max(fact.from_ms(), h.event.time_ms() + 1)));
  }
  licence.set_seats(fact.seats());
  licence.set_from_ms(fact.from_ms());
  licence.set_until_ms(fact.until_ms());
  licence.set_embargo(fact.embargo());
  licence.set_rounding_s(fact.rounding_s());
  licence.set_daily_reads(fact.daily_reads());
  licence.set_daily_exports(fact.daily_exports());
  licence.set_purpose(fact.purpose());
  licence.set_version(before != nullptr ? before->version() + 1 : 1);
  licence.set_state(fact.from_ms() > h.event.time_ms() ? v1::LICENCE_TO_COME : v1::LICENCE_STANDS);
  return licence;
}

void unset(LicenceId id, const log::LicenceRecord& licence, State& state) {
  drop_deadline(state, licence.from_ms(), log::LICENCE_BEGINS, big_endian(id.value));
  drop_deadline(state, licence.until_ms(), log::LICENCE_ENDS, big_endian(id.value));
  for (const auto& licensed : licence.topics()) state.erase(key::LicenceIn{TopicId{licensed.topic()}, id});
}

void set(LicenceId id, const log::LicenceRecord& licence, State& state) {
  if (licence.state() == v1::LICENCE_TO_COME)
    set_deadline(state, licence.from_ms(), log::LICENCE_BEGINS, big_endian(id.value));
  set_deadline(state, licence.until_ms(), log::LICENCE_ENDS, big_endian(id.value));
  for (const auto& licensed : licence.topics())
    state.put(key::LicenceIn{TopicId{licensed.topic()}, id}, log::MarkRecord{});
}

void drop_seat_session(const std::string& hash, const log::SeatSessionRecord& session, State& state) {
  drop_deadline(state, session.ends_at_ms(), log::SEAT_SESSION_ENDS, hash);
  state.erase(key::SeatSession{hash});
  state.erase(key::SessionOfSeat{SeatId{session.seat()}, hash});
  log::StreamEntryRecord entry;
  entry.set_seat_session_ended(hash);
  add_to_stream(state, StreamId::of_company(CompanyId{session.company()}), entry);
}

void drop_seat_sessions(SeatId seat, State& state) {
  std::vector<std::string> hashes;
  state.scan(key::SessionOfSeat{seat, ""}, key::SessionOfSeat{SeatId{seat.value + 1}, ""},
             [&](const key::Any& key, std::string_view) {
               hashes.push_back(std::get<key::SessionOfSeat>(key).hash);
               return true;
             });
  for (const auto& hash : hashes) end_seat_session(hash, state);
}

// What a seat looked for is nobody else's.
void drop_searches(CompanyId company, SeatId seat, State& state) {
  std::vector<SearchId> searches;
  state.scan(key::SearchOf{company, seat, SearchId{}}, key::SearchOf{company, SeatId{seat.value + 1}, SearchId{}},
             [&](const key::Any& key, std::string_view) {
               searches.push_back(std::get<key::SearchOf>(key).search);
               return true;
             });
  for (const auto search : searches) drop_search(search, state);
}

void end_seat(SeatId id, State& state) {
  auto* seat = state.change(key::Seat{id});
  if (seat == nullptr || seat->ended()) return;
  seat->set_ended(true);
  amend(state, key::Company{CompanyId{seat->company()}}, [](auto& c) { c.set_seats(c.seats() - 1); });
  drop_seat_sessions(id, state);
  drop_searches(CompanyId{seat->company()}, id, state);
}

}  // namespace

void apply_company_set(const Happening& h, const log::CompanySet& fact, State& state) {
  auto company = state.get(key::Company{CompanyId{fact.company()}}).value_or(log::CompanyRecord());
  if (company.added_at_ms() == 0) company.set_added_at_ms(h.event.time_ms());
  company.set_name(fact.name());
  state.put(key::Company{CompanyId{fact.company()}}, company);
  tell_company(CompanyId{fact.company()}, state);
  for (const auto& [id, licence] : licences_of(state, CompanyId{fact.company()})) tell_topics(h, licence, state);
}

void apply_company_ended(const Happening& h, const log::CompanyEnded& fact, State& state) {
  const CompanyId id{fact.company()};
  for (const auto& [licence, record] : licences_of(state, id)) end_licence(h, licence, state);
  std::vector<SeatId> seats;
  state.scan(key::SeatOf{id, SeatId{}}, key::SeatOf{CompanyId{id.value + 1}, SeatId{}},
             [&](const key::Any& key, std::string_view) {
               seats.push_back(std::get<key::SeatOf>(key).seat);
               return true;
             });
  for (const auto seat : seats) end_seat(seat, state);
  amend(state, key::Company{id}, [](auto& company) { company.set_ended(true); });
  tell_company(id, state);
}

void apply_licence_set(const Happening& h, const log::LicenceSet& fact, State& state) {
  const LicenceId id{fact.licence()};
  const auto before = state.get(key::Licence{id});
  if (before) unset(id, *before, state);
  const auto licence = licence_of(h, fact, before ? &*before : nullptr);
  state.put(key::Licence{id}, licence);
  state.put(key::LicenceOf{CompanyId{fact.company()}, id}, log::MarkRecord{});
  set(id, licence, state);
  if (before) tell_topics(h, *before, state);
  tell_topics(h, licence, state);
  tell_company(CompanyId{fact.company()}, state);
}

void apply_licence_ended(const Happening& h, const log::LicenceEnded& fact, State& state) {
  end_licence(h, LicenceId{fact.licence()}, state);
}

void begin_licence(const Happening& h, LicenceId id, State& state) {
  auto* licence = state.change(key::Licence{id});
  if (licence == nullptr || licence->state() != v1::LICENCE_TO_COME) return;
  licence->set_state(v1::LICENCE_STANDS);
  tell_topics(h, *licence, state);
  tell_company(CompanyId{licence->company()}, state);
}

void end_licence(const Happening& h, LicenceId id, State& state) {
  auto* licence = state.change(key::Licence{id});
  if (licence == nullptr || licence->state() == v1::LICENCE_OVER) return;
  unset(id, *licence, state);
  licence->set_state(v1::LICENCE_OVER);
  tell_topics(h, *licence, state);
  tell_company(CompanyId{licence->company()}, state);
}

void apply_seat_given(const Happening& h, const log::SeatGiven& fact, State& state) {
  const CompanyId company{fact.company()};
  log::SeatRecord seat;
  seat.set_company(fact.company());
  *seat.mutable_profile() = h.personal_as<log::SeatProfile>(log::SEAT);
  seat.set_keeps_seats(fact.keeps_seats());
  seat.set_given_at_ms(h.event.time_ms());
  state.put(key::Seat{SeatId{fact.seat()}}, seat);
  state.put(key::SeatOf{company, SeatId{fact.seat()}}, log::MarkRecord{});
  amend(state, key::Company{company}, [](auto& record) { record.set_seats(record.seats() + 1); });
}

void apply_seat_ended(const Happening&, const log::SeatEnded& fact, State& state) {
  end_seat(SeatId{fact.seat()}, state);
}

void apply_seat_session_opened(const Happening& h, const log::SeatSessionOpened& fact, State& state) {
  const auto seat = state.get(key::Seat{SeatId{fact.seat()}});
  if (!seat) return;
  log::SeatSessionRecord session;
  session.set_seat(fact.seat());
  session.set_company(seat->company());
  session.set_kind(fact.kind());
  session.set_opened_at_ms(h.event.time_ms());
  session.set_ends_at_ms(fact.ends_at_ms());
  state.put(key::SeatSession{fact.session()}, session);
  state.put(key::SessionOfSeat{SeatId{fact.seat()}, fact.session()}, log::MarkRecord{});
  set_deadline(state, fact.ends_at_ms(), log::SEAT_SESSION_ENDS, fact.session());
}

void apply_seat_session_ended(const Happening&, const log::SeatSessionEnded& fact, State& state) {
  if (!fact.session().empty()) return end_seat_session(fact.session(), state);
  drop_seat_sessions(SeatId{fact.seat()}, state);
}

// Of one seat or of all: their open lines look again, and find that they may not.
void apply_listening_paused(const Happening&, const log::ListeningPaused& fact, State& state) {
  const auto pause = [&](auto& record) { record.set_paused(fact.paused()); };
  if (fact.seat() != 0) {
    amend(state, key::Seat{SeatId{fact.seat()}}, pause);
  } else {
    amend(state, key::Company{CompanyId{fact.company()}}, pause);
  }
  tell_company(CompanyId{fact.company()}, state);
}

void end_seat_session(const std::string& hash, State& state) {
  const auto session = state.get(key::SeatSession{hash});
  if (session) drop_seat_session(hash, *session, state);
}

}  // namespace plenum
