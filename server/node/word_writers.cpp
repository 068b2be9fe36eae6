#include "server/node/word_writers.h"

#include <algorithm>

#include "server/node/writing.h"
#include "storage/machine/checks_word_rule.h"

namespace plenum {

namespace {

void fill(log::WordRuleSet& fact, const v1::WordRule& rule, std::uint64_t id) {
  fact.set_rule(id);
  fact.set_pattern(rule.pattern());
  fact.set_is_pattern(rule.is_pattern());
  fact.set_action(rule.action());
  fact.set_topic(rule.topic_id());
  fact.set_mask(rule.mask());
  fact.set_note(rule.note());
}

template <class Fact>
void name_rules(Fact& fact, const std::vector<WordRuleId>& caught) {
  for (const auto rule : caught) fact.add_word_rules(rule.value);
}

void mark_written(log::PostWritten& fact, const Ruled& ruled, v1::Outcome& outcome) {
  name_rules(fact, ruled.caught);
  if (!ruled.hold) return;
  fact.set_held(v1::HOLD_WORD_RULE);  // also a newcomer's, so that it waits for more than trust in its author
  outcome.set_held(true);
}

// A report of the house's own, in the queue beside those of members. What waits is looked at anyway.
void report_by_house(Proposal& p, std::uint64_t post) {
  auto& event = p.event();
  event.set_author(0);
  auto& fact = *event.mutable_post_reported();
  fact.set_post(post);
  fact.set_kind(v1::REPORT_WORD_RULE);
}

// Rules that had caught the post before tell nothing new.
bool adds_tag(const View& view, std::uint64_t post, const std::vector<WordRuleId>& tagged) {
  const auto before = view.get(key::Post{PostId{post}});
  if (!before || before->held() != v1::HOLD_CAUSE_UNSPECIFIED) return false;
  const auto& known = before->word_rules();
  return std::any_of(tagged.begin(), tagged.end(),
                     [&](WordRuleId rule) { return std::find(known.begin(), known.end(), rule.value) == known.end(); });
}

// The post of whose words the chair is to be told; 0: of none.
std::uint64_t post_to_tell_of(Proposal& p, const Ruled& ruled) {
  if (ruled.tagged.empty()) return 0;
  for (const auto& draft : p.drafts()) {
    const auto& event = draft.event;
    if (event.has_post_written() && event.post_written().held() == v1::HOLD_CAUSE_UNSPECIFIED)
      return event.post_written().post();
    if (event.has_post_edited() && adds_tag(p.view(), event.post_edited().post(), ruled.tagged))
      return event.post_edited().post();
  }
  return 0;
}

void mark(Proposal& p, const Ruled& ruled) {
  bool opens_thread = false;
  for (auto& draft : p.drafts()) {
    auto& event = draft.event;
    if (event.has_thread_opened()) {
      opens_thread = true;
      event.mutable_thread_opened()->set_held(event.thread_opened().held() || ruled.hold);
    }
    if (event.has_post_written()) mark_written(*event.mutable_post_written(), ruled, p.outcome());
    if (event.has_post_edited()) name_rules(*event.mutable_post_edited(), ruled.caught);
  }
  if (ruled.hold && !opens_thread) p.outcome().clear_place();  // it has none before it is approved
  if (const auto post = post_to_tell_of(p, ruled)) report_by_house(p, post);
}

}  // namespace

Command set_word_rule(const Principal& who, const v1::SetWordRuleRequest& request, const Check& pattern) {
  auto command = command_of(who, request);
  command.decide = [who, request, pattern](Proposal& p) -> Check {
    const auto& rule = request.rule();
    if (auto fault = check_set_word_rule(p.view(), who, rule, request.reason(), pattern)) return fault;
    const auto id = rule.id() != 0 ? WordRuleId{rule.id()} : p.fresh<key::WordRule, WordRuleId>();
    p.needs_level(chair_level);
    fill(*p.event().mutable_word_rule_set(), rule, id.value);
    add_reason(p, request.reason());
    p.outcome().set_id(id.value);
    return {};
  };
  return command;
}

Command remove_word_rule(const Principal& who, const v1::RemoveWordRuleRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    const WordRuleId id{request.rule_id()};
    if (auto fault = check_remove_word_rule(p.view(), who, id, request.reason())) return fault;
    p.needs_level(chair_level);
    p.event().mutable_word_rule_removed()->set_rule(id.value);
    add_reason(p, request.reason());
    p.outcome().set_id(id.value);
    return {};
  };
  return command;
}

Command under_rules(Command command, std::string asked, const Ruled& ruled) {
  command.content = std::move(asked);
  if (!ruled.refused && ruled.caught.empty()) return command;
  command.decide = [ruled, decide = std::move(command.decide)](Proposal& p) -> Check {
    if (auto fault = decide(p)) return fault;
    if (ruled.refused) return ruled.refused;
    mark(p, ruled);
    return {};
  };
  return command;
}

}  // namespace plenum
