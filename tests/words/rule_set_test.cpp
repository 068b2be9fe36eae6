#include "server/words/rule_set.h"

#include <chrono>

#include <gtest/gtest.h>

#include "proto/limits.h"
#include "storage/rocks/pending.h"

namespace plenum {
namespace {

const TopicId denmark{10};
const TopicId norway{11};

struct Rules {
  Pending state{nullptr};
  std::uint64_t next = 1;

  WordRuleId add(v1::WordAction action, const std::string& pattern, bool is_pattern = false, TopicId topic = {},
                 const std::string& mask = {}) {
    log::WordRuleRecord rule;
    rule.set_pattern(pattern);
    rule.set_is_pattern(is_pattern);
    rule.set_action(action);
    rule.set_topic(topic.value);
    rule.set_mask(mask);
    const WordRuleId id{next++};
    state.put(key::WordRule{id}, rule);
    return id;
  }
  Judgement judge(const std::string& text, TopicId topic = denmark) { return RuleSet(state).judge(topic, text); }
};

using Ids = std::vector<WordRuleId>;

TEST(RuleSet, ATextThatNoRuleCatchesStaysAsItIs) {
  Rules rules;
  rules.add(v1::WORD_BLOCK, "spam");
  rules.add(v1::WORD_MASK, "[0-9]{4}", true);
  const auto judgement = rules.judge("Nothing here, antispam 123.");
  EXPECT_TRUE(judgement.caught.empty());
  EXPECT_FALSE(judgement.blocked_at || judgement.hold || !judgement.tagged.empty());
  EXPECT_EQ(judgement.text, "Nothing here, antispam 123.");
}

TEST(RuleSet, EachActionDoesItsOwn) {
  Rules rules;
  const auto block = rules.add(v1::WORD_BLOCK, "poison");
  const auto hold = rules.add(v1::WORD_HOLD, "dagger");
  const auto tag = rules.add(v1::WORD_TAG, "ghost");
  EXPECT_EQ(rules.judge("A Poison.").blocked_at, 2u);
  EXPECT_EQ(rules.judge("A Poison.").caught, Ids{block});
  EXPECT_TRUE(rules.judge("a dagger").hold);
  EXPECT_FALSE(rules.judge("a dagger").blocked_at);
  EXPECT_EQ(rules.judge("a ghost").tagged, rules.judge("a ghost").caught);
  EXPECT_EQ(rules.judge("ghost, dagger, poison").caught, (Ids{block, hold, tag}));
}

TEST(RuleSet, TheFirstBlockedWordsAreNamedWhicheverRuleFindsThem) {
  Rules rules;
  rules.add(v1::WORD_BLOCK, "poison");
  rules.add(v1::WORD_BLOCK, "dagger");
  EXPECT_EQ(rules.judge("a dagger, a poison").blocked_at, 2u);
}

TEST(RuleSet, MasksStandInsteadOfWordsWhereverTheyAre) {
  Rules rules;
  rules.add(v1::WORD_MASK, "yorick", false, {}, "Y.");
  rules.add(v1::WORD_MASK, "[0-9]{3,}", true);
  EXPECT_EQ(rules.judge("Alas, poor Yorick (YORICK)! 1602, åtta 8").text, "Alas, poor Y. (Y.)! […], åtta 8");
}

TEST(RuleSet, MasksThatOverlapAreOne) {
  Rules rules;
  rules.add(v1::WORD_MASK, "ab c", true, {}, "<1>");
  rules.add(v1::WORD_MASK, "b cd", true, {}, "<2>");
  EXPECT_EQ(rules.judge("xab cdx").text, "x<1>x");
}

TEST(RuleSet, WhatIsFoundTooOftenIsMaskedToTheEnd) {
  Rules rules;
  rules.add(v1::WORD_MASK, "a.*b|a", true, {}, "-");
  const auto text = rules.judge(std::string(5'000, 'a')).text;
  EXPECT_EQ(text.find('a'), std::string::npos);
  EXPECT_EQ(text.size(), static_cast<std::size_t>(Pattern::finds_max) + 1);
}

TEST(RuleSet, ARuleOfOneTopicLeavesTheOthersAlone) {
  Rules rules;
  const auto rule = rules.add(v1::WORD_BLOCK, "crown", false, norway);
  EXPECT_TRUE(rules.judge("the crown", denmark).caught.empty());
  EXPECT_EQ(rules.judge("the crown", norway).caught, Ids{rule});
}

TEST(RuleSet, ARuleThatNoLongerCompilesIsLeftOutAndTheOthersStand) {
  Rules rules;
  rules.add(v1::WORD_BLOCK, "(", true);
  const auto sound = rules.add(v1::WORD_BLOCK, "poison");
  EXPECT_EQ(rules.judge("( poison").caught, Ids{sound});
}

// A thousand rules are one walk where none catches: the figure is far above what it takes.
TEST(RuleSet, AThousandRulesOverTheLongestPostAreQuick) {
  Rules rules;
  for (std::uint32_t i = 0; i < limits::word_rules_max - limits::word_patterns_max; ++i)
    rules.add(v1::WORD_BLOCK, "forbidden" + std::to_string(i) + " word");
  for (std::uint32_t i = 0; i < limits::word_patterns_max; ++i)
    rules.add(v1::WORD_BLOCK, "(?i)\\bsecret" + std::to_string(i) + "\\d+", true);
  const RuleSet set(rules.state);
  std::string text;
  while (text.size() < limits::body_source_bytes_max) text += "Forbidden secrets, words and numbers 12345. ";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(set.judge(denmark, text).caught.empty());
  const auto took = std::chrono::steady_clock::now() - begin;
  const auto took_us = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
  std::printf("1,000 rules over %zu bytes: %lld us\n", text.size(), static_cast<long long>(took_us));
  EXPECT_LT(took, std::chrono::seconds(5));
  EXPECT_EQ(set.judge(denmark, text + "a forbidden7  word").caught.size(), 1u);
}

}  // namespace
}  // namespace plenum
