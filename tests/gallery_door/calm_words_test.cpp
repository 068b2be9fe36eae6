// Where nothing is marked up the parser is left out: what it would have said is said all the same.
#include "server/gallery/calm_words.h"

#include <random>
#include <string>

#include <gtest/gtest.h>

#include "server/gallery/masking.h"
#include "server/render/utf8.h"
#include "tests/gallery_door/corpus.h"

namespace plenum::test {
namespace {

std::string parsed(std::string_view source) {
  return words_of_markup(render::Format::markdown, render::cleaned(source));
}

TEST(CalmWords, lines_of_mere_words_are_their_own_plain_text) {
  const std::string source = "The patient came back: potassium 5.9, was 4.1?\n\nWould you stop it?\n(Or halve it.)";
  ASSERT_EQ(calm_words(source), "The patient came back: potassium 5.9, was 4.1?\nWould you stop it?\n(Or halve it.)");
  EXPECT_EQ(parsed(source), *calm_words(source));
  EXPECT_EQ(calm_words("14 days\n2: the dose"), "14 days\n2: the dose");
  EXPECT_EQ(parsed("14 days\n2: the dose"), "14 days\n2: the dose");
  EXPECT_EQ(calm_words(""), "");
}

TEST(CalmWords, whatever_may_be_markup_is_left_to_the_parser) {
  for (const auto* source : {"*yes*",
                             "a_b_c",
                             "`code`",
                             "[a](b)",
                             "a < b",
                             "R&amp;D",
                             "# Findings",
                             "- first",
                             "1. first",
                             "1) first",
                             "+ first",
                             "a\n===",
                             "a\n---",
                             "    code",
                             "a  \nb",
                             "a | b",
                             "~~no~~",
                             "\\*",
                             "see www.elsinore.example",
                             "see https://elsinore.example",
                             "@ophelia",
                             "a\tb",
                             "> said",
                             " led by a space",
                             "ends with one "})
    EXPECT_FALSE(calm_words(source)) << source;
}

/// Words as people write them, with whatever the grammar might trip over between them.
std::string some_source(std::mt19937_64& chance) {
  static const std::string pieces[] = {"patient",
                                       "dose",
                                       "5.9",
                                       "Monday",
                                       "\xC3\xA9t\xC3\xA9",
                                       "\xE2\x80\x94",
                                       "\xC2\xA0",
                                       "\xF0\x9F\x99\x82",
                                       " ",
                                       " ",
                                       " ",
                                       " ",
                                       ", ",
                                       ". ",
                                       "? ",
                                       ": ",
                                       "; ",
                                       "\n",
                                       "\n\n",
                                       "(",
                                       ")",
                                       "\"",
                                       "'",
                                       "-",
                                       "--",
                                       "...",
                                       "%",
                                       "$",
                                       "=",
                                       "+",
                                       "/",
                                       "^",
                                       "{",
                                       "}",
                                       "!",
                                       "1",
                                       ":smile:",
                                       "w",
                                       "www",
                                       ".",
                                       "http:",
                                       "//",
                                       "xmpp:",
                                       "mailto:",
                                       "[^1]",
                                       "*",
                                       "_",
                                       "`",
                                       "&amp;",
                                       "<b>",
                                       "~",
                                       "|",
                                       "\\",
                                       "@a"};
  const auto calm = sizeof pieces / sizeof pieces[0] - 9;
  const auto pieces_of = chance() % 4 == 0 ? sizeof pieces / sizeof pieces[0] : calm;
  std::string source = chance() % 2 == 0 ? "So " : "";
  for (auto left = chance() % 30; left > 0; --left) source += pieces[chance() % pieces_of];
  return source;
}

TEST(CalmWords, twenty_thousand_texts_say_what_the_parser_says) {
  std::mt19937_64 chance(20261122);
  std::size_t calm = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto source = some_source(chance);
    const auto words = calm_words(render::cleaned(source));
    if (!words) continue;
    ++calm;
    ASSERT_EQ(*words, parsed(source)) << source;
  }
  EXPECT_GT(calm, 2'000U);
}

TEST(CalmWords, most_of_what_people_write_is_calm) {
  std::size_t calm = 0, all = 0;
  for (const auto line : corpus) {
    std::string source(line);
    for (const auto* mark : {"\u00AB", "\u00BB"}) {
      for (auto at = source.find(mark); at != source.npos; at = source.find(mark)) source.erase(at, 2);
    }
    ++all;
    const auto words = calm_words(render::cleaned(source));
    if (!words) continue;
    ++calm;
    EXPECT_EQ(*words, parsed(source)) << source;
  }
  EXPECT_GT(2 * calm, all);
}

}  // namespace
}  // namespace plenum::test
