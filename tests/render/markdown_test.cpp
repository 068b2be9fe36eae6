#include "tests/render/cases.h"

namespace plenum::render::test {
namespace {

#define REL "\" rel=\"nofollow noopener noreferrer ugc\">"

TEST(Markdown, renders_what_people_write) {
  expect_each(
      Format::markdown,
      {{"", ""},
       {"Or not?", R"(<p dir="auto">Or not?</p>)"},
       {"one\ntwo", R"(<p dir="auto">one<br>two</p>)"},
       {"one\r\ntwo\r\rthree", R"(<p dir="auto">one<br>two</p><p dir="auto">three</p>)"},
       {"*a* **b** ~~c~~ `d`", R"(<p dir="auto"><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>)"},
       {"# One\n### Three\n###### Six", R"(<h3 dir="auto">One</h3><h5 dir="auto">Three</h5><h6 dir="auto">Six</h6>)"},
       {"> said\n\nyes", R"(<blockquote dir="auto"><p dir="auto">said</p></blockquote><p dir="auto">yes</p>)"},
       {"- a\n- b", R"(<ul dir="auto"><li dir="auto">a</li><li dir="auto">b</li></ul>)"},
       {"3. a\n4. b", R"(<ol start="3" dir="auto"><li dir="auto">a</li><li dir="auto">b</li></ol>)"},
       {"- a\n\n- b",
        R"(<ul dir="auto"><li dir="auto"><p dir="auto">a</p></li><li dir="auto"><p dir="auto">b</p></li></ul>)"},
       {"- [x] done\n- [ ] open",
        "<ul dir=\"auto\"><li dir=\"auto\">\u2611 done</li><li dir=\"auto\">\u2610 open</li></ul>"},
       {"a\n\n---\n\nb", R"(<p dir="auto">a</p><hr><p dir="auto">b</p>)"},
       {"AT&T &copy; &#1; \\<b\\>", "<p dir=\"auto\">AT&amp;T \u00a9  &lt;b&gt;</p>"},
       {"שלום *world*", "<p dir=\"auto\">שלום <em>world</em></p>"}});
}

TEST(Markdown, keeps_code_as_code) {
  expect_each(Format::markdown,
              {{"```c++\nif (a < b && c) {}\n```",
                "<pre><code class=\"language-c++\">if (a &lt; b &amp;&amp; c) {}\n</code></pre>"},
               {"```python {.x}\nx\n```", "<pre><code class=\"language-python\">x\n</code></pre>"},
               {"```\"onload=x\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>"},
               {"    indented ~~x~~\n", "<pre><code>indented ~~x~~\n</code></pre>"},
               {"```\n```", ""},
               {"`<T>` and ``a`b``", R"(<p dir="auto"><code>&lt;T&gt;</code> and <code>a`b</code></p>)"}});
}

TEST(Markdown, shows_raw_html_as_the_text_it_is) {
  expect_each(Format::markdown,
              {{"a vector<T> b", R"(<p dir="auto">a vector&lt;T&gt; b</p>)"},
               {"<script>alert(1)</script>", R"(<p dir="auto">&lt;script&gt;alert(1)&lt;/script&gt;</p>)"},
               {"x <b>bold</b>", R"(<p dir="auto">x &lt;b&gt;bold&lt;/b&gt;</p>)"},
               {"<div>\nline\n</div>", R"(<p dir="auto">&lt;div&gt;<br>line<br>&lt;/div&gt;</p>)"},
               {"<!-- hidden? -->", R"(<p dir="auto">&lt;!-- hidden? --&gt;</p>)"}});
}

TEST(Markdown, links_only_where_a_browser_may_go) {
  expect_each(
      Format::markdown,
      {{"[a](https://x.org/?a=1&b=2 \"title\")",
        "<p dir=\"auto\"><a href=\"https://x.org/?a=1&amp;b=2" REL "a</a></p>"},
       {"<https://x.org>", "<p dir=\"auto\"><a href=\"https://x.org" REL "https://x.org</a></p>"},
       {"see https://x.org/a_b_c.",
        "<p dir=\"auto\">see <a href=\"https://x.org/a_b_c" REL "https://x.org/a_b_c</a>.</p>"},
       {"(www.x.org/a(b))", "<p dir=\"auto\">(<a href=\"http://www.x.org/a(b)" REL "www.x.org/a(b)</a>)</p>"},
       {"[mail](mailto:a@b.c)", "<p dir=\"auto\"><a href=\"mailto:a@b.c" REL "mail</a></p>"},
       {"[a](javascript:alert(1))", R"(<p dir="auto">a</p>)"},
       {"[a](JaVaScRiPt&colon;alert(1))", R"(<p dir="auto">a</p>)"},
       {"[a](data:text/html,x)", R"(<p dir="auto">a</p>)"},
       {"[a](/relative) [b](#c) [d](//x.org)", R"(<p dir="auto">a b d</p>)"},
       {"[https://a.org](https://b.org)", "<p dir=\"auto\"><a href=\"https://b.org" REL "https://a.org</a></p>"},
       {"![alt *text*](https://x.org/i.png)", "<p dir=\"auto\"><a href=\"https://x.org/i.png" REL "alt text</a></p>"},
       {"![](https://x.org/i.png)", "<p dir=\"auto\"><a href=\"https://x.org/i.png" REL "https://x.org/i.png</a></p>"},
       {"[![i](https://x.org/i.png)](https://y.org)", "<p dir=\"auto\"><a href=\"https://y.org" REL "i</a></p>"}});
}

TEST(Markdown, keeps_the_underscores_of_an_address) {
  expect_each(Format::markdown, {{"https://x.org/__init__.py", "<p dir=\"auto\"><a href=\"https://x.org/__init__.py" REL
                                                               "https://x.org/__init__.py</a></p>"},
                                 {"https://x.org/_a_/*b* c", "<p dir=\"auto\"><a href=\"https://x.org/_a_/*b" REL
                                                             "https://x.org/_a_/*b</a>* c</p>"},
                                 {"http://x.org *so* __it__ _goes_",
                                  "<p dir=\"auto\"><a href=\"http://x.org" REL
                                  "http://x.org</a> <em>so</em> <strong>it</strong> <em>goes</em></p>"}});
}

TEST(Markdown, renders_tables_with_their_alignment) {
  expect_each(Format::markdown,
              {{"| a | b | c |\n|:-|:-:|-:|\n| 1 | *2* | ~~3~~ |\n| x |",
                R"(<table><thead><tr><th align="left" dir="auto">a</th><th align="center" dir="auto">b</th>)"
                R"(<th align="right" dir="auto">c</th></tr></thead><tbody><tr><td align="left" dir="auto">1</td>)"
                R"(<td align="center" dir="auto"><em>2</em></td><td align="right" dir="auto"><del>3</del></td></tr>)"
                R"(<tr><td align="left" dir="auto">x</td><td align="center" dir="auto"></td>)"
                R"(<td align="right" dir="auto"></td></tr></tbody></table>)"},
               {"|a|\n|-|\n\nafter",
                R"(<table><thead><tr><th dir="auto">a</th></tr></thead></table><p dir="auto">after</p>)"}});
}

TEST(Markdown, strikes_through_what_stands_between_two_tildes) {
  expect_each(Format::markdown,
              {{"~~a *b* c~~ d", R"(<p dir="auto"><del>a <em>b</em> c</del> d</p>)"},
               {"~~a~~ ~~b~~", R"(<p dir="auto"><del>a</del> <del>b</del></p>)"},
               {"a ~~~b~~~ c ~d~", R"(<p dir="auto">a ~~~b~~~ c ~d~</p>)"},
               {"~5 mg, ~~ and ~~~", R"(<p dir="auto">~5 mg, ~~ and ~~~</p>)"},
               {"\\~~a~~ ~~b", R"(<p dir="auto">~~a~~ ~~b</p>)"},
               {"*~~a~~*~~[b](https://x.org)~~",
                "<p dir=\"auto\"><em><del>a</del></em><del><a href=\"https://x.org" REL "b</a></del></p>"}});
}

TEST(Markdown, shows_a_member_by_the_handle_of_today) {
  expect_each(
      Format::markdown,
      {{"[@old](member:7)!", R"(<p dir="auto"><a class="mention" data-member="7" href="/members/7">@m7</a>!</p>)"},
       {"[@gone](member:404)", R"(<p dir="auto">@gone</p>)"},
       {"[x](member:07) [x](member:-1) [x](member:18446744073709551616) [x](member:7x)",
        R"(<p dir="auto">x x x x</p>)"},
       {"[x](member:13)",
        "<p dir=\"auto\"><a class=\"mention\" data-member=\"13\" href=\"/members/13\">@&lt;img src=x "
        "onerror=alert(1)&gt;\"\uFFFD</a></p>"}});
}

TEST(Markdown, names_each_mentioned_member_once_in_order) {
  const auto members = [](std::string_view source) { return mentioned_members(Format::markdown, source); };
  using Ids = std::vector<std::uint64_t>;
  EXPECT_EQ(members("[@b](member:9) [@a](member:7) [@b](member:9)\n\n> [@c](member:1)"), (Ids{9, 7, 1}));
  EXPECT_EQ(members("`[@b](member:9)`\n\n    [@a](member:7)\n\n<b>[@c](member:1)</b> ![x](member:2) \\[y](member:3)"),
            (Ids{1}));
  EXPECT_EQ(members("[a][m]\n\n[m]: member:18446744073709551615"), (Ids{18446744073709551615u}));
  EXPECT_EQ(members("nobody"), (Ids{}));
  EXPECT_EQ(mentioned_members(Format::plain, "[@b](member:9)"), (Ids{}));
}

}  // namespace
}  // namespace plenum::render::test
