#include "server/render/strikethrough.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace plenum::render {
namespace {

constexpr std::string_view tildes = "~~", blanks = " \t\n";

char strikethrough_mark;  // its address is what marks a node

std::string_view literal_of(cmark_node* node) {
  const char* literal = cmark_node_get_type(node) == CMARK_NODE_TEXT ? cmark_node_get_literal(node) : nullptr;
  return literal ? literal : "";
}

bool is_blank_at(std::string_view text, std::size_t at, bool beyond) {
  return at < text.size() ? blanks.find(text[at]) != blanks.npos : beyond;
}

// Exactly two tildes; three and more are decoration.
std::size_t find_run(std::string_view text, std::size_t from) {
  while ((from = text.find('~', from)) != text.npos) {
    const auto end = std::min(text.find_first_not_of('~', from), text.size());
    if (end - from == tildes.size()) return from;
    from = end;
  }
  return text.npos;
}

// The text from `at` on becomes a sibling of its own, the tildes in front of it are gone.
cmark_node* split(cmark_node* node, std::size_t at) {
  const std::string whole(literal_of(node));
  cmark_node* rest = cmark_node_new(CMARK_NODE_TEXT);
  cmark_node_set_literal(rest, whole.substr(at + tildes.size()).c_str());
  cmark_node_set_literal(node, whole.substr(0, at).c_str());
  cmark_node_insert_after(node, rest);
  return rest;
}

// Moves the siblings from `first` up to `last`, both included, into a new node before them.
void enclose(cmark_node* first, cmark_node* last) {
  cmark_node* struck = cmark_node_new(CMARK_NODE_EMPH);
  if (!cmark_node_insert_before(first, struck)) return cmark_node_free(struck);
  cmark_node_set_user_data(struck, &strikethrough_mark);
  for (cmark_node* node = first; node != nullptr;) {
    cmark_node* next = node == last ? nullptr : cmark_node_next(node);
    cmark_node_append_child(struck, node);
    node = next;
  }
}

void mark_children(cmark_node* parent) {
  cmark_node* opener = nullptr;
  std::size_t opener_at = 0, from = 0;
  for (cmark_node* node = cmark_node_first_child(parent); node != nullptr;) {
    const auto text = literal_of(node);
    const auto at = find_run(text, from);
    if (at == text.npos) {
      node = cmark_node_next(node), from = 0;
      continue;
    }
    from = at + tildes.size();
    const bool blank_before = at == 0 ? cmark_node_previous(node) == nullptr : is_blank_at(text, at - 1, true);
    const bool blank_after = is_blank_at(text, from, cmark_node_next(node) == nullptr);
    if (opener != nullptr && !blank_before) {
      cmark_node* rest = split(node, at);
      cmark_node* first = split(opener, opener_at);
      enclose(first, opener == node ? first : node);
      opener = nullptr, node = rest, from = 0;
    } else if (opener == nullptr && !blank_after) {
      opener = node, opener_at = at;
    }
  }
}

}  // namespace

bool is_strikethrough(cmark_node* emphasis) {
  return cmark_node_get_user_data(emphasis) == &strikethrough_mark;
}

void mark_strikethrough(cmark_node* root) {
  cmark_iter* iterator = cmark_iter_new(root);
  while (cmark_iter_next(iterator) != CMARK_EVENT_DONE) {
    cmark_node* node = cmark_iter_get_node(iterator);
    // On exit: the children are complete, and no node of theirs is visited again.
    if (cmark_iter_get_event_type(iterator) == CMARK_EVENT_EXIT) mark_children(node);
  }
  cmark_iter_free(iterator);
}

}  // namespace plenum::render
