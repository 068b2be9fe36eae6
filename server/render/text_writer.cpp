#include "server/render/text_writer.h"

#include <algorithm>

#include "server/render/utf8.h"

namespace plenum::render {

bool TextWriter::append(std::string_view character) {
  if (characters_ == characters_max_) return cut_ = true, false;
  out_ += character;
  if (++characters_ < characters_max_) last_fit_ = out_.size();
  return true;
}

bool TextWriter::open(const Tag& tag) {
  open_.push_back(is_block(tag.element));
  gap_ = gap_ || open_.back();
  return true;
}

void TextWriter::close() {
  gap_ = gap_ || open_.back();
  open_.pop_back();
}

void TextWriter::text(std::string_view text) {
  while (!text.empty() && !cut_) {
    const auto bytes = std::max(sequence_bytes(text), std::size_t{1});
    const auto character = text.substr(0, bytes);
    text.remove_prefix(bytes);
    if (character == " " || character == "\t" || character == "\n" || character == "\xC2\xA0") {
      gap_ = true;
    } else if (control_bytes(character) == 0) {
      if (gap_ && characters_ > 0 && !append(" ")) return;
      gap_ = false;
      append(character);
    }
  }
}

void TextWriter::code_block(std::string_view, std::string_view code) {
  gap_ = true;
  text(code);
  gap_ = true;
}

void TextWriter::member(std::uint64_t, std::string_view handle) {
  text("@");
  text(handle);
}

std::string TextWriter::take() {
  if (cut_ && characters_max_ > 0) {
    out_.resize(last_fit_);
    out_ += "\xE2\x80\xA6";
  }
  return std::move(out_);
}

}  // namespace plenum::render
