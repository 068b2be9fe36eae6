#pragma once

#include <string>
#include <vector>

#include "storage/machine/policy.h"
#include "tests/gateway/seat.h"

namespace plenum::test {

/// A thread and a post in one state, with words that stand nowhere else.
struct Scene {
  std::string state;
  std::string topic;
  std::string thread;
  std::string post;
  std::string words;       // of the post; whoever may not see them must not find them in any answer
  log::PostRecord record;  // as far as the policy looks at it
  bool is_hidden_from_members = false;
};

/// Who asks.
struct Actor {
  std::string handle;  // empty: nobody has signed in
  v1::Role role = v1::ROLE_UNSPECIFIED;
  bool is_author = false;

  Principal principal() const;
};
const std::vector<Actor>& actors();

/// One scene for each state, freshly set. Requires: a word rule that holds `held_word`.
inline constexpr const char* held_word = "heldword";
std::vector<Scene> set_scenes(const std::function<Seat(const std::string&)>& seat, const std::string& topic);

}  // namespace plenum::test
