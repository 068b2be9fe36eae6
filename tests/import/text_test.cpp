#include "clients/cli/import/text.h"

#include <gtest/gtest.h>

#include "clients/cli/import/civil_time.h"
#include "clients/cli/import/slack_emoji.h"

namespace plenum::imports {
namespace {

constexpr auto sound = std::string_view::npos;

TEST(Utf8, WellFormedTextOfEveryLengthIsTaken) {
  EXPECT_EQ(first_bad_utf8(""), sound);
  EXPECT_EQ(first_bad_utf8("a\u00e5\u20ac\U0001f600\U0010ffff\u0800\U00010000\ud7ff\ue000"), sound);
  EXPECT_EQ(first_bad_utf8(std::string_view("\0\x08\x7f", 3)), sound);
}

TEST(Utf8, EveryKindOfBadByteIsFoundWhereItStands) {
  EXPECT_EQ(first_bad_utf8("ab\x80"), 2U);            // a continuation alone
  EXPECT_EQ(first_bad_utf8("ab\xc3"), 2U);            // cut short
  EXPECT_EQ(first_bad_utf8("\xc3x"), 0U);             // not continued
  EXPECT_EQ(first_bad_utf8("\xc0\xaf"), 0U);          // overlong, two bytes
  EXPECT_EQ(first_bad_utf8("\xe0\x80\xaf"), 0U);      // overlong, three
  EXPECT_EQ(first_bad_utf8("\xf0\x80\x80\xaf"), 0U);  // overlong, four
  EXPECT_EQ(first_bad_utf8("\xed\xa0\x80"), 0U);      // half a surrogate pair
  EXPECT_EQ(first_bad_utf8("\xf4\x90\x80\x80"), 0U);  // beyond Unicode
  EXPECT_EQ(first_bad_utf8("\xf5\x80\x80\x80"), 0U);
  EXPECT_EQ(first_bad_utf8("gr\xfc\xdf"), 2U);  // Latin-1
}

TEST(Text, TagsAreDroppedAndReferencesResolved) {
  EXPECT_EQ(text_of_html("<span id=\"x\"></span>A &amp; B &#8594; &#x2713; <i>c</i>"), "A & B → ✓ c");
  EXPECT_EQ(text_of_html("1 < 2 &unknown; &; &#xzz; &"), "1 < 2 &unknown; &; &#xzz; &");
  EXPECT_EQ(text_of_html("&#0;&#xd800;&#x110000;"), "\ufffd\ufffd\ufffd");
}

TEST(Text, ATitleIsOneLine) {
  EXPECT_EQ(one_line("  a \n\t b\u00a0\u2003c  ", 200), "a b c");
  EXPECT_EQ(one_line("a\x01\x7f"
                     "b",
                     200),
            "ab");
  EXPECT_EQ(one_line(" \n ", 200), "");
  EXPECT_EQ(one_line("a\u009b2J\u202eb\u2066c", 200), "a2Jbc");
  EXPECT_EQ(one_line("\u200b\ufeff \u2060", 200), "");
  EXPECT_EQ(one_line("\u200fسڵاو", 200), "\u200fسڵاو");
}

TEST(Text, ALongTitleIsCutBetweenCharactersAndSaysSo) {
  EXPECT_EQ(one_line("åäö", 3), "åäö");
  EXPECT_EQ(one_line("åäöü", 3), "åä…");
  EXPECT_EQ(one_line("ab cd", 3), "ab…");
  EXPECT_EQ(one_line("ab c", 4), "ab c");
}

TEST(Time, DaysAndTimesAreRead) {
  EXPECT_EQ(day_ms("1970-01-02"), 86'400'000);
  EXPECT_EQ(day_ms("2008-02-29"), 1'204'243'200'000);
  EXPECT_EQ(iso_ms("2019-06-25T19:52:00Z"), 1'561'492'320'000);
  EXPECT_EQ(iso_ms("2019-06-25T19:52:00.000Z"), 1'561'492'320'000);
  EXPECT_EQ(slack_ms("1433558696.000004"), 1'433'558'696'000);
  EXPECT_EQ(slack_ms("1433558696.012345"), 1'433'558'696'012);
  EXPECT_EQ(clock_minutes("23:59"), 1439);
}

TEST(Time, WhatIsNoTimeIsNone) {
  for (const auto* day : {"2007-02-29", "2007-13-01", "2007-1-01", "20070-1-01", "-007-01-01", ""})
    EXPECT_FALSE(day_ms(day)) << day;
  for (const auto* time :
       {"2019-06-25T19:52:00", "2019-06-25 19:52:00Z", "2019-06-25T24:00:00Z", "2019-06-25T19:52:00+02:00", "Z", ""}) {
    EXPECT_FALSE(iso_ms(time)) << time;
  }
  for (const auto* ts :
       {"1433558696", "1433558696.00004", "-433558696.000004", ".000004", "99999999999999.000000", "1.+00004"}) {
    EXPECT_FALSE(slack_ms(ts)) << ts;
  }
  for (const auto* clock : {"24:00", "12:60", "1:00", "12-00", "+1:00"}) EXPECT_FALSE(clock_minutes(clock)) << clock;
}

TEST(SlackEmoji, KnownNamesBecomeTheEmojiAndOthersStayNames) {
  EXPECT_EQ(slack_emoji("+1"), "👍");
  EXPECT_EQ(slack_emoji("clap::skin-tone-3"), "👏🏼");
  EXPECT_EQ(slack_emoji("clap::skin-tone-9"), ":clap::skin-tone-9:");
  EXPECT_EQ(slack_emoji("party-parrot"), ":party-parrot:");
  EXPECT_EQ(slack_emoji(std::string(62, 'x')), ":" + std::string(62, 'x') + ":");
  EXPECT_EQ(slack_emoji(std::string(61, 'x') + "éé"), ":" + std::string(61, 'x') + ":");
  EXPECT_NE(slack_emoji("simple_smile"), slack_emoji("slightly_smiling_face"));
}

}  // namespace
}  // namespace plenum::imports
