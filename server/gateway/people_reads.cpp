#include "server/gateway/people_reads.h"

#include <algorithm>
#include <set>

#include "proto/limits.h"
#include "server/gateway/unread.h"
#include "server/projection/audit_pages.h"
#include "server/projection/person_projection.h"

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

// Newcomers are those of whom something waits; whoever writes nothing needs nobody's approval.
std::vector<MemberId> newcomers(const Reads& r) {
  std::set<MemberId> found;
  const auto community = r.view.get(key::Community{});
  r.view.scan(key::Held{TopicId{}, 0, PostId{}}, key::Held{TopicId{after_all}, 0, PostId{}},
              [&](const key::Any& key, std::string_view) {
                const auto post = r.view.get(key::Post{std::get<key::Held>(key).post});
                const auto author = post ? r.view.get(key::Member{MemberId{post->author()}}) : std::nullopt;
                if (author && community && trust_of(*author, community->chair()) == v1::TRUST_NEWCOMER)
                  found.insert(MemberId{post->author()});
                return true;
              });
  return {found.begin(), found.end()};
}

std::vector<MemberId> listed(const Reads& r, v1::PeopleFilter filter) {
  if (filter == v1::PEOPLE_NEWCOMERS) return newcomers(r);
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
  for (const auto id : listed(r, request.filter())) {
    if (id.value <= request.after_member_id()) continue;
    const auto record = r.view.get(key::Member{id});
    if (!record || record->erased()) continue;
    if (static_cast<std::uint32_t>(reply.people_size()) == limit) {
      reply.set_more(true);
      break;
    }
    *reply.add_people() = show_person(r, id, *record);
  }
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
