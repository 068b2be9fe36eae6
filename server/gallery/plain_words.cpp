#include <vector>

#include "server/gallery/calm_words.h"
#include "server/gallery/masking.h"
#include "server/render/html.h"
#include "server/render/markdown.h"
#include "server/render/mrkdwn.h"
#include "server/render/plain.h"
#include "server/render/sink.h"
#include "server/render/utf8.h"

namespace plenum {

namespace {

using render::Element;

constexpr std::string_view name_mark = "[name]";

/// Writes what a body says, line by line. One long address used a thousand times must not become a thousand: it stops
/// at twice the source.
class PlainWords final : public render::Sink {
public:
  explicit PlainWords(std::size_t source_bytes) : bytes_max_(2 * source_bytes + 64) {}

  bool open(const render::Tag& tag) override {
    open_.push_back(tag.element);
    if (tag.element == Element::mention && mentions_++ == 0) write(name_mark);
    if (render::is_block(tag.element) && !render::is_cell(tag.element)) end_line();
    if (tag.element == Element::li) write("- ");
    if (render::is_cell(tag.element) && !at_line_start()) write(" | ");
    return true;
  }
  void close() override {
    if (open_.back() == Element::mention) --mentions_;
    const bool ends_line = render::is_block(open_.back()) && !render::is_cell(open_.back());
    open_.pop_back();
    if (ends_line) end_line();
  }
  void text(std::string_view words) override {
    if (mentions_ == 0) write(words);
  }
  void line_break() override { end_line(); }
  void rule() override { end_line(); }
  void code_block(std::string_view, std::string_view code) override {
    end_line();
    write(code);
    end_line();
  }
  void member(std::uint64_t, std::string_view) override { write(name_mark); }

  std::string take() {
    while (!out_.empty() && (out_.back() == '\n' || out_.back() == ' ')) out_.pop_back();
    return std::move(out_);
  }

private:
  void write(std::string_view words) {
    if (out_.size() + words.size() <= bytes_max_) out_ += words;
  }
  bool at_line_start() const { return out_.empty() || out_.back() == '\n'; }
  void end_line() {
    if (!at_line_start()) write("\n");
  }

  const std::size_t bytes_max_;
  std::vector<Element> open_;
  int mentions_ = 0;  // open ones: what stands in them is a name
  std::string out_;
};

}  // namespace

std::string plain_words(render::Format format, std::string_view source) {
  const auto text = render::cleaned(source);
  if (format == render::Format::markdown) {
    if (auto calm = calm_words(text)) return *std::move(calm);
  }
  return words_of_markup(format, text);
}

std::string words_of_markup(render::Format format, std::string_view text) {
  PlainWords words(text.size());
  switch (format) {
    case render::Format::markdown:
      // Whoever is linked is masked, known or not.
      render::read_markdown(text, [](std::uint64_t) { return std::string(name_mark); }, words);
      break;
    case render::Format::html:
      render::read_html(text, words);
      break;
    case render::Format::mrkdwn:
      render::read_mrkdwn(text, words);
      break;
    case render::Format::plain:
      render::read_plain(text, words);
      break;
  }
  return words.take();
}

}  // namespace plenum
