// What an observer reads of a text: who wrote, who is spoken to, how to reach them, taken out; the rest as it was said.
#include "server/gallery/masking.h"

#include <chrono>

#include <gtest/gtest.h>

#include "server/gallery/ordinary_words.h"

namespace plenum::test {
namespace {

Names cast() {
  Names names;
  for (const auto* name : {"ophelia", "Dr_Willis", "rose", "Åke", "Anna Lind", "will", "42", "jean-luc"})
    names.add(name);
  return names;
}

std::string shown(const std::string& source, render::Format format = render::Format::markdown) {
  return masked(plain_words(format, source), cast());
}

TEST(Masking, mentions_are_masked_whomever_they_name) {
  EXPECT_EQ(shown("[@ophelia](member:72), look"), "[name], look");
  EXPECT_EQ(shown("[my doctor](member:9)"), "[name]");
  EXPECT_EQ(shown("ask @nobody_here or @dr.who"), "ask [name] or [name]");
  EXPECT_EQ(shown("<@U1|iago> said so", render::Format::mrkdwn), "[name] said so");
  EXPECT_EQ(shown("<p><span class=\"user-mention\">@Iago B</span> hm</p>", render::Format::html), "[name] hm");
}

TEST(Masking, names_of_members_are_masked_in_whatever_case_and_spelling) {
  EXPECT_EQ(shown("Ophelia, OPHELIA and ophelia's"), "[name], [name] and [name]'s");
  EXPECT_EQ(shown("dr_willis, Dr Willis, dr.willis"), "[name], [name], [name]");
  EXPECT_EQ(shown("åke or ÅKE or A\u030Ake"), "[name] or [name] or [name]");
  EXPECT_EQ(shown("Jean-Luc"), "[name]");
  EXPECT_EQ(shown("o\u00ADphelia and \uFF2Fphelia"), "[name] and [name]") << "soft hyphen, full width";
}

TEST(Masking, a_name_inside_a_longer_word_is_none) {
  EXPECT_EQ(shown("ophelias and xophelia"), "ophelias and xophelia");
}

TEST(Masking, of_a_name_of_two_words_each_counts) {
  EXPECT_EQ(shown("Anna Lind, or Anna, or Lind"), "[name], or [name], or [name]");
}

TEST(Masking, of_a_handle_put_together_the_parts_do_not_count) {
  EXPECT_EQ(shown("a luc is no jean"), "a luc is no jean");
}

TEST(Masking, an_ordinary_word_is_a_name_only_where_it_stands_as_one) {
  EXPECT_EQ(shown("the rose will bloom in 42 days"), "the rose will bloom in 42 days");
  EXPECT_EQ(shown("rose: did you see?"), "[name]: did you see?");
  EXPECT_EQ(shown("will, try this"), "[name], try this");
  EXPECT_EQ(shown("thanks @rose"), "thanks [name]");
  EXPECT_EQ(shown("I asked Will about it"), "I asked [name] about it");
  EXPECT_EQ(shown("Will it work. Will it? Rose oil"), "Will it work. Will it? Rose oil");
}

TEST(Masking, links_are_masked_with_all_they_hold) {
  EXPECT_EQ(shown("see https://example.org/~ophelia?x=1."), "see [link].");
  EXPECT_EQ(shown("[my page](https://example.org/me)"), "my page");
  EXPECT_EQ(shown("at github.com/ophelia or www.example.org"), "at [link] or [link]");
  EXPECT_EQ(shown("`curl https://u:p@host/x`"), "curl [link]");
  EXPECT_EQ(shown("and/or 24/7 node.js e.g. this"), "and/or 24/7 node.js e.g. this");
}

TEST(Masking, mail_addresses_are_masked) {
  EXPECT_EQ(shown("write o.phelia+x@mail.example.org!"), "write [mail]!");
  EXPECT_EQ(shown("o.phelia (at) example.org, or o[at]example.org"), "[mail], or [mail]");
}

TEST(Masking, telephone_numbers_are_masked) {
  EXPECT_EQ(shown("call +46 (0)8-123 456 78 now"), "call [phone] now");
  EXPECT_EQ(shown("(555) 123-4567 or 555.123.4567 or 070-123 45 67"), "[phone] or [phone] or [phone]");
  EXPECT_EQ(shown("0033 1 23 45 67 89"), "[phone]");
}

TEST(Masking, other_numbers_stay) {
  for (const auto* text : {"2019-11-13", "13.11.2019 10:30", "01/02/2019", "version 10.04.3", "192.168.10.245",
                           "1 000 000 rows", "120/80 mmHg", "ticket 4711234", "0.75 mg", "3.14159265358"}) {
    EXPECT_EQ(shown(text), text);
  }
}

TEST(Masking, markdown_becomes_plain_text_line_by_line) {
  EXPECT_EQ(shown("# Case\n\n*Fifty* years,\n**male**.\n\n- one\n- two\n\n> said\n\n```\ncode <b>\n```\n"),
            "Case\nFifty years,\nmale.\n- one\n- two\nsaid\ncode <b>");
  EXPECT_EQ(shown("| a | b |\n|---|---|\n| 1 | 2 |\n"), "a | b\n1 | 2");
}

TEST(Masking, no_markup_is_left) {
  EXPECT_EQ(shown("a <b>bold</b> word"), "a <b>bold</b> word") << "Markdown shows it as it was typed: it is text";
  EXPECT_EQ(shown("<b onclick='x'>bold</b>", render::Format::html), "bold");
}

TEST(Masking, a_picture_s_address_is_masked) {
  EXPECT_EQ(shown("![](https://example.org/ophelia.png)"), "[link]");
}

TEST(Masking, ordinary_words_hold_no_common_given_name) {
  for (const auto* name : {"anna", "maria", "john", "peter", "lars", "erik", "jean", "pierre1", "ophelia", "hamlet"})
    EXPECT_FALSE(is_ordinary_word(name)) << name;
  for (const auto* word : {"the", "och", "être", "will", "rose", "linux"}) EXPECT_TRUE(is_ordinary_word(word)) << word;
}

// Twice the text, twice the time, and never a minute: each is 40,000 bytes, as long as a post may be.
TEST(Masking, costs_no_more_than_its_length_whatever_it_holds) {
  Names names = cast();
  std::string chain;
  for (int i = 0; i < 16; ++i) chain += "a-";
  names.add(chain);
  for (const std::string piece :
       {"a-", "@", "a@",       "www.",          "http://", "1 2",    "+1", "(at)", "a.b/", "a (at) b.c ",
        " ",  "[", "ophelia ", "[a](member:1)", "a_",      "\u00AD", "0",  "((",   "://",  "a@b.c "}) {
    std::string text;
    while (text.size() < 40'000) text += piece;
    const auto began = std::chrono::steady_clock::now();
    (void)masked(text, names);
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(5)) << piece;
  }
}

}  // namespace
}  // namespace plenum::test
