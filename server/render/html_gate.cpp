#include "server/render/html_gate.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

namespace plenum::render {
namespace {

constexpr std::string_view spaces = " \t\n\f\r";

using Names = std::unordered_map<std::string_view, std::string_view>;

// What an element is called behind the gate.
const Names& names() {
  static const Names known{{"p", "p"},
                           {"h1", "h1"},
                           {"h2", "h2"},
                           {"h3", "h3"},
                           {"h4", "h4"},
                           {"h5", "h5"},
                           {"h6", "h6"},
                           {"pre", "pre"},
                           {"blockquote", "blockquote"},
                           {"ul", "ul"},
                           {"ol", "ol"},
                           {"menu", "ul"},
                           {"dir", "ul"},
                           {"li", "li"},
                           {"hr", "hr"},
                           {"br", "br"},
                           {"table", "table"},
                           {"thead", "thead"},
                           {"tbody", "tbody"},
                           {"tfoot", "tbody"},
                           {"tr", "tr"},
                           {"td", "td"},
                           {"th", "th"},
                           {"caption", "caption"},
                           {"details", "details"},
                           {"summary", "summary"},
                           {"a", "a"},
                           {"em", "em"},
                           {"i", "em"},
                           {"var", "em"},
                           {"cite", "em"},
                           {"dfn", "em"},
                           {"strong", "strong"},
                           {"b", "strong"},
                           {"del", "del"},
                           {"s", "del"},
                           {"strike", "del"},
                           {"code", "code"},
                           {"tt", "code"},
                           {"samp", "code"},
                           {"sub", "sub"},
                           {"sup", "sup"},
                           {"kbd", "kbd"},
                           {"span", "span"},
                           {"img", "img"},
                           {"image", "img"},
                           {"annotation", "annotation"},
                           {"div", "div"},
                           {"section", "div"},
                           {"article", "div"},
                           {"header", "div"},
                           {"footer", "div"},
                           {"main", "div"},
                           {"aside", "div"},
                           {"nav", "div"},
                           {"figure", "div"},
                           {"figcaption", "div"},
                           {"address", "div"},
                           {"center", "div"},
                           {"dl", "div"},
                           {"dt", "div"},
                           {"dd", "div"},
                           {"form", "div"},
                           {"fieldset", "div"},
                           {"legend", "div"},
                           {"listing", "pre"},
                           {"hgroup", "div"},
                           {"search", "div"}};
  return known;
}

// Elements whose content is not for reading; a browser takes what is in them as text, up to their end tag.
bool is_hidden(std::string_view name) {
  constexpr std::array<std::string_view, 11> hidden{"script",  "style",    "title",    "textarea", "xmp",      "iframe",
                                                    "noembed", "noframes", "noscript", "template", "plaintext"};
  return std::ranges::find(hidden, name) != hidden.end();
}

bool is_void(std::string_view name) {
  return name == "br" || name == "hr" || name == "img";
}

// Formatting elements carry no attribute but a link's own: gumbo repeats those that differ wherever they were left
// open, and 200 of them over 10,000 paragraphs would make 2,000,000 elements.
bool is_known_attribute(std::string_view element, std::string_view attribute, std::string_view parent) {
  if (attribute == "class") return element == "span" || element == "div" || element == "img" || parent == "pre";
  if (attribute == "align" || attribute == "style") return element == "td" || element == "th";
  if (attribute == "src" || attribute == "alt") return element == "img";
  if (attribute == "href") return element == "a";
  if (attribute == "start") return element == "ol";
  return attribute == "data-code-language" && element == "div";
}

bool is_grid(std::string_view name) {
  return name == "table" || name == "tbody" || name == "thead" || name == "tr";
}

bool is_cell(std::string_view name) {
  return name == "td" || name == "th" || name == "caption";
}

bool is_inline(std::string_view name) {
  constexpr std::array<std::string_view, 12> known{"a",   "em",  "strong", "del", "code", "sub",
                                                   "sup", "kbd", "span",   "img", "br",   "annotation"};
  return std::ranges::find(known, name) != known.end();
}

bool is_alpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return out;
}

struct SourceTag {
  std::string name;
  std::vector<std::pair<std::string, std::string_view>> attributes;  // values with their character references
};

// Lives for one body, on one thread.
class Gate {
public:
  explicit Gate(std::string_view html) : rest_(html) { out_.reserve(html.size() + html.size() / 8); }

