#include "storage/machine/tell.h"

namespace plenum {

namespace {

// Only the desk is told: what the rules are is the chair's.
void tell_of_rule(const Happening& h, std::uint64_t rule, State& state) {
  log::StaffNews news;
  news.set_word_rule(rule);
  tell_desk(h, news, state);
}

}  // namespace

void apply_word_rule_set(const Happening& h, const log::WordRuleSet& fact, State& state) {
  const key::WordRule key{WordRuleId{fact.rule()}};
  const auto before = state.get(key);
  log::WordRuleRecord record;
  record.set_pattern(fact.pattern());
  record.set_is_pattern(fact.is_pattern());
  record.set_action(fact.action());
  record.set_topic(fact.topic());
  record.set_mask(fact.mask());
  record.set_note(fact.note());
  record.set_set_by(h.event.author());
  record.set_set_at_ms(h.event.time_ms());
  record.set_version(before ? before->version() + 1 : 1);
  state.put(key, record);
  tell_of_rule(h, fact.rule(), state);
}

void apply_word_rule_removed(const Happening& h, const log::WordRuleRemoved& fact, State& state) {
  state.erase(key::WordRule{WordRuleId{fact.rule()}});
  tell_of_rule(h, fact.rule(), state);
}

}  // namespace plenum
