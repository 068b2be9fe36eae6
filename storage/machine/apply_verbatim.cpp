// What a company took of what it read, and what became of it.
#include "proto/extract_chain.h"
#include "storage/machine/notices.h"
#include "storage/machine/register.h"
#include "storage/machine/seat_day.h"

namespace plenum {

namespace {

template <class K>
key::Record<K>& made(State& state, const K& key) {
  auto* record = state.change(key);
  if (record == nullptr) {
    state.put(key, key::Record<K>());
    record = state.change(key);
  }
  return *record;
}

log::VerbatimRecord record_of(const Happening& h, const log::Verbatim& taken, std::uint64_t seat) {
  log::VerbatimRecord record;
  record.set_id(taken.id());
  record.set_seat(seat);
  record.set_topic(taken.topic());
  record.set_embargo(taken.embargo());
  record.set_entry(taken.entry());
  record.set_version(taken.version());
  record.set_digest(taken.digest());
  record.set_taken_at_ms(h.event.time_ms());
  record.set_until_ms(taken.until_ms());
  record.set_company_name(taken.company_name());
  record.set_topic_title(taken.topic_title());
  record.set_scope(taken.scope());
  record.set_salt_share(std::string(h.personal(log::SALT_SHARE).value_or("")));
  return record;
}

}  // namespace

void apply_verbatims_taken(const Happening& h, const log::VerbatimsTaken& fact, State& state) {
  const CompanyId company{fact.company()};
  auto record = state.get(key::Company{company});
  if (!record) return;
  for (const auto& taken : fact.verbatims()) {
    const auto number = record->verbatims() + 1;
    auto verbatim = record_of(h, taken, fact.seat());
    verbatim.set_hash(state.hash(chained(record->verbatim_hash(), number, taken.id(), verbatim.taken_at_ms(),
                                         verbatim.until_ms(), verbatim.digest())));
    record->set_verbatims(number);
    record->set_verbatim_hash(verbatim.hash());
    state.put(key::Verbatim{company, number}, verbatim);
    log::VerbatimIdRecord where;
    where.set_company(company.value);
    where.set_number(number);
    state.put(key::VerbatimId{taken.id()}, where);
    const auto embargo = static_cast<std::uint8_t>(taken.embargo());
    made(state, key::Taken{TopicId{taken.topic()}, embargo, taken.entry(), company}).add_numbers(number);
    note_reading(company, v1::READING_EXPORTED, h.event.time_ms(), taken.entry(), state);
  }
  state.put(key::Company{company}, *record);
  auto& day = made(state, key::SeatDay{SeatId{fact.seat()}, utc_day_of(h.event.time_ms())});
  day.set_exported(day.exported() + static_cast<std::uint32_t>(fact.verbatims_size()));
}

void apply_notices_acknowledged(const Happening&, const log::NoticesAcknowledged& fact, State& state) {
  const CompanyId id{fact.company()};
  auto* company = state.change(key::Company{id});
  if (company == nullptr) return;
  company->set_notices_acknowledged(
      std::max(company->notices_acknowledged(), std::min(fact.upto(), company->notices())));
  tell_of_notices(id, state);
}

}  // namespace plenum
