#include "server/render/html_writer.h"

#include <algorithm>

#include "server/render/link_target.h"
#include "server/render/utf8.h"

namespace plenum::render {
namespace {

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\n") == text.npos;
}

bool may_be_empty(Element e) {
  return e == Element::li || is_cell(e);
}

}  // namespace

bool is_language(std::string_view name) {
  constexpr std::string_view signs = "+#_-";
  return !name.empty() && name.size() <= 32 && std::ranges::all_of(name, [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || signs.find(c) != signs.npos;
  });
}

const HtmlWriter::Frame& HtmlWriter::top() const {
  static const Frame root;
  return open_.empty() ? root : open_.back();
}

bool HtmlWriter::stands(const Tag& tag) const {
  const Element e = tag.element, parent = top().element;
  if (e == Element::none || top().depth >= depth_max) return false;
  switch (e) {
    case Element::li:
      return is_list(parent);
    case Element::thead:
    case Element::tbody:
      return parent == Element::table;
    case Element::tr:
      return parent == Element::thead || parent == Element::tbody;
    case Element::th:
    case Element::td:
      return parent == Element::tr;
    case Element::summary:
      return parent == Element::details;
    case Element::a:
      return inline_stands() && !top().in_link && link_target(tag.href).has_value();
    case Element::mention:
      return inline_stands() && parent != Element::mention;
    default:
      return is_block(e) ? block_stands() : inline_stands();
  }
}

bool HtmlWriter::open(const Tag& tag) {
  Frame frame = top();
  frame.written = stands(tag);
  if (frame.written) {
    const Element e = tag.element;
    frame.element = e;
    frame.depth++;
    frame.begin = out_.size();
    frame.in_link |= e == Element::a;
    if (is_cell(e)) frame.in_paragraph = false;
    frame.in_paragraph |= e == Element::p || e == Element::summary || is_heading(e);
    write_start(tag);
    frame.content = out_.size();
  }
  open_.push_back(frame);
  return frame.written;
}

void HtmlWriter::close() {
  const Frame frame = open_.back();
  open_.pop_back();
  if (!frame.written) return;
  if (out_.size() == frame.content && !may_be_empty(frame.element)) return out_.resize(frame.begin);
  out_ += "</";
  out_ += name_of(frame.element);
  out_ += '>';
}

void HtmlWriter::write_start(const Tag& tag) {
  const Element e = tag.element;
  out_ += '<';
  out_ += name_of(e);
  if (e == Element::a) {
    out_ += " href=\"";
    escape(*link_target(tag.href), true);
    out_ += "\" rel=\"nofollow noopener noreferrer ugc\"";
  }
  if (e == Element::mention) out_ += " class=\"mention\"";
  if (e == Element::ol && tag.start > 1) out_ += " start=\"" + std::to_string(tag.start) + '"';
  constexpr std::string_view aligns[] = {"", " align=\"left\"", " align=\"center\"", " align=\"right\""};
  if (is_cell(e)) out_ += aligns[static_cast<int>(tag.align)];
  if (is_block(e) && !is_grid(e)) out_ += " dir=\"auto\"";
  out_ += '>';
}

void HtmlWriter::text(std::string_view text) {
  if (inline_stands() || is_blank(text)) {
    const bool between_blocks = !inline_stands() || (open_.empty() && is_blank(text));
    if (!between_blocks) escape(text);
  }
}

void HtmlWriter::escape(std::string_view text, bool in_attribute) {
  std::size_t plain = 0;
  for (std::size_t at = 0; at < text.size();) {
    const unsigned char c = static_cast<unsigned char>(text[at]);
    const std::string_view name = c == '&'                   ? "&amp;"
                                  : c == '<'                 ? "&lt;"
                                  : c == '>'                 ? "&gt;"
                                  : c == '"' && in_attribute ? "&quot;"
                                                             : "";
    const std::size_t dropped = c < 0x20 || c >= 0x7F ? control_bytes(text.substr(at)) : !name.empty();
    if (dropped == 0) {
      ++at;
      continue;
    }
    out_.append(text, plain, at - plain);
    out_ += name;
    plain = at += dropped;
  }
  out_.append(text, plain);
}

void HtmlWriter::line_break() {
  if (inline_stands()) out_ += "<br>";
}

void HtmlWriter::rule() {
  if (block_stands()) out_ += "<hr>";
}

void HtmlWriter::code_block(std::string_view language, std::string_view code) {
  if (!block_stands() || top().depth + 2 > depth_max) {
    open({.element = Element::code});
    text(code);
    return close();
  }
  const auto begin = out_.size();
  out_ += "<pre><code";
  if (is_language(language)) (((out_ += " class=\"language-") += language) += '"');
  out_ += '>';
  const auto content = out_.size();
  escape(code);
  if (out_.size() == content) return out_.resize(begin);
  out_ += "</code></pre>";
}

void HtmlWriter::member(std::uint64_t member_id, std::string_view handle) {
  const auto id = std::to_string(member_id);
  if (!inline_stands()) return;
  const bool linked = !top().in_link && top().depth < depth_max;
  if (linked) out_ += "<a class=\"mention\" data-member=\"" + id + "\" href=\"/members/" + id + "\">";
  out_ += '@';
  escape(handle);
  if (linked) out_ += "</a>";
}

}  // namespace plenum::render
