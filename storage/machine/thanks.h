#pragma once

#include "storage/machine/nouns.h"

// Thanks: reactions of others on posts that stand, counted with each post and with its author. They are half of what
// earned trust needs (the other is reading). Called by the appliers alone.
namespace plenum {

/// A reaction came or went. Counted from feature level 2 on: an older log replays to the state it had.
void count_thanks(State&, log::PostRecord&, MemberId by, bool added);

/// Held around a change of a post that may cover or uncover it: covered, its thanks do not count for its author.
class ThanksKept {
public:
  ThanksKept(State& state, const log::PostRecord& post);
  /// Requires: the post as it is now.
  void settle(const log::PostRecord& post);

private:
  State& state_;
  const bool counted_;
};

}  // namespace plenum
