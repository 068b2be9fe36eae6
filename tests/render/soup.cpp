#include "tests/render/soup.h"

#include <string_view>
#include <vector>

#include "tests/render/vectors.h"

namespace plenum::render::test {
namespace {

constexpr std::string_view names[] = {
    "p",          "br",         "hr",   "em",  "i",      "b",        "strong",  "del",     "code",     "pre",
    "blockquote", "ul",         "ol",   "li",  "h1",     "h3",       "h6",      "a",       "table",    "thead",
    "tbody",      "tr",         "th",   "td",  "span",   "img",      "details", "summary", "sub",      "div",
    "caption",    "annotation", "math", "svg", "script", "style",    "title",   "select",  "template", "noscript",
    "form",       "input",      "dl",   "dd",  "body",   "plaintext"};
constexpr std::string_view attributes[] = {" href=https://x.org",
                                           " href=javascript:x",
                                           " class=katex",
                                           " class=mention",
                                           " class='emoji emoji-1f44d'",
                                           " onclick=x",
                                           " id=a",
                                           " align=left",
                                           " style='text-align:center'",
                                           " start=7",
                                           " src=https://x.org/i",
                                           " alt='\">'",
                                           " class=spoiler-block",
                                           " class=spoiler-header",
                                           " class=language-x",
                                           " data-code-language=C",
                                           " =",
                                           " \"",
                                           " '"};
constexpr std::string_view signs[] = {"<",
                                      ">",
                                      "&",
                                      "\"",
                                      "'",
                                      "=",
                                      "/",
                                      "!--",
                                      "-->",
                                      "&lt;",
                                      "&amp;",
                                      "&#1;",
                                      "\n",
                                      "\n\n",
                                      " ",
                                      "\t",
                                      "*",
                                      "**",
                                      "_",
                                      "~~",
                                      "~",
                                      "`",
                                      "```\n",
                                      "> ",
                                      "- ",
                                      "1. ",
                                      "# ",
                                      "|",
                                      "|-|\n",
                                      "[",
                                      "](",
                                      ")",
                                      "![",
                                      "[x](member:7)",
                                      "https://x.org/_a_",
                                      "www.x.org",
                                      "\\",
                                      "<@U1|",
                                      "<#C1|",
                                      "<!here",
                                      "word",
                                      "é",
                                      "\u202e",
                                      "\xff",
                                      "\x01",
                                      "[a]: https://x.org\n",
                                      "- [ ] ",
                                      "---\n",
                                      "    "};

template <typename Array>
std::string_view any(const Array& array, std::size_t index) {
  return array[index];
}

}  // namespace

std::string Soup::tags() {
  std::string out;
  for (auto parts = 1 + below(40); parts > 0; --parts) {
    const auto kind = below(10);
    if (kind < 5) {
      (out += '<') += any(names, below(std::size(names)));
      for (auto n = below(3); n > 0; --n) out += any(attributes, below(std::size(attributes)));
      out += below(20) == 0 ? "" : ">";
    } else if (kind < 7) {
      ((out += "</") += any(names, below(std::size(names)))) += '>';
    } else {
      out += any(signs, below(std::size(signs)));
    }
  }
  return out;
}

std::string Soup::mutated() {
  const auto known = vectors();
  std::string out(known[below(known.size())]);
  for (auto changes = 1 + below(6); changes > 0; --changes) {
    const auto at = below(out.size() + 1), bytes = below(12);
    switch (below(5)) {
      case 0:
        out.erase(std::min(at, out.size()), bytes);
        break;
      case 1:
        out.insert(at, out.substr(at, bytes));
        break;
      case 2:
        out.insert(at, any(signs, below(std::size(signs))));
        break;
      case 3:
        out.insert(at, known[below(known.size())]);
        break;
      default:
        out.insert(at, 1, static_cast<char>(below(256)));
    }
  }
  return out;
}

}  // namespace plenum::render::test
