#include "server/gateway/member_reads.h"

namespace plenum {

v1::Rights read_rights(const Reads& r) {
  v1::Rights rights;
  rights.set_standing(r.asker.standing);
  rights.set_until_ms(r.asker.standing_until_ms);
  auto who = r.asker;
  const auto member = r.view.get(key::Member{who.member});
  const auto community = r.view.get(key::Community{});
  if (member && community) who.trust = trust_of(*member, community->chair());
  if (member) rights.set_warnings_to_acknowledge(member->warnings_to_acknowledge());
  rights.set_trust(who.trust);
  const bool asks = community && community->chair().newcomer_posts() > 0;
  rights.set_holds_posts(asks && !can_do(who, Action::write_at_once));
  for (const auto topic : who.moderates) rights.add_moderates(topic.value);
  for (const auto& row : policy_table()) {
    if (can_do(who, row.action)) rights.add_may(row.name);
    if (!who.moderates.empty() && can_do(who, row.action, who.moderates.front())) rights.add_may_in_topics(row.name);
  }
  return rights;
}

}  // namespace plenum
