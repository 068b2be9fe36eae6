#include "server/render/html.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <span>
#include <string>
#include <unordered_set>

#include <gumbo.h>

#include "server/render/html_gate.h"
#include "server/render/html_writer.h"
#include "server/render/link_target.h"
#include "server/render/utf8.h"

namespace plenum::render {
namespace {

using Nodes = std::span<GumboNode* const>;

bool is_element(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

GumboTag tag_of(const GumboNode* node) {
  return is_element(node) ? node->v.element.tag : GUMBO_TAG_LAST;
}

bool is_text(const GumboNode* node) {
  return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE;
}

Nodes children_of(const GumboNode* node) {
  if (!is_element(node)) return {};
  const auto& children = node->v.element.children;
  return {reinterpret_cast<GumboNode**>(children.data), children.length};
}

std::string_view attribute_of(const GumboNode* node, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&node->v.element.attributes, name);
  return found ? found->value : "";
}

bool has_class(const GumboNode* node, std::string_view name) {
  auto rest = attribute_of(node, "class");
  while (!rest.empty()) {
    const auto word = rest.substr(0, rest.find_first_of(" \t\n\f"));
    if (word == name) return true;
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
  }
  return false;
}

// The rest of the first class that begins so; empty if there is none.
std::string_view class_after(const GumboNode* node, std::string_view prefix) {
  const auto whole = attribute_of(node, "class");
  for (auto at = whole.find(prefix); at != whole.npos; at = whole.find(prefix, at + 1)) {
    if (at > 0 && whole[at - 1] != ' ') continue;
    const auto rest = whole.substr(at + prefix.size());
    return rest.substr(0, rest.find(' '));
  }
  return {};
}

void append_text(const GumboNode* node, std::string& out) {
  if (is_text(node)) out += node->v.text.text;
  if (tag_of(node) == GUMBO_TAG_BR) out += '\n';
  for (const auto* child : children_of(node)) append_text(child, out);
}

std::string text_of(const GumboNode* node) {
  std::string out;
  append_text(node, out);
  return out;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\n\f") == text.npos;
}

bool is_loose_blank(const GumboNode* node) {
  return is_text(node) && is_blank(node->v.text.text);
}

bool is_block_tag(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_BR:
    case GUMBO_TAG_UNKNOWN:
    case GUMBO_TAG_LAST:
      return false;
    default:
      return true;
  }
}

// The first element that gumbo does not know: the gate lets one pass, KaTeX's <annotation>, which holds the TeX.
const GumboNode* annotation_in(const GumboNode* node) {
  if (tag_of(node) == GUMBO_TAG_UNKNOWN) return node;
  for (const auto* child : children_of(node)) {
    if (const auto* found = annotation_in(child)) return found;
  }
  return nullptr;
}

// `1f1fa-1f1f8`, as in Zulip's class emoji-1f1fa-1f1f8; empty unless every part is a character.
std::string emoji_of(std::string_view code_points) {
  std::string out;
  for (int i = 0; i < 12 && !code_points.empty(); ++i) {
    const auto part = code_points.substr(0, code_points.find('-'));
    std::uint32_t value = 0;
    const auto [stop, error] = std::from_chars(part.data(), part.data() + part.size(), value, 16);
    const bool is_character = value > 0x1F && value < 0x110000 && (value < 0xD800 || value > 0xDFFF);
    if (error != std::errc() || stop != part.data() + part.size() || !is_character) return {};
    append_code_point(out, value);
    code_points.remove_prefix(std::min(part.size() + 1, code_points.size()));
  }
  return out;
}

Align align_of(const GumboNode* cell) {
  std::string_view value = attribute_of(cell, "align");
  const auto style = attribute_of(cell, "style");
  constexpr std::string_view property = "text-align:";
  if (const auto at = style.find(property); value.empty() && at != style.npos) {
    value = style.substr(at + property.size());
    value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
    value = value.substr(0, value.find_first_of(" ;"));
  }
  return value == "left"     ? Align::left
         : value == "center" ? Align::center
         : value == "right"  ? Align::right
                             : Align::none;
}

bool is_mention(const GumboNode* span) {
  return has_class(span, "mention") || has_class(span, "user-mention") || has_class(span, "user-group-mention");
}

// Spans that become one piece of text, whatever stands in them.
bool is_told_whole(const GumboNode* node) {
  if (tag_of(node) != GUMBO_TAG_SPAN) return false;
  return is_mention(node) || !emoji_of(class_after(node, "emoji-")).empty() ||
         (has_class(node, "katex") && annotation_in(node));
}

// Walks gumbo's tree; the gate keeps it shallow, so recursion is bounded. Lives for one body, on one thread.
class Reader {
public:
  explicit Reader(Sink& sink) : sink_(sink) {}

