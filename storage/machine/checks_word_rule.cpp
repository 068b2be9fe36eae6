#include "storage/machine/checks_word_rule.h"

#include <limits>

#include "proto/limits.h"
#include "storage/machine/checks_chair.h"
#include "storage/machine/text.h"

namespace plenum {

namespace {

Check check_form(const v1::WordRule& rule) {
  if (rule.action() < v1::WORD_BLOCK || rule.action() > v1::WORD_TAG) return Fault{v1::FIELD_INVALID, "action"};
  if (count_characters(rule.mask()) > limits::mask_characters_max || has_control(rule.mask()))
    return Fault{v1::FIELD_INVALID, "mask"};
  if (count_characters(rule.note()) > limits::reason_characters_max) return Fault{v1::FIELD_INVALID, "note"};
  return {};
}

bool is_the_same(const v1::WordRule& wish, const log::WordRuleRecord& rule) {
  return wish.pattern() == rule.pattern() && wish.is_pattern() == rule.is_pattern() && wish.action() == rule.action() &&
         wish.topic_id() == rule.topic() && wish.mask() == rule.mask() && wish.note() == rule.note();
}

struct Counts {
  std::uint32_t rules = 0;
  std::uint32_t patterns = 0;
};

Counts count_rules(const View& view) {
  Counts counts;
  const key::WordRule first{WordRuleId{}};
  const key::WordRule last{WordRuleId{std::numeric_limits<std::uint64_t>::max()}};
  view.scan(first, last, [&](const key::Any&, std::string_view bytes) {
    log::WordRuleRecord rule;
    ++counts.rules;
    if (rule.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) && rule.is_pattern()) ++counts.patterns;
    return true;
  });
  return counts;
}

Check check_room(const View& view, const v1::WordRule& wish, bool is_pattern_already) {
  const auto counts = count_rules(view);
  if (wish.id() == 0 && counts.rules >= limits::word_rules_max) return Fault{v1::TOO_MANY_RULES};
  const bool one_more = wish.is_pattern() && !is_pattern_already;
  return one_more && counts.patterns >= limits::word_patterns_max ? Fault{v1::TOO_MANY_RULES} : Check{};
}

}  // namespace

Check check_set_word_rule(const View& view, const Principal& who, const v1::WordRule& wish, std::string_view reason,
                          const Check& pattern) {
  if (auto fault = check_may(who, Action::set_word_rules)) return fault;
  if (auto fault = check_form(wish)) return fault;
  if (auto fault = check_reason(reason, false)) return fault;
  if (pattern) return pattern;
  if (wish.topic_id() != 0 && !view.get(key::Topic{TopicId{wish.topic_id()}})) return Fault{v1::NOT_FOUND, "topic_id"};
  const auto rule = wish.id() == 0 ? std::nullopt : view.get(key::WordRule{WordRuleId{wish.id()}});
  if (wish.id() != 0 && !rule) return Fault{v1::NOT_FOUND, "rule_id"};
  if (rule && is_the_same(wish, *rule)) {
    Fault fault{v1::NOTHING_CHANGED};
    fault.who = rule->set_by();
    return fault;
  }
  return check_room(view, wish, rule && rule->is_pattern());
}

Check check_remove_word_rule(const View& view, const Principal& who, WordRuleId id, std::string_view reason) {
  if (auto fault = check_may(who, Action::set_word_rules)) return fault;
  if (auto fault = check_reason(reason, false)) return fault;
  return view.get(key::WordRule{id}) ? Check{} : Fault{v1::NOT_FOUND, "rule_id"};
}

}  // namespace plenum
