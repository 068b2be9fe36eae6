#include "storage/machine/standing.h"

#include <algorithm>

#include "storage/machine/tell.h"

namespace plenum {

namespace {

v1::Standing standing_of(v1::SanctionKind kind) {
  switch (kind) {
    case v1::SANCTION_MUTE:
      return v1::STANDING_MUTED;
    case v1::SANCTION_SUSPENSION:
      return v1::STANDING_SUSPENDED;
    case v1::SANCTION_BAN:
      return v1::STANDING_BANNED;
    default:
      return v1::STANDING_UNSPECIFIED;
  }
}

// 0 is without end, and so the latest.
std::int64_t later(std::int64_t a, std::int64_t b) {
  return a == 0 || b == 0 ? 0 : std::max(a, b);
}

struct Standing {
  v1::Standing worst = v1::STANDING_UNSPECIFIED;
  std::int64_t until_ms = 0;
  bool appealing = false;
};

Standing find_standing(const View& view, MemberId member) {
  Standing found;
  each_sanction(view, member, [&](SanctionId, const log::SanctionRecord& sanction) {
    found.appealing = found.appealing || (!sanction.over() && sanction.appeal() == v1::APPEAL_OPEN);
    if (!binds(sanction)) return true;
    const auto standing = standing_of(sanction.kind());
    const bool worse = standing > found.worst;
    if (worse || standing == found.worst)
      found.until_ms = worse ? sanction.ends_at_ms() : later(found.until_ms, sanction.ends_at_ms());
    found.worst = std::max(found.worst, standing);
    return true;
  });
  return found;
}

}  // namespace

void each_sanction(const View& view, MemberId member, const VisitSanction& visit) {
  view.scan(key::Sanction{member, SanctionId{}}, key::Sanction{MemberId{member.value + 1}, SanctionId{}},
            [&](const key::Any& key, std::string_view value) {
              log::SanctionRecord record;
              record.ParseFromArray(value.data(), static_cast<int>(value.size()));
              return visit(std::get<key::Sanction>(key).sanction, record);
            });
}

bool binds(const log::SanctionRecord& sanction) {
  return !sanction.over() && sanction.kind() != v1::SANCTION_WARNING;
}

void renew_standing(const Happening& h, MemberId id, State& state) {
  const auto now = find_standing(state, id);
  list_person(state, v1::PEOPLE_APPEALING, id, now.appealing);
  list_person(state, v1::PEOPLE_UNDER_SANCTION, id, now.worst != v1::STANDING_UNSPECIFIED);
  auto* member = state.change(key::Member{id});
  if (member == nullptr) return;
  if (member->standing() == now.worst && member->standing_until_ms() == now.until_ms) return;
  member->set_standing(now.worst);
  member->set_standing_until_ms(now.until_ms);
  change_rights(h, id, *member, state);
}

void change_rights(const Happening& h, MemberId id, log::MemberRecord& member, State& state) {
  member.set_rights_version(member.rights_version() + 1);
  tell_rights(h, id, state);
}

void tell_of_person(const Happening& h, MemberId id, State& state) {
  log::StaffNews news;
  news.set_member(id.value);
  tell_desk(h, news, state);
}

void list_person(State& state, v1::PeopleFilter list, MemberId id, bool listed) {
  const key::Person row{static_cast<std::uint8_t>(list), id};
  const bool stands = state.get(row).has_value();
  if (listed && !stands) state.put(row, log::MarkRecord{});
  if (!listed && stands) state.erase(row);
}

}  // namespace plenum