  void read(const GumboNode* root) {
    find_blocks(root);
    flow(root);
  }

private:
  bool find_blocks(const GumboNode* node) {
    if (is_told_whole(node)) return false;
    bool within = false;
    for (const auto* child : children_of(node)) within |= find_blocks(child);
    if (within) holds_block_.insert(node);
    return within || is_block_tag(tag_of(node));
  }

  bool is_flow(const GumboNode* node) const { return is_block_tag(tag_of(node)) || holds_block_.contains(node); }

  // Children of which some may be blocks: the loose text between blocks becomes paragraphs.
  void flow(const GumboNode* parent) {
    const auto children = children_of(parent);
    for (std::size_t at = 0; at < children.size();) {
      const auto begin = at;
      bool blank = true;
      for (; at < children.size() && !is_flow(children[at]); ++at) blank = blank && is_loose_blank(children[at]);
      if (!blank) paragraph(children.subspan(begin, at - begin));
      if (at < children.size()) node(children[at++], true);
    }
  }

  void paragraph(Nodes nodes) {
    sink_.open({.element = Element::p});
    for (const auto* child : nodes) node(child, false);
    sink_.close();
  }

  void inside(const GumboNode* parent, bool as_flow) {
    if (as_flow) return flow(parent);
    for (const auto* child : children_of(parent)) node(child, false);
  }

  // Refused (an item outside a list, a summary outside details), it is read as its surroundings are.
  void element(const GumboNode* node, const Tag& tag, bool flow_within, bool flow_without) {
    inside(node, sink_.open(tag) ? flow_within : flow_without);
    sink_.close();
  }

  void node(const GumboNode* node, bool as_flow) {
    if (is_text(node)) return sink_.text(node->v.text.text);
    const bool deep = as_flow && holds_block_.contains(node);
    switch (tag_of(node)) {
      case GUMBO_TAG_P:
        return element(node, {.element = Element::p}, false, as_flow);
      case GUMBO_TAG_H1:
        return element(node, {.element = heading_of(1)}, false, as_flow);
      case GUMBO_TAG_H2:
        return element(node, {.element = heading_of(1)}, false, as_flow);
      case GUMBO_TAG_H3:
        return element(node, {.element = heading_of(1)}, false, as_flow);
      case GUMBO_TAG_H4:
        return element(node, {.element = heading_of(2)}, false, as_flow);
      case GUMBO_TAG_H5:
        return element(node, {.element = heading_of(3)}, false, as_flow);
      case GUMBO_TAG_H6:
        return element(node, {.element = heading_of(4)}, false, as_flow);
      case GUMBO_TAG_BLOCKQUOTE:
        return element(node, {.element = Element::blockquote}, true, as_flow);
      case GUMBO_TAG_UL:
        return list(node, {.element = Element::ul});
      case GUMBO_TAG_OL:
        return list(node, {.element = Element::ol, .start = start_of(node)});
      case GUMBO_TAG_LI:
        return element(node, {.element = Element::li}, false, as_flow);
      case GUMBO_TAG_PRE:
        return code_block(node);
      case GUMBO_TAG_HR:
        return sink_.rule();
      case GUMBO_TAG_BR:
        return sink_.line_break();
      case GUMBO_TAG_TABLE:
        return table(node);
      case GUMBO_TAG_CAPTION:
        return;
      case GUMBO_TAG_THEAD:
        return element(node, {.element = Element::thead}, false, as_flow);
      case GUMBO_TAG_TBODY:
        return element(node, {.element = Element::tbody}, false, as_flow);
      case GUMBO_TAG_TR:
        return element(node, {.element = Element::tr}, false, as_flow);
      case GUMBO_TAG_TH:
        return element(node, {.element = Element::th, .align = align_of(node)}, false, as_flow);
      case GUMBO_TAG_TD:
        return element(node, {.element = Element::td, .align = align_of(node)}, false, as_flow);
      case GUMBO_TAG_DETAILS:
        return element(node, {.element = Element::details}, true, as_flow);
      case GUMBO_TAG_SUMMARY:
        return element(node, {.element = Element::summary}, false, as_flow);
      case GUMBO_TAG_DIV:
        return division(node, as_flow);
      case GUMBO_TAG_A:
        return element(node, {.element = Element::a, .href = attribute_of(node, "href")}, deep, as_flow);
      case GUMBO_TAG_EM:
        return element(node, {.element = Element::em}, deep, as_flow);
      case GUMBO_TAG_STRONG:
        return element(node, {.element = Element::strong}, deep, as_flow);
      case GUMBO_TAG_DEL:
        return element(node, {.element = Element::del}, deep, as_flow);
      case GUMBO_TAG_CODE:
        return element(node, {.element = Element::code}, deep, as_flow);
      case GUMBO_TAG_SUB:
        return element(node, {.element = Element::sub}, deep, as_flow);
      case GUMBO_TAG_SUP:
        return element(node, {.element = Element::sup}, deep, as_flow);
      case GUMBO_TAG_KBD:
        return element(node, {.element = Element::kbd}, deep, as_flow);
      case GUMBO_TAG_SPAN:
        return span(node, deep);
      case GUMBO_TAG_IMG:
        return image(node);
      default:
        return inside(node, deep);
    }
  }

