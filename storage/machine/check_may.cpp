#include "storage/machine/checks.h"

namespace plenum {

namespace {

v1::RefusalCode code_of(v1::Standing standing) {
  switch (standing) {
    case v1::STANDING_MUTED:
      return v1::MEMBER_MUTED;
    case v1::STANDING_SUSPENDED:
      return v1::MEMBER_SUSPENDED;
    default:
      return v1::MEMBER_BANNED;
  }
}

Check check(const Principal& who, Action action, bool may) {
  if (who.role == v1::ROLE_UNSPECIFIED) return Fault{v1::UNAUTHENTICATED};
  if (may) return {};
  if (!is_kept_by_standing(who, action)) return Fault{v1::FORBIDDEN};
  Fault fault{code_of(who.standing)};
  fault.until_ms = who.standing_until_ms;
  return fault;
}

}  // namespace

Check check_may(const Principal& who, Action action) {
  return check(who, action, can_do(who, action));
}

Check check_may(const Principal& who, Action action, TopicId topic) {
  return check(who, action, can_do(who, action, topic));
}

Check check_may_at(const Principal& who, Action action, std::optional<TopicId> seen_in) {
  if (seen_in) return check_may(who, action, *seen_in);
  return who.moderates.empty() ? check_may(who, action) : check_may(who, action, who.moderates.front());
}

}  // namespace plenum
