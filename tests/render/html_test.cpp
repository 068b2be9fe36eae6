#include "tests/render/cases.h"

namespace plenum::render::test {
namespace {

#define REL "\" rel=\"nofollow noopener noreferrer ugc\">"

TEST(Html, keeps_what_is_meant) {
  expect_each(
      Format::html,
      {{"<p>a <b>b</b> <i>c</i> <s>d</s><br>e</p>",
        R"(<p dir="auto">a <strong>b</strong> <em>c</em> <del>d</del><br>e</p>)"},
       {"<h1>a</h1><h4>b</h4>", R"(<h3 dir="auto">a</h3><h4 dir="auto">b</h4>)"},
       {"loose <em>text</em>", R"(<p dir="auto">loose <em>text</em></p>)"},
       {"a<div>b</div>c<ul><li>d</ul>",
        R"(<p dir="auto">a</p><p dir="auto">b</p><p dir="auto">c</p><ul dir="auto"><li dir="auto">d</li></ul>)"},
       {"<p>a<p>b", R"(<p dir="auto">a</p><p dir="auto">b</p>)"},
       {"<ol start=2><li>a<li>b</ol>", R"(<ol start="2" dir="auto"><li dir="auto">a</li><li dir="auto">b</li></ol>)"},
       {"<table><caption>T</caption><tr><td style='text-align: right;'>1<td>2</table>",
        R"(<p dir="auto">T</p><table><tbody><tr><td align="right" dir="auto">1</td><td dir="auto">2</td></tr></tbody></table>)"},
       {"<details><summary>s</summary>t</details>",
        R"(<details dir="auto"><summary dir="auto">s</summary><p dir="auto">t</p></details>)"},
       {"x<sup>2</sup> <kbd>k</kbd> <u>u</u> &eacute; &#x1F600;",
        "<p dir=\"auto\">x<sup>2</sup> <kbd>k</kbd> u é 😀</p>"},
       {"<ul>\n<li>a</li>\n</ul>", R"(<ul dir="auto"><li dir="auto">a</li></ul>)"},
       {"<ul>stray<li>a</li></ul>", R"(<ul dir="auto"><li dir="auto">stray</li><li dir="auto">a</li></ul>)"},
       {"<b>a<ul><li>b</li></ul></b>",
        R"(<strong><p dir="auto">a</p><ul dir="auto"><li dir="auto">b</li></ul></strong>)"},
       {R"(<img alt='say "x"' src="https://x.org/i">)",
        "<p dir=\"auto\"><a href=\"https://x.org/i" REL "say \"x\"</a></p>"},
       {"<p>a<script>x</script><style>y</style><!-- z --><textarea>t</textarea>b</p>", R"(<p dir="auto">ab</p>)"},
       {"<ul><li><em>a<li>b</ul>", R"(<ul dir="auto"><li dir="auto"><em>a</em></li><li dir="auto">b</li></ul>)"},
       {"a < b && c <3 </ d", R"(<p dir="auto">a &lt; b &amp;&amp; c &lt;3 &lt;/ d</p>)"}});
}

TEST(Html, reads_zulips_own_forms) {
  expect_each(
      Format::html,
      {{R"(<div class="codehilite" data-code-language="Python"><pre><span></span><code><span class="n">x</span> <span class="o">=</span> &#39;&lt;&#39;
</code></pre></div>)",
        "<pre><code class=\"language-python\">x = '&lt;'\n</code></pre>"},
       {"<div class=\"codehilite\"><pre><span></span>-rw <span class=\"m\">1</span>\n</pre></div>",
        "<pre><code>-rw 1\n</code></pre>"},
       {"<pre><code class=\"language-c++\">\n\nx</code></pre>", "<pre><code class=\"language-c++\">\n\nx</code></pre>"},
       {R"(<p>ok <span aria-label="+1" class="emoji emoji-1f44d" role="img" title="+1">:+1:</span></p>)",
        "<p dir=\"auto\">ok 👍</p>"},
       {R"(<span class="emoji emoji-1f1fa-1f1f8">:us:</span><span class="emoji emoji-zz">:z:</span><span class="emoji emoji-d83d">:s:</span>)",
        "<p dir=\"auto\">🇺🇸:z::s:</p>"},
       {R"(<p><span class="user-mention" data-user-id="31">@Keith Lindsay</span>, <span class="user-mention silent" data-user-id="14">Matt Long</span> <span class="user-group-mention" data-user-group-id="6">@hpcd</span></p>)",
        R"(<p dir="auto"><span class="mention">@Keith Lindsay</span>, <span class="mention">@Matt Long</span> <span class="mention">@hpcd</span></p>)"},
       {R"(<p><span class="katex"><span class="katex-mathml"><math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><msup><mrow></mrow><mo>∗</mo></msup></mrow><annotation encoding="application/x-tex">^*_{a&lt;b}</annotation></semantics></math></span><span aria-hidden="true" class="katex-html"><span class="base">∗</span></span></span> x</p>)",
        R"(<p dir="auto"><code>^*_{a&lt;b}</code> x</p>)"},
       {R"(<p><a href="/user_uploads/2/75/image.png">image.png</a> <a class="stream" href="/#narrow/stream/18">#jupyter</a></p>
<div class="message_inline_image"><a href="/user_uploads/2/75/image.png" title="image.png"><img src="/user_uploads/2/75/image.png"></a></div>)",
        R"(<p dir="auto">image.png #jupyter</p>)"},
       {R"(<p><img alt=":parrot:" class="emoji" src="/user_avatars/2/emoji/images/1.gif"> <img alt="plot" src="https://x.org/p.png"></p>)",
        "<p dir=\"auto\">:parrot: <a href=\"https://x.org/p.png" REL "plot</a></p>"},
       {R"(<div class="spoiler-block"><div class="spoiler-header"><p>H</p></div><div class="spoiler-content" aria-hidden="true"><p>S</p></div></div>)",
        R"(<details dir="auto"><summary dir="auto">H</summary><p dir="auto">S</p></details>)"}});
}

TEST(Html, leaves_out_previews_that_repeat_a_link) {
  expect_each(
      Format::html,
      {{R"(<p>x</p><div class="youtube-video message_inline_image"><a href="https://youtu.be/G"><img src="https://i.ytimg.com/G.jpg"></a></div>)",
        R"(<p dir="auto">x</p>)"}});
}

TEST(Html, cannot_forge_a_members_link) {
  expect_each(Format::html,
              {{R"(<a class="mention" data-member="7" href="/members/7">@m7</a>)", R"(<p dir="auto">@m7</p>)"},
               {"<a href='member:7'>x</a>", R"(<p dir="auto">x</p>)"}});
}

}  // namespace
}  // namespace plenum::render::test
