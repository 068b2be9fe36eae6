#pragma once

#include "server/gateway/desk_work.h"
#include "server/gateway/slow_lane.h"
#include "server/node/word_writers.h"
#include "server/words/word_rules.h"

namespace plenum {

/// Handles ModeratorService's word rules. Called on any io thread; a trial runs on a lane of its own, since it may take
/// two seconds. Must be stopped before the store is.
class WordsDesk {
public:
  WordsDesk(DeskWork& work, const Store& store, Rendered& rendered, Pace& pace, Chance& chance)
      : work_(work), store_(store), rendered_(rendered), pace_(pace), chance_(chance) {}

  void register_on(Service& moderator);
  void stop() { lane_.stop(); }

private:
  void try_out(const Caller&, const v1::TryWordRuleRequest&, const Answer&);
  v1::TryWordRuleReply tried(const Principal&, const Pattern&, const v1::TryWordRuleRequest&);

  DeskWork& work_;
  const Store& store_;
  Rendered& rendered_;
  Pace& pace_;
  Chance& chance_;
  SlowLane lane_;
};

/// What the rules say of a thread, a post, an edit, and in `kept` the request as it is to be written. Nothing: there
/// are no rules, nothing was read, and the request is as it was.
std::optional<Ruled> rule_on(const WordRules&, const Store&, const Principal&, const v1::OpenThreadRequest&,
                             v1::OpenThreadRequest& kept);
std::optional<Ruled> rule_on(const WordRules&, const Store&, const Principal&, const v1::WritePostRequest&,
                             v1::WritePostRequest& kept);
std::optional<Ruled> rule_on(const WordRules&, const Store&, const Principal&, const v1::EditPostRequest&,
                             v1::EditPostRequest& kept);

}  // namespace plenum
