#pragma once

#include <string>
#include <vector>

#include "storage/machine/check_person.h"
#include "storage/machine/streams.h"
#include "tests/machine/elsinore.h"

namespace plenum::testing {

using namespace cast;

inline constexpr MemberId gertrude{5};  // a second moderator
inline constexpr SanctionId s1{51};
inline constexpr SanctionId s2{52};

/// Elsinore with a second moderator; what the chair may wish to do to people, and what they are told.
class Court : public Elsinore {
public:
  Court() {
    raises_level(2);
    joins(gertrude, v1::MODERATOR);
  }

  log::SanctionRecord sanction(SanctionId id = s1, MemberId on = hamlet) { return *state().get(key::Sanction{on, id}); }
  Check wishes_to_impose(MemberId by, MemberId on, v1::SanctionKind kind, std::int64_t ends_at_ms = 0,
                         const std::string& reason = "Why.", PostId post = {}) {
    v1::ImposeSanctionRequest r;
    r.set_member_id(on.value);
    r.set_kind(kind);
    r.set_ends_at_ms(ends_at_ms);
    r.set_reason(reason);
    r.set_post_id(post.value);
    return check_impose_sanction(state(), as(by), r, now_ms);
  }
  Check wishes_to_lift(MemberId by, MemberId on = hamlet, SanctionId id = s1) {
    v1::LiftSanctionRequest r;
    r.set_member_id(on.value);
    r.set_sanction_id(id.value);
    r.set_reason("Enough.");
    return check_lift_sanction(state(), as(by), r);
  }
  Check wishes_to_appeal(MemberId by, SanctionId id = s1, const std::string& words = "I was provoked.") {
    v1::AppealRequest r;
    r.set_sanction_id(id.value);
    r.set_words(words);
    return check_appeal(state(), as(by), r);
  }
  Check wishes_to_answer(MemberId by, SanctionId id = s1) {
    v1::AnswerAppealRequest r;
    r.set_member_id(hamlet.value);
    r.set_sanction_id(id.value);
    r.set_reason("We have read it.");
    return check_answer_appeal(state(), as(by), r);
  }
  Check wishes_to_acknowledge(MemberId by, SanctionId id = s1) {
    v1::AcknowledgeWarningRequest r;
    r.set_sanction_id(id.value);
    return check_acknowledge_warning(state(), as(by), r);
  }
  bool is_listed(v1::PeopleFilter list, MemberId id = hamlet) {
    return state().get(key::Person{static_cast<std::uint8_t>(list), id}).has_value();
  }
  Check writes_now(MemberId by) { return check_may(as(by), Action::write); }
  Check reads_now(MemberId by) { return check_may(as(by), Action::read_community); }

  /// What a member was told, the kinds in order.
  std::vector<log::StreamEntryRecord::ChangeCase> told(MemberId id) {
    std::vector<log::StreamEntryRecord::ChangeCase> kinds;
    const auto own = StreamId::of_member(id);
    for (std::uint64_t i = 1; i <= stream_head(state(), own); ++i)
      kinds.push_back(state().get(key::StreamEntry{own, i})->change_case());
    return kinds;
  }
};

inline v1::RefusalCode code(const Check& check) {
  return check ? check->code : v1::REFUSAL_CODE_UNSPECIFIED;
}

inline constexpr auto rights = log::StreamEntryRecord::kRightsChanged;
inline constexpr auto done = log::StreamEntryRecord::kSanction;

}  // namespace plenum::testing
