#include "storage/machine/check_person.h"

#include <algorithm>

#include "proto/limits.h"
#include "storage/machine/checking.h"
#include "storage/machine/standing.h"
#include "storage/machine/text.h"

namespace plenum {

namespace {

// Whoever is touched is told why.
Check check_why(std::string_view reason) {
  if (is_blank(reason)) return refuse(v1::REASON_MISSING, "reason");
  if (count_characters(reason) > limits::reason_characters_max) return refuse(v1::REASON_TOO_LONG, "reason");
  return {};
}

Check refuse_as_it_stands(v1::RefusalCode code, std::uint64_t who, std::int64_t until_ms = 0) {
  Fault fault{code};
  fault.who = who;
  fault.until_ms = until_ms;
  return fault;
}

Check check_person(const View& view, const Principal& who, MemberId id, log::MemberRecord& person) {
  const auto found = view.get(key::Member{id});
  if (!found || found->erased()) return refuse(v1::NOT_FOUND, "member_id");
  if (!can_act_on_person(who, id, found->role())) return refuse(v1::OUTRANKED);
  person = *found;
  return {};
}

Check check_end(const v1::ImposeSanctionRequest& wish, std::int64_t now_ms) {
  if (wish.ends_at_ms() == 0) return {};
  const bool has_end = wish.kind() == v1::SANCTION_MUTE || wish.kind() == v1::SANCTION_SUSPENSION;
  const bool in_time = wish.ends_at_ms() > now_ms && wish.ends_at_ms() <= now_ms + limits::sanction_ms_max;
  return has_end && in_time ? Check{} : refuse(v1::FIELD_INVALID, "ends_at_ms");
}

bool lasts_as_long(const log::SanctionRecord& stands, const v1::ImposeSanctionRequest& wish) {
  if (stands.ends_at_ms() == 0) return true;
  return wish.ends_at_ms() != 0 && wish.ends_at_ms() <= stands.ends_at_ms();
}

// Two of the chair meant the same: the second is told what the first did.
Check check_adds_something(const View& view, const v1::ImposeSanctionRequest& wish) {
  if (wish.kind() == v1::SANCTION_WARNING) return {};
  Check fault;
  each_sanction(view, MemberId{wish.member_id()}, [&](SanctionId, const log::SanctionRecord& stands) {
    const bool covers = binds(stands) && stands.kind() >= wish.kind() && lasts_as_long(stands, wish);
    if (covers) fault = refuse_as_it_stands(v1::NOTHING_CHANGED, stands.by(), stands.ends_at_ms());
    return !covers;
  });
  return fault;
}

// A sanction names a post of that person's, one that the chair may see.
Check check_about(const View& view, const Principal& who, const v1::ImposeSanctionRequest& wish) {
  if (wish.post_id() == 0) return {};
  const auto post = view.get(key::Post{PostId{wish.post_id()}});
  const bool theirs = post && can_see(who, *post) && post->author() == wish.member_id();
  return theirs ? Check{} : refuse(v1::NOT_FOUND, "post_id");
}

// What one above did is not undone from below.
Check check_may_undo(const View& view, const Principal& who, const log::SanctionRecord& sanction) {
  const auto by = view.get(key::Member{MemberId{sanction.by()}});
  const bool above = by && !who.is_house() && by->role() > who.role;
  return above ? refuse(v1::OUTRANKED) : Check{};
}

Check check_sanction_of(const View& view, const Principal& who, MemberId member, SanctionId id,
                        log::SanctionRecord& sanction) {
  log::MemberRecord person;
  if (auto fault = check_person(view, who, member, person)) return fault;
  const auto found = view.get(key::Sanction{member, id});
  if (!found) return refuse(v1::NOT_FOUND, "sanction_id");
  sanction = *found;
  return check_may_undo(view, who, sanction);
}

std::optional<log::SanctionRecord> own_sanction(const View& view, const Principal& who, std::uint64_t id) {
  return view.get(key::Sanction{who.member, SanctionId{id}});
}

// An acknowledged warning is over, and can still be answered.
bool can_be_appealed(const log::SanctionRecord& sanction) {
  return !sanction.over() || (sanction.acknowledged_at_ms() != 0 && sanction.lifted_by() == 0);
}

bool is_listed(const google::protobuf::RepeatedField<std::uint64_t>& all, std::uint64_t id) {
  return std::find(all.begin(), all.end(), id) != all.end();
}

}  // namespace

std::optional<Action> action_of(v1::SanctionKind kind) {
  switch (kind) {
    case v1::SANCTION_WARNING:
      return Action::warn_member;
    case v1::SANCTION_MUTE:
      return Action::mute_member;
    case v1::SANCTION_SUSPENSION:
      return Action::suspend_member;
    case v1::SANCTION_BAN:
      return Action::ban_member;
    default:
      return {};
  }
}

Check check_impose_sanction(const View& view, const Principal& who, const v1::ImposeSanctionRequest& wish,
                            std::int64_t now_ms) {
  const auto action = action_of(wish.kind());
  if (auto fault = check_may(who, action.value_or(Action::warn_member))) return fault;
  if (!action) return refuse(v1::FIELD_INVALID, "kind");
  if (auto fault = first_of({check_end(wish, now_ms), check_why(wish.reason())})) return fault;
  log::MemberRecord person;
  if (auto fault = check_person(view, who, MemberId{wish.member_id()}, person)) return fault;
  return first_of({check_about(view, who, wish), check_adds_something(view, wish)});
}

Check check_lift_sanction(const View& view, const Principal& who, const v1::LiftSanctionRequest& wish) {
  if (auto fault = check_may(who, Action::lift_sanction)) return fault;
  if (auto fault = check_why(wish.reason())) return fault;
  log::SanctionRecord sanction;
  if (auto fault = check_sanction_of(view, who, MemberId{wish.member_id()}, SanctionId{wish.sanction_id()}, sanction))
    return fault;
  return sanction.over() ? refuse_as_it_stands(v1::SANCTION_OVER, sanction.lifted_by()) : Check{};
}

Check check_answer_appeal(const View& view, const Principal& who, const v1::AnswerAppealRequest& wish) {
  if (auto fault = check_may(who, Action::lift_sanction)) return fault;
  if (auto fault = check_why(wish.reason())) return fault;
  log::SanctionRecord sanction;
  if (auto fault = check_sanction_of(view, who, MemberId{wish.member_id()}, SanctionId{wish.sanction_id()}, sanction))
    return fault;
  if (sanction.appeal() == v1::APPEAL_STATE_UNSPECIFIED) return refuse(v1::NOT_FOUND, "sanction_id");
  if (sanction.appeal() != v1::APPEAL_OPEN)
    return refuse_as_it_stands(v1::NOTHING_CHANGED, sanction.appeal_answered_by());
  if (!can_be_appealed(sanction)) return refuse_as_it_stands(v1::SANCTION_OVER, sanction.lifted_by());
  return {};
}

Check check_set_topic_moderator(const View& view, const Principal& who, const v1::SetTopicModeratorRequest& wish) {
  if (auto fault = check_may(who, Action::set_topic_moderator)) return fault;
  if (auto fault = check_why(wish.reason())) return fault;
  const auto topic = view.get(key::Topic{TopicId{wish.topic_id()}});
  if (!topic || !can_see(who, *topic)) return refuse(v1::NOT_FOUND, "topic_id");
  log::MemberRecord person;
  if (auto fault = check_person(view, who, MemberId{wish.member_id()}, person)) return fault;
  return is_listed(person.moderates(), wish.topic_id()) == wish.moderates() ? refuse(v1::NOTHING_CHANGED) : Check{};
}

Check check_set_trust(const View& view, const Principal& who, const v1::SetTrustRequest& wish) {
  if (auto fault = check_may(who, Action::set_trust)) return fault;
  const bool known = wish.trust() >= v1::TRUST_UNSPECIFIED && wish.trust() <= v1::TRUST_PILLAR;
  if (auto fault = first_of({known ? Check{} : refuse(v1::FIELD_INVALID, "trust"), check_why(wish.reason())}))
    return fault;
  log::MemberRecord person;
  if (auto fault = check_person(view, who, MemberId{wish.member_id()}, person)) return fault;
  const bool by_hand = wish.trust() != v1::TRUST_UNSPECIFIED;
  const bool same = person.trust_by_hand() == by_hand && (!by_hand || person.trust() == wish.trust());
  return same ? refuse(v1::NOTHING_CHANGED) : Check{};
}

Check check_approve_newcomer(const View& view, const Principal& who, const v1::ApproveNewcomerRequest& wish) {
  if (auto fault = check_may(who, Action::approve_newcomer)) return fault;
  if (count_characters(wish.reason()) > limits::reason_characters_max) return refuse(v1::REASON_TOO_LONG, "reason");
  log::MemberRecord person;
  if (auto fault = check_person(view, who, MemberId{wish.member_id()}, person)) return fault;
  if (!person.approved() || person.trust() == v1::TRUST_NEWCOMER) return {};
  return waiting_as_newcomers(view, MemberId{wish.member_id()}, 1).empty() ? refuse(v1::NOTHING_CHANGED) : Check{};
}

bool is_newcomer(const log::MemberRecord& member, const v1::ChairSettings& settings) {
  const bool writes = member.role() == v1::MEMBER && !member.unclaimed() && !member.erased();
  return writes && trust_of(member, settings) == v1::TRUST_NEWCOMER;
}

std::vector<PostId> waiting_as_newcomers(const View& view, MemberId member, std::size_t most) {
  std::vector<std::pair<std::uint64_t, PostId>> waiting;
  view.scan(key::HeldOf{member, ThreadId{}, PostId{}}, key::HeldOf{MemberId{member.value + 1}, ThreadId{}, PostId{}},
            [&](const key::Any& key, std::string_view) {
              const auto id = std::get<key::HeldOf>(key).post;
              const auto post = view.get(key::Post{id});
              if (post && is_waiting(*post) && post->held() == v1::HOLD_NEWCOMER)
                waiting.emplace_back(post->held_at(), id);
              return true;
            });
  std::sort(waiting.begin(), waiting.end());
  if (waiting.size() > most) waiting.resize(most);
  std::vector<PostId> ids;
  ids.reserve(waiting.size());
  for (const auto& [at, id] : waiting) ids.push_back(id);
  return ids;
}

bool earns_trust(const View& view, MemberId id, std::uint32_t days_read, std::int64_t now_ms) {
  const auto community = view.get(key::Community{});
  const auto member = view.get(key::Member{id});
  if (!community || !member || member->erased()) return false;
  const auto& rules = community->chair();
  const bool is_asked_for = rules.trusted_after_days() > 0 || rules.trusted_after_thanks() > 0;
  const bool is_open = !member->trust_by_hand() && member->trust() == v1::TRUST_UNSPECIFIED;
  if (!is_asked_for || !is_open || trust_of(*member, rules) == v1::TRUST_NEWCOMER) return false;
  if (days_read < rules.trusted_after_days() || member->thanks() < rules.trusted_after_thanks()) return false;
  bool blameless = true;
  each_sanction(view, id, [&](SanctionId, const log::SanctionRecord& sanction) {
    const bool counts = sanction.kind() != v1::SANCTION_WARNING && sanction.appeal() != v1::APPEAL_GRANTED;
    blameless = !(counts && (!sanction.over() || sanction.at_ms() > now_ms - limits::blameless_ms));
    return blameless;
  });
  return blameless;
}

Check check_acknowledge_warning(const View& view, const Principal& who, const v1::AcknowledgeWarningRequest& wish) {
  if (auto fault = check_may(who, Action::see_own_sanctions)) return fault;
  const auto sanction = own_sanction(view, who, wish.sanction_id());
  if (!sanction || sanction->kind() != v1::SANCTION_WARNING) return refuse(v1::NOT_FOUND, "sanction_id");
  return sanction->over() ? refuse(v1::SANCTION_OVER) : Check{};
}

Check check_appeal(const View& view, const Principal& who, const v1::AppealRequest& wish) {
  if (auto fault = check_may(who, Action::see_own_sanctions)) return fault;
  if (is_blank(wish.words())) return refuse(v1::BODY_EMPTY, "words");
  if (count_characters(wish.words()) > limits::appeal_characters_max) return refuse(v1::BODY_TOO_LONG, "words");
  const auto sanction = own_sanction(view, who, wish.sanction_id());
  if (!sanction) return refuse(v1::NOT_FOUND, "sanction_id");
  if (sanction->appeal() != v1::APPEAL_STATE_UNSPECIFIED) return refuse(v1::ALREADY_APPEALED);
  return can_be_appealed(*sanction) ? Check{} : refuse(v1::SANCTION_OVER);
}

}  // namespace plenum
