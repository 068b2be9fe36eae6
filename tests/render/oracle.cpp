#include "tests/render/oracle.h"

#include <algorithm>
#include <map>
#include <memory>
#include <regex>
#include <set>

#include <gumbo.h>

namespace plenum::render::test {
namespace {

const std::set<std::string> elements{"p",          "br",    "hr",    "em",    "strong", "del", "code", "pre",
                                     "blockquote", "ul",    "ol",    "li",    "h3",     "h4",  "h5",   "h6",
                                     "a",          "table", "thead", "tbody", "tr",     "th",  "td",   "details",
                                     "summary",    "sub",   "sup",   "kbd",   "span"};
const std::set<std::string> with_direction{"p",  "h3", "h4", "h5", "h6",      "blockquote", "ul",
                                           "ol", "li", "th", "td", "details", "summary"};

using Attributes = std::map<std::string, std::string>;

bool matches(const std::string& text, const char* pattern) {
  static std::map<const char*, std::regex> compiled;  // the oracle is used by one thread
  return std::regex_match(text, compiled.try_emplace(pattern, pattern).first->second);
}

bool has_scheme(std::string href) {
  std::ranges::transform(href, href.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const auto host = href.starts_with("http://") ? 7u : href.starts_with("https://") ? 8u : 0u;
  return host ? href.size() > host && href[host] != '/' : href.starts_with("mailto:") && href.size() > 7;
}

bool is_safe_link(const Attributes& has) {
  const auto at = [&](const char* name) { return has.contains(name) ? has.at(name) : std::string(); };
  const auto href = at("href");
  if (has.contains("class")) {
    return has.size() == 3 && at("class") == "mention" && matches(at("data-member"), "[1-9][0-9]{0,19}") &&
           href == "/members/" + at("data-member");
  }
  const auto printable = [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7F; };
  return has.size() == 2 && at("rel") == "nofollow noopener noreferrer ugc" && std::ranges::all_of(href, printable) &&
         href.size() <= 3 * 2048 && has_scheme(href);
}

bool is_safe(const std::string& name, Attributes has) {
  if (name == "a") return is_safe_link(has);
  if (with_direction.contains(name) && (!has.contains("dir") || has.extract("dir").mapped() != "auto")) return false;
  if (has.empty()) return true;
  if (has.size() > 1) return false;
  const auto& [attribute, value] = *has.begin();
  if (name == "span") return attribute == "class" && value == "mention";
  if (name == "code") return attribute == "class" && matches(value, "language-[A-Za-z0-9+#_-]{1,32}");
  if (name == "ol") return attribute == "start" && matches(value, "[0-9]{1,10}");
  return (name == "td" || name == "th") && attribute == "align" && matches(value, "left|center|right");
}

void append_escaped(std::string& out, std::string_view text, bool in_attribute) {
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"' && in_attribute)
      out += "&quot;";
    else
      out += c;
  }
}

// Writes the tree as gumbo read it; the first thing that may not be goes into `fault`.
void write(const GumboNode* node, std::size_t depth, std::string& out, std::string& fault) {
  if (depth > 120) fault = "deeper than 100 elements";
  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE) {
    return append_escaped(out, node->v.text.text, false);
  }
  if (node->type != GUMBO_NODE_ELEMENT) {
    fault = "a node that is neither text nor element";
    return;
  }
  const auto& element = node->v.element;
  const std::string name = gumbo_normalized_tagname(element.tag);
  Attributes has;
  out += "<" + name;
  for (unsigned i = 0; i < element.attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
    has[attribute->name] = attribute->value;
    ((out += ' ') += attribute->name) += "=\"";
    append_escaped(out, attribute->value, true);
    out += '"';
  }
  out += '>';
  if (!elements.contains(name)) fault = "element not allowed: <" + name + ">";
  if (!is_safe(name, has)) fault = "attributes not allowed on <" + name + ">";
  if (name == "br" || name == "hr") return;
  for (unsigned i = 0; i < element.children.length; ++i) {
    write(static_cast<const GumboNode*>(element.children.data[i]), depth + 1, out, fault);
  }
  out += "</" + name + ">";
}

bool has_control(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]),
               next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
    if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F || (c == 0xC2 && next < 0xA0)) return true;
  }
  return false;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

std::string fault_in(std::string_view html) {
  if (!is_valid_utf8(html)) return "not UTF-8";
  if (has_control(html)) return "a control character";
  GumboOptions options = kGumboDefaultOptions;
  options.fragment_context = GUMBO_TAG_DIV;
  options.max_errors = 0;
  const auto destroy = [&](GumboOutput* output) { gumbo_destroy_output(&options, output); };
  const std::unique_ptr<GumboOutput, decltype(destroy)> output(
      gumbo_parse_with_options(&options, html.data(), html.size()), destroy);
  std::string written, fault;
  const auto& children = output->root->v.element.children;
  for (unsigned i = 0; i < children.length; ++i) {
    write(static_cast<const GumboNode*>(children.data[i]), 1, written, fault);
  }
  if (fault.empty() && written != html) fault = "a browser reads another tree: " + written;
  return fault;
}

std::string fault_of(Format format, std::string_view source) {
  const auto html = to_html(format, source, handle_of);
  if (auto fault = fault_in(html); !fault.empty()) return fault + "\nhtml: " + html;
  if (html.size() > html_bytes_max(source.size()))
    return "out of proportion: " + std::to_string(html.size()) + " bytes";
  const bool has_members = format == Format::markdown && !mentioned_members(format, source).empty();
  const auto again = has_members ? html : to_html(Format::html, html, handle_of);
  if (again != html) return "rendered again it is another\nfirst: " + html + "\nagain: " + again;
  const auto short_text = excerpt(format, source, 40);
  if (!is_valid_utf8(short_text) || has_control(short_text) || code_points(short_text) > 40) {
    return "a bad excerpt: " + short_text;
  }
  return {};
}

std::optional<std::string> handle_of(std::uint64_t member_id) {
  if (member_id == 404) return {};
  if (member_id == 13) return "<img src=x onerror=alert(1)>\"\x01\xFF";
  return "m" + std::to_string(member_id);
}

std::size_t html_bytes_max(std::size_t source_bytes) {
  return 64 * source_bytes + 4096;
}

}  // namespace plenum::render::test
