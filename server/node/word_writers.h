#pragma once

#include "proto/moderator.pb.h"
#include "server/node/command.h"

// Word rules as commands, and what they make of others' commands.
namespace plenum {

/// Outcome.id: the rule. `pattern`: what is wrong with it, found on the thread that asks.
Command set_word_rule(const Principal&, const v1::SetWordRuleRequest&, const Check& pattern);
Command remove_word_rule(const Principal&, const v1::RemoveWordRuleRequest&);

/// What the rules say of what somebody is about to write.
struct Ruled {
  Check refused;
  std::vector<WordRuleId> caught;
  std::vector<WordRuleId> tagged;  // those of them of which the chair is told
  bool hold = false;
};

/// The same command under the rules. Everything else that is wrong with it is said first, so that the rules are asked
/// only of what one may write; a retry of what was done before they stood is answered as it was: it is known by what
/// was asked, not by what the rules left of it.
Command under_rules(Command, std::string asked, const Ruled&);
template <class Request>
Command under_rules(Command command, const Request& asked, const Ruled& ruled) {
  return under_rules(std::move(command), content_of(asked), ruled);
}

}  // namespace plenum
