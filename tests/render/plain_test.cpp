#include "tests/render/cases.h"

namespace plenum::render::test {
namespace {

#define REL "\" rel=\"nofollow noopener noreferrer ugc\">"

TEST(Plain, keeps_lines_and_escapes_the_rest) {
  expect_each(Format::plain,
              {{"", ""},
               {"a <b> & \"c\"", R"(<p dir="auto">a &lt;b&gt; &amp; "c"</p>)"},
               {"one\ntwo\n\n\nthree\n", R"(<p dir="auto">one<br>two</p><p dir="auto">three</p>)"},
               {"*not* _markdown_ &lt;", R"(<p dir="auto">*not* _markdown_ &amp;lt;</p>)"},
               {std::string_view("a\0b\x1B[31mc\x7F\xC2\x85", 12), R"(<p dir="auto">ab[31mc</p>)"},
               {"bad \xFF\xC0\x80 \xED\xA0\x80", "<p dir=\"auto\">bad \uFFFD\uFFFD\uFFFD \uFFFD\uFFFD\uFFFD</p>"},
               {"a\uFFFFb\uFDD0c\U0001FFFEd", R"(<p dir="auto">abcd</p>)"},
               {"user\u202Etxt.exe", R"(<p dir="auto">usertxt.exe</p>)"},
               {"عربي", "<p dir=\"auto\">عربي</p>"}});
}

TEST(Plain, links_bare_addresses) {
  expect_each(
      Format::plain,
      {{"https://x.org", "<p dir=\"auto\"><a href=\"https://x.org" REL "https://x.org</a></p>"},
       {"(see HTTP://x.org/a?b=c&d#e), ok",
        "<p dir=\"auto\">(see <a href=\"HTTP://x.org/a?b=c&amp;d#e" REL "HTTP://x.org/a?b=c&amp;d#e</a>), ok</p>"},
       {"<https://x.org>: \"http://y.org\"",
        "<p dir=\"auto\">&lt;<a href=\"https://x.org" REL "https://x.org</a>&gt;: \"<a href=\"http://y.org" REL
        "http://y.org</a>\"</p>"},
       {"https://x.org\u00a0: fin", "<p dir=\"auto\"><a href=\"https://x.org" REL "https://x.org</a>\u00a0: fin</p>"},
       {"http:// https://. xhttp://y ftp://z javascript://x",
        R"(<p dir="auto">http:// https://. xhttp://y ftp://z javascript://x</p>)"},
       {"http://x/`a`|b", "<p dir=\"auto\"><a href=\"http://x/" REL "http://x/</a>`a`|b</p>"},
       {"http://x/a|b\\c", "<p dir=\"auto\"><a href=\"http://x/a%7Cb%5Cc" REL "http://x/a|b\\c</a></p>"}});
}

}  // namespace
}  // namespace plenum::render::test
