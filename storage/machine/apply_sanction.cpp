// What the chair does to people, and their answer to it.
#include "storage/machine/deadlines.h"
#include "storage/machine/offers.h"
#include "storage/machine/standing.h"
#include "storage/machine/tell.h"

namespace plenum {

namespace {

std::string deadline_of(MemberId member, SanctionId sanction) {
  return big_endian(member.value) + big_endian(sanction.value);
}

void tell_person(const Happening& h, MemberId member, SanctionId sanction, State& state) {
  auto entry = entry_of(h);
  entry.set_sanction(sanction.value);
  add_to_stream(state, StreamId::of_member(member), entry);
  tell_of_person(h, member, state);
}

// The person's own count of what was done; what an appeal undid was never deserved.
void count(log::MemberRecord& member, v1::SanctionKind kind, int by) {
  const auto more = [by](std::uint32_t now) { return now + static_cast<std::uint32_t>(by); };
  switch (kind) {
    case v1::SANCTION_WARNING:
      return member.set_warnings(more(member.warnings()));
    case v1::SANCTION_MUTE:
      return member.set_mutes(more(member.mutes()));
    default:
      return member.set_suspensions(more(member.suspensions()));
  }
}

void acknowledge(MemberId member, log::SanctionRecord& sanction, State& state) {
  const bool waits = sanction.kind() == v1::SANCTION_WARNING && !sanction.over();
  if (!waits) return;
  amend(state, key::Member{member},
        [](auto& record) { record.set_warnings_to_acknowledge(record.warnings_to_acknowledge() - 1); });
}

// What was trusted before is earned again.
void lose_trust(MemberId id, State& state) {
  amend(state, key::Member{id}, [](auto& member) {
    if (!member.trust_by_hand()) member.clear_trust();
  });
}

void end(const Happening& h, MemberId member, log::SanctionRecord& sanction, SanctionId id, State& state) {
  acknowledge(member, sanction, state);
  if (sanction.kind() != v1::SANCTION_WARNING)
    drop_deadline(state, sanction.ends_at_ms(), log::SANCTION_ENDS, deadline_of(member, id));
  sanction.set_over(true);
  sanction.set_over_at_ms(h.event.time_ms());
}

void keep(const Happening& h, MemberId member, SanctionId id, const log::SanctionRecord& sanction, State& state) {
  state.put(key::Sanction{member, id}, sanction);
  renew_standing(h, member, state);
  tell_person(h, member, id, state);
}

}  // namespace

void apply_sanction_imposed(const Happening& h, const log::SanctionImposed& fact, State& state) {
  const MemberId member{fact.member()};
  const SanctionId id{fact.sanction()};
  log::SanctionRecord sanction;
  sanction.set_kind(fact.kind());
  sanction.set_by(h.event.author());
  sanction.set_at_ms(h.event.time_ms());
  sanction.set_log_offset(h.offset);
  sanction.set_ends_at_ms(fact.ends_at_ms());
  sanction.set_reason(std::string(h.personal(log::REASON).value_or("")));
  sanction.set_post(fact.post());
  set_deadline(state, fact.ends_at_ms(), log::SANCTION_ENDS, deadline_of(member, id));
  amend(state, key::Member{member}, [&](auto& record) {
    count(record, fact.kind(), 1);
    if (fact.kind() == v1::SANCTION_WARNING) record.set_warnings_to_acknowledge(record.warnings_to_acknowledge() + 1);
  });
  if (fact.kind() != v1::SANCTION_WARNING) lose_trust(member, state);
  if (fact.kind() == v1::SANCTION_BAN) take_back_offers(h, member, state);
  keep(h, member, id, sanction, state);
}

void apply_sanction_lifted(const Happening& h, const log::SanctionLifted& fact, State& state) {
  const MemberId member{fact.member()};
  const SanctionId id{fact.sanction()};
  auto sanction = state.get(key::Sanction{member, id});
  if (!sanction || sanction->over()) return;
  end(h, member, *sanction, id, state);
  sanction->set_lifted_by(h.event.author());
  sanction->set_lift_reason(std::string(h.personal(log::REASON).value_or("")));
  keep(h, member, id, *sanction, state);
}

void apply_warning_acknowledged(const Happening& h, const log::WarningAcknowledged& fact, State& state) {
  const MemberId member{fact.member()};
  const SanctionId id{fact.sanction()};
  auto sanction = state.get(key::Sanction{member, id});
  if (!sanction || sanction->over()) return;
  end(h, member, *sanction, id, state);
  sanction->set_acknowledged_at_ms(h.event.time_ms());
  keep(h, member, id, *sanction, state);
}

void apply_appeal_made(const Happening& h, const log::AppealMade& fact, State& state) {
  const MemberId member{fact.member()};
  const SanctionId id{fact.sanction()};
  auto sanction = state.get(key::Sanction{member, id});
  if (!sanction) return;
  sanction->set_appeal(v1::APPEAL_OPEN);
  sanction->set_appeal_words(h.personal_as<log::PostText>(log::BODY).source());
  sanction->set_appeal_at_ms(h.event.time_ms());
  keep(h, member, id, *sanction, state);
}

void apply_appeal_answered(const Happening& h, const log::AppealAnswered& fact, State& state) {
  const MemberId member{fact.member()};
  const SanctionId id{fact.sanction()};
  auto sanction = state.get(key::Sanction{member, id});
  if (!sanction) return;
  sanction->set_appeal(fact.granted() ? v1::APPEAL_GRANTED : v1::APPEAL_UPHELD);
  sanction->set_appeal_answer(std::string(h.personal(log::ANSWER).value_or("")));
  sanction->set_appeal_answered_by(h.event.author());
  if (fact.granted()) {
    if (!sanction->over()) end(h, member, *sanction, id, state);
    sanction->set_lifted_by(h.event.author());
    amend(state, key::Member{member}, [&](auto& record) { count(record, sanction->kind(), -1); });
  }
  keep(h, member, id, *sanction, state);
}

void end_sanction(const Happening& h, const std::string& id, State& state) {
  const MemberId member{from_big_endian(std::string_view(id).substr(0, 8))};
  const SanctionId sanction_id{from_big_endian(std::string_view(id).substr(8))};
  auto sanction = state.get(key::Sanction{member, sanction_id});
  if (!sanction || sanction->over()) return;
  end(h, member, *sanction, sanction_id, state);
  keep(h, member, sanction_id, *sanction, state);
}

}  // namespace plenum
