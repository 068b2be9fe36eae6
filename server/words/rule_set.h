#pragma once

#include <memory>
#include <string>
#include <vector>

#include "server/words/pattern.h"
#include "storage/machine/state.h"

namespace re2 {
class RE2;
}

namespace plenum {

/// What the rules say of one text.
struct Judgement {
  std::vector<WordRuleId> caught;         // in the order of their ids
  std::optional<std::size_t> blocked_at;  // byte of the text where the first blocked words stand
  std::vector<WordRuleId> tagged;         // those of them that tell the chair
  bool hold = false;
  std::string text;  // as it is to be kept: with its masks
};

/// All word rules of a community, compiled. Immutable once made: any thread may use it. A text that none of them
/// catches costs one walk for all rules together.
class RuleSet {
public:
  /// Rules that do not compile are left out: those of another program's RE2; none of ours is written without it.
  explicit RuleSet(const View&);
  ~RuleSet();
  RuleSet(const RuleSet&) = delete;
  RuleSet& operator=(const RuleSet&) = delete;

  bool empty() const { return rules_.empty(); }

  /// Of the rules for everywhere and for this topic.
  Judgement judge(TopicId, std::string_view text) const;

private:
  struct Rule {
    WordRuleId id;
    v1::WordAction action;
    TopicId topic;
    std::string mask;
    Pattern pattern;
  };
  class Prefilter;

  std::vector<Rule> rules_;
  std::unique_ptr<Prefilter> prefilter_;
};

/// What stands instead of masked words where the rule says nothing else.
inline constexpr const char* mask_default = "[…]";

}  // namespace plenum
