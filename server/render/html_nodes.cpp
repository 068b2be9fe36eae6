#include "server/render/html_nodes.h"

#include <algorithm>
#include <charconv>

#include "server/render/utf8.h"

namespace plenum::render {
namespace {

bool is_element(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

void append_text(const GumboNode* node, std::string& out) {
  if (is_text(node)) out += node->v.text.text;
  if (tag_of(node) == GUMBO_TAG_BR) out += '\n';
  for (const auto* child : children_of(node)) append_text(child, out);
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\n\f") == text.npos;
}

}  // namespace

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

std::string_view class_after(const GumboNode* node, std::string_view prefix) {
  const auto whole = attribute_of(node, "class");
  for (auto at = whole.find(prefix); at != whole.npos; at = whole.find(prefix, at + 1)) {
    if (at > 0 && whole[at - 1] != ' ') continue;
    const auto rest = whole.substr(at + prefix.size());
    return rest.substr(0, rest.find(' '));
  }
  return {};
}

std::string text_of(const GumboNode* node) {
  std::string out;
  append_text(node, out);
  return out;
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

const GumboNode* annotation_in(const GumboNode* node) {
  if (tag_of(node) == GUMBO_TAG_UNKNOWN) return node;
  for (const auto* child : children_of(node)) {
    if (const auto* found = annotation_in(child)) return found;
  }
  return nullptr;
}

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

bool is_told_whole(const GumboNode* node) {
  if (tag_of(node) != GUMBO_TAG_SPAN) return false;
  return is_mention(node) || !emoji_of(class_after(node, "emoji-")).empty() ||
         (has_class(node, "katex") && annotation_in(node));
}

}  // namespace plenum::render
