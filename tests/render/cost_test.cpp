#include <cmath>

#include "server/render/markdown_guard.h"
#include "tests/render/cases.h"

// Costs are asserted by sizes. A shape that took quadratic time would not end within the test's own time limit.
namespace plenum::render::test {
namespace {

std::string repeated(std::string_view part, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += part;
  return out;
}

void expect_proportion(Format format, const std::string& source) {
  const auto html = to_html(format, source, handle_of);
  EXPECT_LE(html.size(), html_bytes_max(source.size())) << source.substr(0, 80);
  EXPECT_EQ(fault_in(html), "") << source.substr(0, 80);
}

TEST(Cost, a_million_nested_elements_are_a_shallow_page) {
  expect_proportion(Format::html, repeated("<div>", 1'000'000) + "end");
}

TEST(Cost, no_tag_grows_when_it_is_repeated) {
  for (const auto* tag : {"<b>",
                          "<ul><li>",
                          "<table><tr><td>",
                          "<blockquote>",
                          "<p><i>",
                          "<svg>",
                          "<span class=katex>",
                          "<a href=https://x.org>",
                          "<em class=a>",
                          "<details><summary>",
                          "<li>",
                          "<x>",
                          "<template>",
                          "<select>",
                          "</p>",
                          "<!---->",
                          "<!----!>",
                          "<td>",
                          "<pre><code>",
                          "<table>a<tr>",
                          "<script></script>",
                          "<script>",
                          "<a b='"}) {
    expect_proportion(Format::html, repeated(tag, 50'000) + "end");
  }
}

// A browser opens them again in every block that follows; 2,000 bytes of address in each of 50,000 would be 100 MB.
TEST(Cost, formatting_left_open_is_not_repeated_for_every_block) {
  std::string open = "<a href=https://x.org/" + std::string(1900, 'a') + ">";
  for (int i = 0; i < 100; ++i) open += "<b class=" + std::to_string(i) + ">";
  for (const auto* tail : {"<p>x", "<div>x</div>", "<li>x", "<table><tr>x<td>y</table>", "<ul><li>x"}) {
    for (const auto* before : {"<p>", "<table>", "<li>"}) {
      expect_proportion(Format::html, before + open + repeated(tail, 20'000));
    }
  }
}

TEST(Cost, many_attributes_are_read_once) {
  std::string source = "<p";
  for (int i = 0; i < 200'000; ++i) source += " a" + std::to_string(i) + "=1";
  expect_proportion(Format::html, source + ">x");
}

// Parts that made a Markdown parser quadratic somewhere, each filling a whole post.
TEST(Cost, no_shape_of_markdown_outgrows_its_source) {
  for (const std::string part : {">",     "> ",           "- ",        "* ",     "1. ",   "[",     "![",
                                 "![l",   "](",           "[a](",      "[a](<b", "[x]: ", "*",     "_",
                                 "**a",   "*a _b ",       "~~a",       "~~a~~",  "~",     "`",     "<",
                                 "<!-",   "<?",           "<![CDATA[", "<a ",    "&",     "|",     "|a",
                                 "||\n",  "www.",         "http://a",  "a@b.c",  "\\",    "(",     "- a\n",
                                 "> a\n", "[a]: b\n",     "[]",        "![[]()", "<x@",   "a\n\n", "<a>\n\n",
                                 "# ",    "[](member:7)", "\t",        "  ",     "~~ ",   " ~~a"}) {
    expect_proportion(Format::markdown, repeated(part, markdown_bytes_max / part.size()));
  }
}

TEST(Cost, no_pair_of_shapes_of_markdown_outgrows_its_source) {
  const std::size_t half = markdown_bytes_max / 2;
  const auto root = static_cast<std::size_t>(std::sqrt(half));
  std::string ticks, indents;
  for (std::size_t n = 1; ticks.size() < half; ++n) ticks += "e" + std::string(n, '`');
  for (std::size_t n = 0; indents.size() < half; ++n) indents += std::string(n, ' ') + "- a\n";
  for (const auto& source :
       {repeated(">", half) + "a\n" + repeated("a\n", half / 2), repeated("- ", half / 2) + "x" + repeated("\n", half),
        repeated("> ", 40) + "a\n" + repeated("a\n", half / 2), repeated("- ", 40) + "x" + repeated("\n", half),
        repeated("|a", half / 4) + "\n" + repeated("|-", half / 4) + "\n" + repeated("a\n", half / 2),
        repeated("|a", root) + "\n" + repeated("|-", root) + "\n" + repeated("a\n", half / 2),
        "[a]: " + std::string(half, 'u') + "\n\n" + repeated("[a]", half / 3),
        "[a]: https://x.org/" + std::string(1900, 'u') + "\n\n" + repeated("[a] ", 3900),
        "[a]: https://x.org/" + std::string(1900, 'u') + "\n\n" + repeated("![a] ", 3900),
        repeated("[a", half / 2) + repeated("]", half), repeated("**a ", half / 4) + repeated(" a**", half / 4), ticks,
        indents}) {
    expect_proportion(Format::markdown, source);
  }
}

TEST(Cost, source_too_costly_to_parse_is_shown_as_text) {
  EXPECT_EQ(to_html(Format::markdown, repeated("> ", 60) + "*a*", handle_of),
            "<p dir=\"auto\">" + repeated("&gt; ", 60) + "*a*</p>");
  EXPECT_FALSE(markdown_cost(repeated("[", brackets_max + 1)).readable);
  EXPECT_TRUE(markdown_cost(repeated("> ", 40) + "a").readable);
  EXPECT_TRUE(markdown_cost(repeated("- ", 90)).readable) << "a rule";
  EXPECT_TRUE(markdown_cost("|a|b|\n|-|-|\n" + repeated("|1|2|\n", 9000)).tables);
  EXPECT_FALSE(markdown_cost(repeated("|", 500) + "\n" + repeated("a\n", 5000)).tables);
  EXPECT_FALSE(markdown_cost(std::string(markdown_bytes_max + 1, 'a')).readable);
}

TEST(Cost, no_shape_of_mrkdwn_or_plain_outgrows_its_source) {
  for (const std::string part : {"*", "*a ", "*a* ", "_a", "~ ", "`", "`a", "```", "```a", "<", "<@", "<a|", "&gt;",
                                 "&gt;\n", "http://a ", "www.a", "(", "http://((", "*_~a "}) {
    expect_proportion(Format::mrkdwn, repeated(part, 60'000));
    expect_proportion(Format::plain, repeated(part, 60'000));
  }
}

}  // namespace
}  // namespace plenum::render::test
