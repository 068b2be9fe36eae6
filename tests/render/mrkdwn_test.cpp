#include "tests/render/cases.h"

namespace plenum::render::test {
namespace {

#define REL "\" rel=\"nofollow noopener noreferrer ugc\">"

TEST(Mrkdwn, renders_what_slack_exports_hold) {
  expect_each(
      Format::mrkdwn,
      {{"*b* _i_ ~s~ `c`", R"(<p dir="auto"><strong>b</strong> <em>i</em> <del>s</del> <code>c</code></p>)"},
       {"*a _b ~c~_*", R"(<p dir="auto"><strong>a <em>b <del>c</del></em></strong></p>)"},
       {"2*3*4 a_b_c * x * _ y_ **z**", R"(<p dir="auto">2*3*4 a_b_c * x * _ y_ **z**</p>)"},
       {"one\ntwo\n\nthree", R"(<p dir="auto">one<br>two</p><p dir="auto">three</p>)"},
       {"&gt; said\n&gt; so\nyes",
        R"(<blockquote dir="auto"><p dir="auto">said<br>so</p></blockquote><p dir="auto">yes</p>)"},
       {"a &lt;b&gt; &amp;amp; &copy;", R"(<p dir="auto">a &lt;b&gt; &amp;amp; &amp;copy;</p>)"},
       {"```if (a &lt; b)\n  *x*```after", "<pre><code>if (a &lt; b)\n  *x*</code></pre><p dir=\"auto\">after</p>"},
       {"`a &lt;b&gt; *c*`", R"(<p dir="auto"><code>a &lt;b&gt; *c*</code></p>)"},
       {"``` open", R"(<p dir="auto">``` open</p>)"}});
}

TEST(Mrkdwn, resolves_references) {
  expect_each(
      Format::mrkdwn,
      {{"<@U1|ann>: hi <@U2>",
        R"(<p dir="auto"><span class="mention">@ann</span>: hi <span class="mention">@U2</span></p>)"},
       {"<#C1|general> <#C2>", R"(<p dir="auto">#general #C2</p>)"},
       {"<!here> <!subteam^S1|@ops> <!date^1|noon>",
        R"(<p dir="auto"><span class="mention">@here</span> <span class="mention">@ops</span> <span class="mention">@noon</span></p>)"},
       {"<https://x.org/?a&amp;b|the _label_>",
        "<p dir=\"auto\"><a href=\"https://x.org/?a&amp;b" REL "the _label_</a></p>"},
       {"<http://x.org>", "<p dir=\"auto\"><a href=\"http://x.org" REL "http://x.org</a></p>"},
       {"<mailto:a@b.c|a@b.c> <mailto:a@b.c>",
        "<p dir=\"auto\"><a href=\"mailto:a@b.c" REL "a@b.c</a> <a href=\"mailto:a@b.c" REL "a@b.c</a></p>"},
       {"<javascript:alert(1)|x> <> <unclosed", R"(<p dir="auto">x &lt;&gt; &lt;unclosed</p>)"},
       {"<@U1|&lt;script&gt;>", R"(<p dir="auto"><span class="mention">@&lt;script&gt;</span></p>)"}});
}

}  // namespace
}  // namespace plenum::render::test
