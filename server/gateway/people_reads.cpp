#include "server/gateway/people_reads.h"

#include <algorithm>

#include "proto/limits.h"
#include "server/gateway/unread.h"
#include "server/projection/audit_pages.h"
#include "server/projection/person_projection.h"
#include "storage/machine/check_person.h"

namespace plenum {

namespace {

using Sanctions = std::vector<std::pair<SanctionId, log::SanctionRecord>>;

// The newest first.
Sanctions sanctions_of(const View& view, MemberId member) {
  Sanctions all;
  view.scan(key::Sanction{member, SanctionId{}}, key::Sanction{MemberId{member.value + 1}, SanctionId{}},
            [&](const key::Any& key, std::string_view value) {
              auto& [id, record] = all.emplace_back();
              id = std::get<key::Sanction>(key).sanction;
              record.ParseFromArray(value.data(), static_cast<int>(value.size()));
              return true;
            });
  std::sort(all.begin(), all.end(),
            [](const auto& a, const auto& b) { return a.second.log_offset() > b.second.log_offset(); });
  if (all.size() > static_cast<std::size_t>(limits::sanctions_shown_max)) all.resize(limits::sanctions_shown_max);
  return all;
}

v1::GetPersonReply show_person(const Reads& r, MemberId id, const log::MemberRecord& record) {
  v1::GetPersonReply reply;
  *reply.mutable_member() = project_member(r.view, id);
  *reply.mutable_history() = project_history(r.view, record);
  for (const auto& [sanction, what] : sanctions_of(r.view, id))
    *reply.add_sanctions() = project_staff_sanction(r.view, sanction, what);
  *reply.mutable_rights() = read_rights(Reads{r.view, r.registers, r.rendered, principal_of(id, record)});
  return reply;
}

// There is no list of newcomers: who is one changes for everybody with the settings. So members are looked through, a
// bounded number for each page.
void add_newcomers(const Reads& r, MemberId after, std::uint32_t limit, v1::ListPeopleReply& reply) {
  const auto community = r.view.get(key::Community{});
  int looked_at = 0;
  r.view.scan(key::Member{MemberId{after.value + 1}}, key::Member{MemberId{after_all}},
              [&](const key::Any& key, std::string_view value) {
                const bool full = static_cast<std::uint32_t>(reply.people_size()) == limit;
                if (full || looked_at++ == limits::members_looked_at_max) {
                  reply.set_more(true);
                  return false;
                }
                log::MemberRecord record;
                record.ParseFromArray(value.data(), static_cast<int>(value.size()));
                const auto id = std::get<key::Member>(key).member;
                reply.set_next_after_member_id(id.value);
                if (community && is_newcomer(record, community->chair()))
                  *reply.add_people() = show_person(r, id, record);
                return true;
              });
  if (!reply.more()) reply.clear_next_after_member_id();
}

std::vector<MemberId> listed(const Reads& r, v1::PeopleFilter filter) {
  std::vector<MemberId> found;
  const auto list = static_cast<std::uint8_t>(filter);
  r.view.scan(key::Person{list, MemberId{}}, key::Person{static_cast<std::uint8_t>(list + 1), MemberId{}},
              [&](const key::Any& key, std::string_view) {
                found.push_back(std::get<key::Person>(key).member);
                return true;
              });
  return found;
}

}  // namespace

Read<v1::GetPersonReply> read_person(const Reads& r, const v1::GetPersonRequest& request) {
  if (auto fault = check_may(r.asker, Action::see_people)) return *fault;
  const MemberId id{request.member_id()};
  const auto record = r.view.get(key::Member{id});
  if (!record || record->erased()) return Fault{v1::NOT_FOUND, "member_id"};
  auto reply = show_person(r, id, *record);
  if (!can_do(r.asker, Action::read_audit)) return reply;
  v1::ListAuditRequest about;
  about.mutable_filter()->set_member_id(id.value);
  about.set_limit(limits::entries_about_person_max);
  *reply.mutable_entries() = std::move(*audit_page(r.view, about).mutable_entries());
  return reply;
}

Read<v1::ListPeopleReply> read_people(const Reads& r, const v1::ListPeopleRequest& request) {
  if (auto fault = check_may(r.asker, Action::see_people)) return *fault;
  if (request.filter() < v1::PEOPLE_UNDER_SANCTION || request.filter() > v1::PEOPLE_APPEALING)
    return Fault{v1::FIELD_INVALID, "filter"};
  const auto limit = page_size(request.limit(), limits::page_people_default, limits::page_people_max);
  v1::ListPeopleReply reply;
  if (request.filter() == v1::PEOPLE_NEWCOMERS) {
    add_newcomers(r, MemberId{request.after_member_id()}, limit, reply);
    return reply;
  }
  for (const auto id : listed(r, request.filter())) {
    if (id.value <= request.after_member_id()) continue;
    const auto record = r.view.get(key::Member{id});
    if (!record || record->erased()) continue;
    if (static_cast<std::uint32_t>(reply.people_size()) == limit) {
      reply.set_more(true);
      break;
    }
    *reply.add_people() = show_person(r, id, *record);
    reply.set_next_after_member_id(id.value);
  }
  if (!reply.more()) reply.clear_next_after_member_id();
  return reply;
}

Read<v1::ListMySanctionsReply> read_own_sanctions(const Reads& r) {
  if (auto fault = check_may(r.asker, Action::see_own_sanctions)) return *fault;
  v1::ListMySanctionsReply reply;
  for (const auto& [id, record] : sanctions_of(r.view, r.asker.member))
    *reply.add_sanctions() = project_sanction(id, record);
  return reply;
}

}  // namespace plenum