  std::string run() {
    while (!rest_.empty()) {
      const auto text = rest_.substr(0, rest_.find('<'));
      out_ += text;
      rest_.remove_prefix(text.size());
      if (!rest_.empty()) markup();
    }
    while (!open_.empty()) pop();
    return std::move(out_);
  }

private:
  void markup() {
    const char next = rest_.size() > 1 ? rest_[1] : ' ', after = rest_.size() > 2 ? rest_[2] : ' ';
    if (next == '!' || next == '?') return skip_declaration();
    if (next == '/' && is_alpha(after)) return end_tag();
    if (next == '/' && after != ' ') return skip_past(">");  // a bogus comment
    if (is_alpha(next)) return start_tag();
    out_ += "&lt;";
    rest_.remove_prefix(1);
  }

  void skip_past(std::string_view end) {
    const auto at = rest_.find(end);
    rest_.remove_prefix(at == rest_.npos ? rest_.size() : at + end.size());
  }

  void skip_declaration() {
    if (!rest_.starts_with("<!--")) return skip_past(">");
    // The dashes that open a comment may also close it.
    for (auto at = rest_.find("--", 2); at != rest_.npos; at = rest_.find("--", at + 1)) {
      const auto after = rest_.substr(at + 2);
      if (after.starts_with('>')) return rest_.remove_prefix(at + 3);
      if (at > 3 && after.starts_with("!>")) return rest_.remove_prefix(at + 4);
    }
    rest_ = {};
  }

  // Consumes a whole tag from `<` or `</`; an unfinished one swallows the rest, as in a browser.
  SourceTag read_tag(std::size_t lead) {
    rest_.remove_prefix(lead);
    SourceTag tag{.name = lower(take_until(" \t\n\f\r/>")), .attributes = {}};
    while (true) {
      rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\n\f\r/"), rest_.size()));
      if (rest_.empty() || rest_[0] == '>') break;
      attribute(tag);
    }
    rest_.remove_prefix(!rest_.empty());
    return tag;
  }

  std::string_view take_until(std::string_view ends) {
    const auto taken = rest_.substr(0, rest_.find_first_of(ends));
    rest_.remove_prefix(taken.size());
    return taken;
  }

  void skip_spaces() { rest_.remove_prefix(std::min(rest_.find_first_not_of(spaces), rest_.size())); }

  void attribute(SourceTag& tag) {
    std::size_t name_bytes = rest_.find_first_of(" \t\n\f\r/>=", 1);  // a leading = belongs to the name
    const auto name = rest_.substr(0, name_bytes);
    rest_.remove_prefix(name.size());
    skip_spaces();
    std::string_view value;
    if (rest_.starts_with('=')) value = attribute_value();
    constexpr std::size_t name_bytes_max = 20, attributes_max = 16;
    if (name.size() <= name_bytes_max && tag.attributes.size() < attributes_max) {
      tag.attributes.emplace_back(lower(name), value);
    }
  }

  std::string_view attribute_value() {
    rest_.remove_prefix(1);
    skip_spaces();
    if (rest_.empty() || (rest_[0] != '"' && rest_[0] != '\'')) return take_until(" \t\n\f\r>");
    const auto quote = rest_.substr(0, 1);
    rest_.remove_prefix(1);
    const auto value = take_until(quote);
    rest_.remove_prefix(!rest_.empty());
    return value;
  }

  void start_tag() {
    const auto tag = read_tag(1);
    if (is_hidden(tag.name)) return skip_content(tag.name);
    const auto known = names().find(tag.name);
    if (known == names().end()) return;
    const auto name = known->second;
    close_implied(name);
    if (!may_stand(name) || open_.size() >= gate_depth_max) return;
    write_start(name, tag);
    if (is_void(name)) return;
    open_.push_back(name);
    ++count_[name];
  }

