#include "server/words/pattern.h"

#include <chrono>

#include <gtest/gtest.h>

#include "proto/limits.h"

namespace plenum {
namespace {

Pattern words(const std::string& text) {
  return std::get<Pattern>(Pattern::compile(text, false));
}

Pattern pattern(const std::string& text) {
  return std::get<Pattern>(Pattern::compile(text, true));
}

/// What was found, each between brackets: "a [bad] word".
std::string found(const Pattern& wanted, const std::string& text) {
  std::string shown;
  std::size_t done = 0;
  wanted.find(text, [&](Span span) {
    shown += text.substr(done, span.at - done) + "[" + text.substr(span.at, span.bytes) + "]";
    done = span.at + span.bytes;
    return true;
  });
  return shown + text.substr(done);
}

TEST(Words, AreFoundWholeAndWithoutRegardToCase) {
  const auto spam = words("spam");
  EXPECT_EQ(found(spam, "Spam, SPAM and spam"), "[Spam], [SPAM] and [spam]");
  EXPECT_EQ(found(spam, "spammer antispam _spam spam_ spam2"), "spammer antispam _spam spam_ spam2");
  EXPECT_EQ(found(spam, "spam spam"), "[spam] [spam]");
  EXPECT_EQ(found(spam, "(spam)**spam**\"spam\""), "([spam])**[spam]**\"[spam]\"");
  EXPECT_EQ(found(spam, "aspam spam"), "aspam [spam]") << "one that is part of a word hides none that follows";
}

TEST(Words, AreWholeInEveryScript) {
  EXPECT_EQ(found(words("ål"), "ÅL ål hål ålar"), "[ÅL] [ål] hål ålar");
  EXPECT_EQ(found(words("été"), "Été étés"), "[Été] étés");
  EXPECT_EQ(found(words("ΟΔΟΣ"), "οδος"), "[οδος]");
  EXPECT_EQ(found(words("слово"), "СЛОВО словом"), "[СЛОВО] словом");
  EXPECT_EQ(found(words("مرحبا"), "مرحبا مرحباً"), "[مرحبا] مرحباً") << "a mark makes it another word";
}

TEST(Words, ComposedAndDecomposedAreOneWord) {
  EXPECT_EQ(found(words("caf\u00e9"), "cafe\u0301 caf\u00c9"), "[cafe\u0301] [caf\u00c9]");
  EXPECT_EQ(found(words("cafe\u0301"), "caf\u00e9"), "[caf\u00e9]");
  EXPECT_EQ(found(words("cafe"), "cafe\u0301"), "cafe\u0301") << "the accent is part of the word";
}

TEST(Words, StandWithAnyBlanksBetween) {
  const auto two = words("free  money");
  EXPECT_EQ(found(two, "free money, Free\u00a0 \nMoney, freemoney"), "[free money], [Free\u00a0 \nMoney], freemoney");
}

TEST(Words, AreTakenAsTheyStand) {
  EXPECT_EQ(found(words("a.b (c)*"), "a.b (c)* axb"), "[a.b (c)*] axb");
  EXPECT_EQ(found(words("#offer"), "an #offer, a#offer"), "an [#offer], a#offer");
}

TEST(Patterns, SeeTheTextAsItIs) {
  EXPECT_EQ(found(pattern("[0-9]{4}-[0-9]{4}"), "call 0123-4567 or 1-2"), "call [0123-4567] or 1-2");
  EXPECT_EQ(found(pattern("(?i)cheap"), "Cheapest"), "[Cheap]est") << "no word of its own is asked for";
  EXPECT_EQ(found(pattern("^To be"), "To be. To be"), "[To be]. To be");
  EXPECT_EQ(found(pattern("\\b"), "words"), "words") << "what finds no byte finds nothing";
}

TEST(Patterns, NoneMatchesEverything) {
  for (const auto* all : {"", "a*", "(?:)", "x?", "|spam", "^", "$"}) {
    const auto made = Pattern::compile(all, true);
    ASSERT_TRUE(std::holds_alternative<Fault>(made)) << all;
    EXPECT_EQ(std::get<Fault>(made).code, v1::PATTERN_INVALID) << all;
  }
  EXPECT_TRUE(std::holds_alternative<Fault>(Pattern::compile(" \t\u00a0", false))) << "no words";
}

TEST(Patterns, AreNoLongerThanTheyMayBe) {
  EXPECT_TRUE(std::holds_alternative<Pattern>(Pattern::compile(std::string(limits::pattern_bytes_max, 'a'), true)));
  EXPECT_TRUE(std::holds_alternative<Fault>(Pattern::compile(std::string(limits::pattern_bytes_max + 1, 'a'), true)));
  EXPECT_TRUE(std::holds_alternative<Fault>(Pattern::compile("((a{100}){100}){100}", true))) << "nor too large inside";
}

// What makes others walk for ever: linear here, so that even the longest post is judged at once. The figure is a
// hundred times what it takes.
TEST(Patterns, TakeTimeInProportionToTheText) {
  const std::string text(limits::body_source_bytes_max, 'a');
  const auto begin = std::chrono::steady_clock::now();
  for (const auto* hard : {"(a+)+b", "(a|a)*b", "(.*)(.*)(.*)b", "(a?){30}a{30}b", "(?:a|aa)+$b"}) {
    EXPECT_FALSE(pattern(hard).catches(text)) << hard;
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

// Each search is linear, but a text may be searched as often as it is long.
TEST(Patterns, GiveUpAfterAThousandFinds) {
  const std::string text(limits::body_source_bytes_max, 'a');
  int finds = 0;
  EXPECT_FALSE(pattern("a.*b|a").find(text, [&](Span) { return ++finds > 0; }));
  EXPECT_EQ(finds, Pattern::finds_max);
}

}  // namespace
}  // namespace plenum
