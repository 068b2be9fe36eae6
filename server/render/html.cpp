#include "server/render/html.h"

#include <charconv>
#include <memory>
#include <string>
#include <unordered_set>

#include <gumbo.h>

#include "server/render/html_gate.h"
#include "server/render/html_nodes.h"
#include "server/render/link_target.h"

namespace plenum::render {
namespace {

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
