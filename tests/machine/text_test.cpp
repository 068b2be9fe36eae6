#include "storage/machine/text.h"

#include <gtest/gtest.h>

namespace plenum {
namespace {

TEST(Text, CountsCharactersAndNotBytes) {
  EXPECT_EQ(count_characters(""), 0u);
  EXPECT_EQ(count_characters("søren"), 5u);
  EXPECT_EQ(count_characters("日本語"), 3u);
  EXPECT_EQ(count_characters("👍🏽"), 2u) << "code points: a sign and its shade";
}

TEST(Text, BlankIsWhatPeopleSeeAsNothing) {
  for (const char* blank : {"", " ", "\t\r\n", "\u00A0", "\u2003", "\u200B", "\uFEFF", "\u3000", "\u2060 \u200D"}) {
    EXPECT_TRUE(is_blank(blank)) << blank;
  }
  for (const char* words : {"a", " a ", "\u200Ba", "。", "0"}) EXPECT_FALSE(is_blank(words)) << words;
}

TEST(Text, ControlsAreC0C1SeparatorsAndTurnsOfDirection) {
  for (const char* control :
       {"\x01", "a\tb", "\x7F", "\u0085", "\u009F", "\u2028", "\u2029", "\u202A", "\u202E", "\u2066", "\u2069"}) {
    EXPECT_TRUE(has_control(control)) << control;
  }
  for (const char* fine : {"", "plain", "søren", "עברית", "👍🏽", "a\u200Db", "\u00A0"})
    EXPECT_FALSE(has_control(fine));
  EXPECT_TRUE(has_control(std::string_view("a\0b", 3)));
}

}  // namespace
}  // namespace plenum