  std::string_view top() const { return open_.empty() ? std::string_view() : open_.back(); }

  // Keeps gumbo from its repairs, which move or repeat elements: links in links, text and tags astray in tables.
  bool may_stand(std::string_view name) const {
    if (name == "a") return !is_grid(top()) && std::ranges::find(open_, name) == open_.end();
    if (name == "td" || name == "th") return is_grid(top());
    if (name == "tr") return is_grid(top()) && top() != "tr";
    if (name == "tbody" || name == "thead" || name == "caption") return top() == "table";
    return !is_grid(top());
  }

  void write_start(std::string_view name, const SourceTag& tag) {
    (out_ += '<') += name;
    for (auto at = tag.attributes.begin(); at != tag.attributes.end(); ++at) {
      const auto same = [&](auto& earlier) { return earlier.first == at->first; };
      if (!is_known_attribute(name, at->first, top()) || std::any_of(tag.attributes.begin(), at, same)) continue;
      ((out_ += ' ') += at->first) += "=\"";
      for (const char c : at->second) (c == '"') ? out_ += "&quot;" : out_ += c;
      out_ += '"';
    }
    out_ += '>';
  }

  // The end tags that HTML lets an author leave out: a block ends a paragraph with all that is open in it, an item the
  // one before, a cell or row its kind.
  void close_implied(std::string_view name) {
    if (is_inline(name)) return;
    close_open("p", [](auto open) { return is_cell(open); });
    if (name == "li") close_open("li", [](auto open) { return !is_inline(open) && open != "div"; });
    const bool cell = name == "td" || name == "th", group = name == "tbody" || name == "thead";
    if (!cell && !group && name != "tr") return;
    const auto in_table = [](auto open) { return open == "table"; };
    close_open("td", in_table), close_open("th", in_table), close_open("caption", in_table);
    if (!cell) close_open("tr", in_table);
    if (group) close_open("tbody", in_table), close_open("thead", in_table);
  }

  template <typename Barrier>
  void close_open(std::string_view name, Barrier is_barrier) {
    if (const auto found = count_.find(name); found == count_.end() || found->second == 0) return;
    for (auto at = open_.size(); at > 0; --at) {
      if (open_[at - 1] == name) return pop_to(at - 1);
      if (is_barrier(open_[at - 1])) return;
    }
  }

  void end_tag() {
    const auto tag = read_tag(2);
    if (tag.name == "br") out_ += "<br>";
    const auto known = names().find(tag.name);
    if (known == names().end() || is_void(known->second)) return;
    const auto name = known->second;
    const bool of_grid = is_grid(name) || is_cell(name);
    // A cell keeps its own: no end tag in it closes what stands outside, unless it closes the cell, row or table.
    close_open(name, [&](auto open) { return name != open && (open == "table" || (!of_grid && is_cell(open))); });
  }

  void pop_to(std::size_t size) {
    while (open_.size() > size) pop();
  }

  void pop() {
    ((out_ += "</") += open_.back()) += '>';
    --count_[open_.back()];
    open_.pop_back();
  }

  // Without an end tag the rest is hidden: once that is known of a name, it is known of all that follow.
  void skip_content(std::string_view name) {
    const auto end = "</" + std::string(name);
    for (std::size_t at = 0; at + end.size() <= rest_.size(); ++at) {
      if (rest_[at] != '<' || lower(rest_.substr(at, end.size())) != end) continue;
      const char after = at + end.size() < rest_.size() ? rest_[at + end.size()] : '>';
      if (after != '>' && after != '/' && spaces.find(after) == spaces.npos) continue;
      rest_.remove_prefix(at);
      return skip_past(">");
    }
    rest_ = {};
  }

  std::string_view rest_;
  std::string out_;
  std::vector<std::string_view> open_;
  std::unordered_map<std::string_view, std::size_t> count_;  // of each name in open_
};

}  // namespace

std::string gated(std::string_view html) {
  return Gate(html).run();
}

}  // namespace plenum::render
