#include "tests/render/cases.h"
#include "tests/render/vectors.h"

namespace plenum::render::test {
namespace {

TEST(Hostile, every_vector_is_harmless_in_every_format) {
  EXPECT_GE(vectors().size(), 80u);
  for (const auto vector : vectors()) {
    for (const auto format : {Format::markdown, Format::html, Format::mrkdwn, Format::plain}) {
      EXPECT_EQ(fault_of(format, vector), "") << "vector: " << vector;
    }
  }
}

TEST(Hostile, every_vector_is_harmless_inside_other_markup) {
  for (const auto vector : vectors()) {
    for (const auto* before :
         {"<p>", "<table>", "<table><tr><td>", "<pre>", "<ul><li>", "<a href='https://x.org'>", "<!--",
          "<span class=\"katex\"><annotation>", "<details><summary>", "<b><i><p>", "> ", "* ", "`", "|a|\n|-|\n|"}) {
      const auto source = before + std::string(vector) + "</a></p>tail";
      EXPECT_EQ(fault_of(Format::html, source), "") << "source: " << source;
      EXPECT_EQ(fault_of(Format::markdown, source), "") << "source: " << source;
    }
  }
}

// Without this the tests above could pass by trusting everything.
TEST(Hostile, the_oracle_sees_what_is_wrong) {
  for (const auto* bad : {"<script>x</script>",
                          "<p>a</p>",
                          "<p dir=\"auto\" onclick=\"x\">a</p>",
                          "<img>",
                          "<a href=\"https://x.org\">a</a>",
                          "<a href=\"javascript:x\" rel=\"nofollow noopener noreferrer ugc\">a</a>",
                          "<a href=\"/x\" rel=\"nofollow noopener noreferrer ugc\">a</a>",
                          "<a class=\"mention\" data-member=\"7\" href=\"/members/8\">a</a>",
                          "<span class=\"x\">a</span>",
                          "<h1>a</h1>",
                          "<code class=\"language-\">a</code>",
                          "<em>a",
                          "<p dir=\"auto\">a<p dir=\"auto\">b</p></p>",
                          "a\x01",
                          "\xFF",
                          "<svg></svg>",
                          "<math></math>",
                          "<!-- a -->",
                          "a > b",
                          "<table><tr><td dir=\"auto\">a</td></tr></table>",
                          "<td align=\"x\">",
                          "<em style=\"x\">a</em>",
                          "<em id=\"x\">a</em>",
                          "<template>a</template>"}) {
    EXPECT_NE(fault_in(bad), "") << bad;
  }
  EXPECT_EQ(fault_in("<p dir=\"auto\">a<br><em>b</em></p><hr>"), "");
}

}  // namespace
}  // namespace plenum::render::test
