#include "server/render/veil.h"

#include <algorithm>
#include <memory>

#include "server/render/autolinks.h"

namespace plenum::render {
namespace {

constexpr std::string_view hidden = "_*~";                // U+FDD0, U+FDD1, U+FDD2
constexpr std::string_view veil_lead = "\xEF\xB7";        // of U+FDC0 to U+FDFF
constexpr char first_veil = '\x90', tilde_veil = '\x93';  // the last byte; U+FDD3 stands for an escaped tilde

void append_veil(std::string& out, char last) {
  (out += veil_lead) += last;
}

void append_address(std::string& out, std::string_view address) {
  for (const char c : address) {
    const auto index = hidden.find(c);
    if (index == hidden.npos) {
      out += c;
    } else {
      append_veil(out, static_cast<char>(first_veil + static_cast<char>(index)));
    }
  }
}

// In code the backslash that escaped a tilde is text.
std::string restored(std::string_view text, bool is_code) {
  std::string out;
  for (auto at = text.find(veil_lead); at != text.npos; at = text.find(veil_lead)) {
    out += text.substr(0, at);
    text.remove_prefix(at + veil_lead.size());
    const char last = text.empty() ? '\0' : text[0];
    if (last < first_veil || last > tilde_veil) {
      out += veil_lead;  // an Arabic ligature
      continue;
    }
    out += last == tilde_veil ? (is_code ? "\\~" : "~")
                              : std::string_view(&hidden[static_cast<std::size_t>(last - first_veil)], 1);
    text.remove_prefix(1);
  }
  return out += text;
}

template <typename Set>
void restore(cmark_node* node, const char* text, bool is_code, Set set) {
  if (text && std::string_view(text).find(veil_lead) != std::string_view::npos)
    set(node, restored(text, is_code).c_str());
}

}  // namespace

std::string veiled(std::string_view source) {
  std::string out;
  out.reserve(source.size());
  for (std::size_t at = 0; at < source.size();) {
    if (const auto bytes = autolink_bytes(source, at); bytes > 0) {
      append_address(out, source.substr(at, bytes));
      at += bytes;
    } else if (source[at] == '\\' && at + 1 < source.size()) {
      if (source[at + 1] == '~') {
        append_veil(out, tilde_veil);
      } else {
        out += source.substr(at, 2);
      }
      at += 2;
    } else {
      out += source[at++];
    }
  }
  return out;
}

void unveil(cmark_node* root) {
  const std::unique_ptr<cmark_iter, void (*)(cmark_iter*)> iterator(cmark_iter_new(root), cmark_iter_free);
  for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get())) {
    if (event != CMARK_EVENT_ENTER) continue;
    cmark_node* node = cmark_iter_get_node(iterator.get());
    const auto type = cmark_node_get_type(node);
    restore(node, cmark_node_get_literal(node), type != CMARK_NODE_TEXT, cmark_node_set_literal);
    if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE)
      restore(node, cmark_node_get_url(node), false, cmark_node_set_url);
    if (type == CMARK_NODE_CODE_BLOCK) restore(node, cmark_node_get_fence_info(node), false, cmark_node_set_fence_info);
  }
}

}  // namespace plenum::render
