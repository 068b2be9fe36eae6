#include "server/render/mrkdwn.h"

#include <algorithm>
#include <array>
#include <string>

#include "server/render/autolinks.h"

namespace plenum::render {
namespace {

constexpr std::string_view fence = "```";

std::string unescaped(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 3> references{{{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}}};
  std::string out;
  while (!text.empty()) {
    const auto found = std::ranges::find_if(references, [&](auto& r) { return text.starts_with(r.first); });
    out += found == references.end() ? text[0] : found->second;
    text.remove_prefix(found == references.end() ? 1 : found->first.size());
  }
  return out;
}

bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & 0x80);
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}

Element element_of(char sign) {
  return sign == '*' ? Element::strong : sign == '_' ? Element::em : sign == '~' ? Element::del : Element::none;
}

// Reads what stands on one line. Recursion is as deep as there are signs: none opens inside itself.
class Line {
public:
  explicit Line(Sink& sink) : sink_(sink) {}

  void read(std::string_view text) {
    std::size_t written = 0;
    // Where a sign has no closing partner before the end of the line, no later one of its kind has.
    std::array<bool, 128> unpaired{};
    for (std::size_t at = 0; at < text.size();) {
      const auto bytes = span_at(text, at, written, unpaired);
      at += std::max(bytes, std::size_t{1});
      if (bytes > 0) written = at;
    }
    plain(text.substr(written));
  }

private:
  void plain(std::string_view text) {
    if (!text.empty()) write_autolinked(sink_, unescaped(text));
  }

  std::size_t span_at(std::string_view text, std::size_t at, std::size_t written, std::array<bool, 128>& unpaired) {
    const char sign = text[at];
    const auto before = text.substr(written, at - written);
    if (sign != '<' && sign != '`' && element_of(sign) == Element::none) return 0;
    if (unpaired[static_cast<std::size_t>(sign)]) return 0;
    const bool marks = sign != '<' && sign != '`';
    if (marks && (inside_[static_cast<std::size_t>(sign)] || !opens(text, at))) return 0;
    const auto end = marks ? closing(text, at) : text.find(sign == '<' ? '>' : '`', at + 1);
    unpaired[static_cast<std::size_t>(sign)] = end == text.npos;
    if (end == text.npos || end == at + 1) return 0;
    plain(before);
    const auto content = text.substr(at + 1, end - at - 1);
    if (marks) {
      emphasis(sign, content);
    } else if (sign == '`') {
      code(content);
    } else {
      reference(content);
    }
    return end + 1 - at;
  }

  static bool opens(std::string_view text, std::size_t at) {
    const bool apart = at == 0 || (!is_word(text[at - 1]) && text[at - 1] != text[at]);
    return apart && at + 1 < text.size() && !is_space(text[at + 1]) && text[at + 1] != text[at];
  }

  static std::size_t closing(std::string_view text, std::size_t at) {
    for (auto end = text.find(text[at], at + 2); end != text.npos; end = text.find(text[at], end + 1)) {
      const bool apart = end + 1 == text.size() || (!is_word(text[end + 1]) && text[end + 1] != text[at]);
      if (apart && !is_space(text[end - 1])) return end;
    }
    return text.npos;
  }

  void emphasis(char sign, std::string_view content) {
    inside_[static_cast<std::size_t>(sign)] = true;
    sink_.open({.element = element_of(sign)});
    read(content);
    sink_.close();
    inside_[static_cast<std::size_t>(sign)] = false;
  }

  void code(std::string_view content) {
    sink_.open({.element = Element::code});
    sink_.text(unescaped(content));
    sink_.close();
  }

  void reference(std::string_view content) {
    const auto bar = content.find('|');
    const auto target = content.substr(0, bar);
    const auto label = unescaped(bar == content.npos ? std::string_view() : content.substr(bar + 1));
    if (target.starts_with('@') || target.starts_with('!')) return mention(target, label);
    if (target.starts_with('#')) return sink_.text("#" + (label.empty() ? std::string(target.substr(1)) : label));
    const auto href = unescaped(target);
    sink_.open({.element = Element::a, .href = href});
    sink_.text(!label.empty() ? label : href.starts_with("mailto:") ? href.substr(7) : href);
    sink_.close();
  }

  // <@U1|name>, <!here>, <!subteam^S1|@name>
  void mention(std::string_view target, std::string_view label) {
    const auto plain = target.substr(1, target.find('^') == target.npos ? target.npos : target.find('^') - 1);
    auto name = label.empty() ? unescaped(plain) : std::string(label);
    if (!name.starts_with('@')) name.insert(0, 1, '@');
    sink_.open({.element = Element::mention});
    sink_.text(name);
    sink_.close();
  }

  Sink& sink_;
  std::array<bool, 128> inside_{};
};

// Lines, with `&gt;` at the front as quotes; line breaks within a paragraph stay, a blank line parts two.
class Body {
public:
  explicit Body(Sink& sink) : sink_(sink) {}

  void read(std::string_view text) {
    while (!text.empty()) {
      auto line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(line.size() + 1, text.size()));
      const auto marker = quote_bytes(line);
      enter(marker > 0);
      line.remove_prefix(marker);
      write(line);
    }
    enter_nothing();
  }

private:
  static std::size_t quote_bytes(std::string_view line) {
    const std::size_t bytes = line.starts_with("&gt;") ? 4 : line.starts_with('>') ? 1 : 0;
    return bytes > 0 && line.size() > bytes && line[bytes] == ' ' ? bytes + 1 : bytes;
  }

  void write(std::string_view line) {
    if (line.find_first_not_of(" \t") == line.npos) return end_paragraph();
    if (in_paragraph_) sink_.line_break();
    if (!in_paragraph_) sink_.open({.element = Element::p});
    in_paragraph_ = true;
    Line(sink_).read(line);
  }

  void end_paragraph() {
    if (in_paragraph_) sink_.close();
    in_paragraph_ = false;
  }

  void enter(bool quoted) {
    if (quoted == in_quote_) return;
    enter_nothing();
    if (quoted) sink_.open({.element = Element::blockquote});
    in_quote_ = quoted;
  }

  void enter_nothing() {
    end_paragraph();
    if (in_quote_) sink_.close();
    in_quote_ = false;
  }

  Sink& sink_;
  bool in_paragraph_ = false, in_quote_ = false;
};

}  // namespace

void read_mrkdwn(std::string_view source, Sink& sink) {
  while (!source.empty()) {
    const auto begin = source.find(fence);
    const auto end = begin == source.npos ? source.npos : source.find(fence, begin + fence.size());
    Body(sink).read(source.substr(0, end == source.npos ? source.npos : begin));
    if (end == source.npos) return;
    auto code = source.substr(begin + fence.size(), end - begin - fence.size());
    if (code.starts_with('\n')) code.remove_prefix(1);
    sink.code_block({}, unescaped(code));
    source.remove_prefix(end + fence.size());
    if (source.starts_with('\n')) source.remove_prefix(1);
  }
}

}  // namespace plenum::render
