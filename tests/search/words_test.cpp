// What was typed, taken apart.
#include "server/search/words.h"

#include <gtest/gtest.h>

#include "tests/support/storage/seed.h"

namespace plenum {
namespace {

using Words = std::vector<std::string>;

std::vector<Sought> parsed(std::string_view typed) {
  return parse_sought(typed).value();
}

TEST(Words, are_what_stands_between_signs_and_spaces) {
  EXPECT_EQ(words_in("To be, or NOT to be? (1603)"), (Words{"to", "be", "or", "not", "to", "be", "1603"}));
  EXPECT_EQ(words_in("L'été, ÅNGSTRÖM ﬁne"), (Words{"l", "été", "ångström", "fine"}));
  EXPECT_EQ(words_in(" \t-- ... "), Words{});
}

TEST(Words, that_go_on_for_ever_are_cut_between_two_characters) {
  const auto cut = words_in("x" + std::string(200, 'a'));
  ASSERT_EQ(cut.size(), 1u);
  EXPECT_EQ(cut[0].size(), word_bytes_max);
  std::string accents = "x";
  for (int i = 0; i < 100; ++i) accents += "é";
  EXPECT_EQ(words_in(accents)[0].size(), word_bytes_max - 1) << "no half é";
}

TEST(Sought, is_a_word_a_phrase_or_what_is_not_wanted) {
  EXPECT_EQ(parsed("heparin bleeding"), (std::vector<Sought>{{{"heparin"}}, {{"bleeding"}}}));
  EXPECT_EQ(parsed("\"atrial fibrillation\" -warfarin"),
            (std::vector<Sought>{{{"atrial", "fibrillation"}, true, false}, {{"warfarin"}, false, true}}));
  EXPECT_EQ(parsed("-\"on call\""), (std::vector<Sought>{{{"on", "call"}, true, true}}));
  EXPECT_EQ(parsed("beta-blocker"), (std::vector<Sought>{{{"beta", "blocker"}}})) << "side by side";
  EXPECT_EQ(parsed("-"), std::vector<Sought>{});
  EXPECT_EQ(parsed("\"to be"), (std::vector<Sought>{{{"to", "be"}, true, false}})) << "the sign that closes is missing";
  EXPECT_EQ(parsed("*"), std::vector<Sought>{}) << "no wildcard";
  EXPECT_EQ(parsed("hepa*"), (std::vector<Sought>{{{"hepa"}}}));
  EXPECT_EQ(parsed("a OR b"), (std::vector<Sought>{{{"a"}}, {{"or"}}, {{"b"}}})) << "words like others";
}

TEST(Sought, of_too_many_words_or_bytes_is_none) {
  std::string typed;
  for (std::size_t i = 0; i < sought_words_max; ++i) typed += "w ";
  EXPECT_TRUE(parse_sought(typed));
  EXPECT_FALSE(parse_sought(typed + "w"));
  EXPECT_TRUE(parse_sought(std::string(sought_bytes_max, 'a')));
  EXPECT_FALSE(parse_sought(std::string(sought_bytes_max + 1, 'a')));
}

TEST(Sought, whatever_bytes_are_typed_is_taken_apart_or_refused) {
  testing::Random random(testing::seed_of("typed", 1));
  for (int i = 0; i < 20'000; ++i) {
    std::string typed;
    for (auto n = random.below(60); n > 0; --n)
      typed.push_back(random.one_in(2) ? "\"- \xC3\xFF*:^~()a\0"[random.below(13)]
                                       : static_cast<char>(random.below(256)));
    const auto sought = parse_sought(typed);
    ASSERT_TRUE(!sought || sought->size() <= sought_words_max);
  }
}

TEST(StopWords, are_those_that_say_nothing) {
  for (const auto* word : {"the", "and", "les", "été", "och", "är", "to", "zu"})
    EXPECT_EQ(is_stop_word(word), std::string_view(word) != "zu") << word;
  for (const auto* word : {"heparin", "patient", "server", "kernel"}) EXPECT_FALSE(is_stop_word(word)) << word;
}

}  // namespace
}  // namespace plenum
