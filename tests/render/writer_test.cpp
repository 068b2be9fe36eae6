#include <random>

#include "server/render/html_writer.h"
#include "tests/render/cases.h"

// The sanitiser alone, told things that no reader of ours would tell it.
namespace plenum::render::test {
namespace {

constexpr int elements_count = static_cast<int>(Element::mention) + 1;
constexpr std::string_view texts[] = {"word", " ", "\n", "<b>", "&lt;", "\"'`", "\x01", "\u202E", "", "</p>", "é"};
constexpr std::string_view hrefs[] = {"https://x.org", "javascript:x", " https://x.org/\"<>", "/x", "mailto:a@b.c", "",
                                      "https:x"};

std::string html_of(const std::function<void(HtmlWriter&)>& tell) {
  HtmlWriter writer;
  tell(writer);
  return writer.take();
}

std::string random_page(std::mt19937_64& random) {
  const auto below = [&](std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random); };
  HtmlWriter writer;
  std::size_t open = 0;
  for (auto events = 1 + below(60); events > 0; --events) {
    switch (below(9)) {
      case 0:
      case 1:
      case 2:
        writer.open({.element = static_cast<Element>(below(elements_count)),
                     .href = hrefs[below(std::size(hrefs))],
                     .start = static_cast<int>(below(5)) - 1,
                     .align = static_cast<Align>(below(4))});
        ++open;
        break;
      case 3:
        if (open > 0) writer.close(), --open;
        break;
      case 4:
        writer.line_break();
        break;
      case 5:
        writer.rule();
        break;
      case 6:
        writer.code_block(below(2) ? "c++" : "\"x", texts[below(std::size(texts))]);
        break;
      case 7:
        writer.member(1 + below(20), texts[below(std::size(texts))]);
        break;
      default:
        writer.text(texts[below(std::size(texts))]);
    }
  }
  for (; open > 0; --open) writer.close();
  return writer.take();
}

TEST(Writer, writes_only_what_a_browser_reads_the_same_whatever_it_is_told) {
  const auto seed = std::random_device{}();
  std::cout << "seed " << seed << std::endl;
  std::mt19937_64 random(seed);
  for (int round = 0; round < 10'000; ++round) {
    const auto html = random_page(random);
    ASSERT_EQ(fault_in(html), "") << "seed " << seed << " round " << round << "\nhtml: " << html;
  }
}

TEST(Writer, keeps_the_content_of_what_it_refuses) {
  EXPECT_EQ(html_of([](auto& w) {
              w.open({.element = Element::p});
              w.open({.element = Element::table});
              w.text("x");
              w.close();
              w.close();
            }),
            R"(<p dir="auto">x</p>)");
  EXPECT_EQ(html_of([](auto& w) {
              w.open({.element = Element::a, .href = "https://x.org"});
              w.member(7, "m7");
              w.close();
            }),
            R"(<a href="https://x.org" rel="nofollow noopener noreferrer ugc">@m7</a>)");
}

TEST(Writer, has_no_place_for_text_between_rows_and_cells) {
  EXPECT_EQ(html_of([](auto& w) {
              w.open({.element = Element::table});
              w.text("x");
              w.line_break();
              w.rule();
              w.member(7, "m7");
              w.code_block("", "x");
              w.open({.element = Element::em});
              w.text("x");
              w.close();
              w.close();
            }),
            "");
}

}  // namespace
}  // namespace plenum::render::test
