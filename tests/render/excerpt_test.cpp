#include "tests/render/cases.h"

namespace plenum::render::test {
namespace {

TEST(Excerpt, is_the_text_on_one_line) {
  EXPECT_EQ(excerpt(Format::markdown, "# Title\n\nSome *text*\nand\n\n- a\n- b\n\n```\ncode  x\n```\nend", 100),
            "Title Some text and a b code x end");
  EXPECT_EQ(excerpt(Format::markdown, "[@ann](member:7) says <T> &lt;", 100), "@ann says <T> <");
  EXPECT_EQ(excerpt(Format::html, "<p>a</p><p>b<br>c</p><script>x</script><ul><li>d</li></ul>e", 100), "a b c d e");
  EXPECT_EQ(excerpt(Format::mrkdwn, "&gt; *hi* <@U1|ann>\n\u00a0ok", 100), "hi @ann ok");
  EXPECT_EQ(excerpt(Format::plain, "  a \n\n\t b  ", 100), "a b");
}

TEST(Excerpt, is_cut_at_a_code_point_and_says_so) {
  EXPECT_EQ(excerpt(Format::plain, "abcdef", 6), "abcdef");
  EXPECT_EQ(excerpt(Format::plain, "abcdefg", 6), "abcde…");
  EXPECT_EQ(excerpt(Format::plain, "日本語テキスト", 4), "日本語…");
  EXPECT_EQ(excerpt(Format::plain, "ab cd", 3), "ab…");
  EXPECT_EQ(excerpt(Format::plain, "👍👍👍", 2), "👍…");
  EXPECT_EQ(excerpt(Format::plain, "abc", 1), "…");
  EXPECT_EQ(excerpt(Format::plain, "abc", 0), "");
}

TEST(Utf8, is_told_from_what_is_not) {
  for (const auto* good : {"", "a", "é", "€", "\U0010FFFF", "\uFFFD"}) EXPECT_TRUE(is_valid_utf8(good)) << good;
  for (const auto* bad : {"\x80", "\xC3", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
                          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\xFF", "a\xF0\x9F\x91"}) {
    EXPECT_FALSE(is_valid_utf8(bad));
  }
}

}  // namespace
}  // namespace plenum::render::test
