#pragma once

#include <string>
#include <vector>

#include "server/render/sink.h"

namespace plenum::render {

inline constexpr std::size_t depth_max = 100;  // open elements; what is deeper stands without its element

// The one sanitiser: the only code that writes markup, and all that it can write is
//   p h3-h6 blockquote ul ol[start] li table thead tbody tr th td[align] details summary hr br (blocks with dir="auto")
//   em strong del code sub sup kbd  span.mention  pre>code.language-x
//   a[href: http, https, mailto][rel]  a.mention[data-member][href=/members/ID]
// An element that could not stand where it is told (a link in a link, a block in a paragraph, a row outside a table)
// is refused and its content kept, so that a browser reads the very tree that was written. Empty elements vanish.
class HtmlWriter final : public Sink {
public:
  bool open(const Tag&) override;
  void close() override;
  void text(std::string_view) override;
  void line_break() override;
  void rule() override;
  void code_block(std::string_view language, std::string_view code) override;
  void member(std::uint64_t member_id, std::string_view handle) override;

  std::string take() { return std::move(out_); }

private:
  struct Frame {
    Element element = Element::none;  // the nearest written one
    bool written = false, in_link = false, in_paragraph = false;
    std::size_t depth = 0, begin = 0, content = 0;  // positions in out_
  };

  const Frame& top() const;
  bool stands(const Tag&) const;
  bool inline_stands() const { return !is_grid(top().element) && !is_list(top().element); }
  bool block_stands() const { return inline_stands() && !top().in_paragraph; }
  void write_start(const Tag&);
  void escape(std::string_view, bool in_attribute = false);

  std::string out_;
  std::vector<Frame> open_;
};

/// True for what may follow `language-` in a class: [A-Za-z0-9+#_-]{1,32}.
bool is_language(std::string_view);

}  // namespace plenum::render
