#include "storage/machine/thanks.h"

#include "storage/machine/audit.h"

namespace plenum {

namespace {

// Whether the words are still there must not matter: a replay of a log from which they were erased counts alike.
bool counts(const log::PostRecord& post) {
  return !post.deleted() && !post.hidden();
}

void thank(State& state, std::uint64_t author, std::uint32_t thanks, bool added) {
  if (thanks == 0) return;
  amend(state, key::Member{MemberId{author}},
        [&](auto& member) { member.set_thanks(added ? member.thanks() + thanks : member.thanks() - thanks); });
}

}  // namespace

void count_thanks(State& state, log::PostRecord& post, MemberId by, bool added) {
  if (by == MemberId{post.author()}) return;
  if (state.change(key::Community{})->feature_level() < audit_level) return;
  if (!added && post.thanks() == 0) return;  // it came before thanks were counted
  post.set_thanks(added ? post.thanks() + 1 : post.thanks() - 1);
  if (counts(post)) thank(state, post.author(), 1, added);
}

ThanksKept::ThanksKept(State& state, const log::PostRecord& post) : state_(state), counted_(counts(post)) {}

void ThanksKept::settle(const log::PostRecord& post) {
  if (counts(post) != counted_) thank(state_, post.author(), post.thanks(), !counted_);
}

}  // namespace plenum