  static int start_of(const GumboNode* list) {
    const auto text = attribute_of(list, "start");
    int start = 1;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), start);
    return error == std::errc() && stop == text.data() + text.size() ? start : 1;
  }

  // What stands in a list without being an item gets one of its own.
  void list(const GumboNode* node_, const Tag& tag) {
    sink_.open(tag);
    for (const auto* child : children_of(node_)) {
      if (is_loose_blank(child)) continue;
      const bool loose = tag_of(child) != GUMBO_TAG_LI;
      if (loose) sink_.open({.element = Element::li});
      node(child, false);
      if (loose) sink_.close();
    }
    sink_.close();
  }

  void table(const GumboNode* node) {
    for (const auto* child : children_of(node)) {
      if (tag_of(child) == GUMBO_TAG_CAPTION) element(child, {.element = Element::p}, false, false);
    }
    element(node, {.element = Element::table}, false, false);
  }

  void division(const GumboNode* node, bool as_flow) {
    // A preview repeats a link that the text already has.
    if (has_class(node, "message_inline_image") || has_class(node, "message_embed")) return;
    if (has_class(node, "spoiler-block")) return element(node, {.element = Element::details}, true, as_flow);
    if (has_class(node, "spoiler-header")) return element(node, {.element = Element::summary}, false, as_flow);
    if (holds_block_.contains(node)) return inside(node, as_flow);
    element(node, {.element = Element::p}, false, as_flow);
  }

  void code_block(const GumboNode* node) {
    std::string language;
    for (const auto* child : children_of(node)) {
      if (tag_of(child) == GUMBO_TAG_CODE) language = class_after(child, "language-");
    }
    if (language.empty() && tag_of(node->parent) == GUMBO_TAG_DIV) {
      language = attribute_of(node->parent, "data-code-language");
      for (char& c : language) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    }
    sink_.code_block(language, text_of(node));
  }

  void span(const GumboNode* node, bool deep) {
    if (!is_told_whole(node)) return inside(node, deep);
    if (is_mention(node)) return mention(text_of(node));
    if (const auto emoji = emoji_of(class_after(node, "emoji-")); !emoji.empty()) return sink_.text(emoji);
    code(text_of(annotation_in(node)));
  }

  void mention(const std::string& name) {
    sink_.open({.element = Element::mention});
    if (!name.empty() && name[0] != '@') sink_.text("@");
    sink_.text(name);
    sink_.close();
  }

  void code(std::string_view text) {
    sink_.open({.element = Element::code});
    sink_.text(text);
    sink_.close();
  }

  // Nothing is loaded from elsewhere: a picture is its alternative text, as a link where it has a whole address.
  void image(const GumboNode* node) {
    const auto address = attribute_of(node, "src"), alternative = attribute_of(node, "alt");
    if (has_class(node, "emoji")) return sink_.text(alternative);
    const bool whole = link_target(address).has_value();
    sink_.open({.element = Element::a, .href = address});
    sink_.text(!alternative.empty() ? alternative : whole ? address : std::string_view());
    sink_.close();
  }

  Sink& sink_;
  std::unordered_set<const GumboNode*> holds_block_;
};

}  // namespace

void read_html(std::string_view source, Sink& sink) {
  const auto html = gated(source);
  GumboOptions options = kGumboDefaultOptions;
  options.fragment_context = GUMBO_TAG_DIV;
  options.max_errors = 0;
  const auto destroy = [&](GumboOutput* output) { gumbo_destroy_output(&options, output); };
  const std::unique_ptr<GumboOutput, decltype(destroy)> output(
      gumbo_parse_with_options(&options, html.data(), html.size()), destroy);
  Reader(sink).read(output->root);
}

}  // namespace plenum::render
