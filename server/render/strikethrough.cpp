#include "server/render/strikethrough.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace plenum::render {
namespace {

constexpr std::string_view tildes = "~~", blanks = " \t\n";

// Marks that nodes carry as user data.
char may_open, may_close, may_both, strikethrough;

bool opens(cmark_node* node) {
  const void* mark = cmark_node_get_user_data(node);
  return mark == &may_open || mark == &may_both;
}

bool closes(cmark_node* node) {
  const void* mark = cmark_node_get_user_data(node);
  return mark == &may_close || mark == &may_both;
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

bool is_blank_at(std::string_view text, std::size_t at, bool beyond) {
  return at < text.size() ? blanks.find(text[at]) != blanks.npos : beyond;
}

cmark_node* insert_text(cmark_node* before, std::string_view text, void* mark) {
  cmark_node* node = cmark_node_new(CMARK_NODE_TEXT);
  cmark_node_set_literal(node, std::string(text).c_str());
  cmark_node_set_user_data(node, mark);
  cmark_node_insert_before(before, node);
  return node;
}

// Each pair of tildes in a text becomes a node of its own, marked with what it may do.
void part(cmark_node* node) {
  const std::string text = cmark_node_get_literal(node);
  const bool first = cmark_node_previous(node) == nullptr, last = cmark_node_next(node) == nullptr;
  std::size_t done = 0;
  for (auto at = find_run(text, 0); at != text.npos; at = find_run(text, done)) {
    const bool may_end = !(at == 0 ? first : is_blank_at(text, at - 1, true));
    const bool may_begin = !is_blank_at(text, at + tildes.size(), last);
    insert_text(node, std::string_view(text).substr(done, at - done), nullptr);
    insert_text(node, tildes,
                may_begin && may_end ? &may_both
                : may_begin          ? &may_open
                : may_end            ? &may_close
                                     : nullptr);
    done = at + tildes.size();
  }
  if (done > 0) cmark_node_set_literal(node, text.substr(done).c_str());
}

// What stands between the two becomes their child; they themselves go.
void enclose(cmark_node* opener, cmark_node* closer) {
  cmark_node* struck = cmark_node_new(CMARK_NODE_EMPH);
  if (!cmark_node_insert_before(opener, struck)) return cmark_node_free(struck);
  cmark_node_set_user_data(struck, &strikethrough);
  for (cmark_node* node = cmark_node_next(opener); node != closer; node = cmark_node_next(opener)) {
    cmark_node_append_child(struck, node);
  }
  cmark_node_free(opener);
  cmark_node_free(closer);
}

void mark_children(cmark_node* parent) {
  for (cmark_node* node = cmark_node_first_child(parent); node != nullptr; node = cmark_node_next(node)) {
    if (cmark_node_get_type(node) == CMARK_NODE_TEXT) part(node);
  }
  cmark_node* opener = nullptr;
  for (cmark_node *node = cmark_node_first_child(parent), *next = nullptr; node != nullptr; node = next) {
    next = cmark_node_next(node);
    if (opener != nullptr && closes(node)) {
      enclose(opener, node);
      opener = nullptr;
    } else if (opener == nullptr && opens(node)) {
      opener = node;
    }
  }
}

}  // namespace

bool is_strikethrough(cmark_node* emphasis) {
  return cmark_node_get_user_data(emphasis) == &strikethrough;
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
