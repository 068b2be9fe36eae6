// What the chair and the host give to people: topics to moderate, trust, a place among those who need not wait.
#include <algorithm>

#include "storage/machine/standing.h"
#include "storage/machine/tell.h"

namespace plenum {

namespace {

void set_listed(google::protobuf::RepeatedField<std::uint64_t>& all, std::uint64_t id, bool listed) {
  all.erase(std::remove(all.begin(), all.end(), id), all.end());
  if (listed) all.Add(id);
}

}  // namespace

void apply_topic_moderator_set(const Happening& h, const log::TopicModeratorSet& fact, State& state) {
  const TopicId topic{fact.topic()};
  const MemberId id{fact.member()};
  auto* member = state.change(key::Member{id});
  if (member == nullptr || !state.get(key::Topic{topic})) return;
  set_listed(*member->mutable_moderates(), topic.value, fact.moderates());
  change_rights(h, id, *member, state);
  amend(state, key::Topic{topic}, [&](auto& record) {
    set_listed(*record.mutable_moderators(), id.value, fact.moderates());
    record.set_version(record.version() + 1);
  });
  tell_of_topic(h, topic, state);
  tell_of_person(h, id, state);
}

void apply_trust_set(const Happening& h, const log::TrustSet& fact, State& state) {
  const MemberId id{fact.member()};
  auto* member = state.change(key::Member{id});
  if (member == nullptr) return;
  member->set_trust(fact.trust());
  member->set_trust_by_hand(fact.by_hand() && fact.trust() != v1::TRUST_UNSPECIFIED);
  change_rights(h, id, *member, state);
  tell_of_person(h, id, state);
}

void apply_newcomer_approved(const Happening& h, const log::NewcomerApproved& fact, State& state) {
  const MemberId id{fact.member()};
  auto* member = state.change(key::Member{id});
  if (member == nullptr) return;
  member->set_approved(true);
  if (member->trust() == v1::TRUST_NEWCOMER) {
    member->clear_trust();
    member->clear_trust_by_hand();
  }
  change_rights(h, id, *member, state);
  tell_of_person(h, id, state);
}

}  // namespace plenum
