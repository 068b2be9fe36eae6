#include "server/search/words.h"

#include <algorithm>

#include "server/gallery/names.h"

namespace plenum {

namespace {

// Never in the midst of a character.
void cut(std::string& word) {
  if (word.size() <= word_bytes_max) return;
  std::size_t end = word_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) --end;
  word.resize(end);
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Goes through what was typed, piece by piece.
class Typed {
public:
  explicit Typed(std::string_view text) : left_(text) {}

  /// The next piece; nothing at the end.
  std::optional<Sought> next() {
    while (!left_.empty() && is_space(left_.front())) left_.remove_prefix(1);
    if (left_.empty()) return {};
    Sought sought;
    if (left_.size() > 1 && left_.front() == '-' && !is_space(left_[1])) {
      sought.without = true;
      left_.remove_prefix(1);
    }
    sought.exact = left_.front() == '"';
    sought.words = words_in(sought.exact ? quoted() : plain());
    return sought;
  }

private:
  // Where the closing sign is missing, all that follows is meant.
  std::string_view quoted() {
    left_.remove_prefix(1);
    const auto end = left_.find('"');
    const auto piece = left_.substr(0, end);
    left_.remove_prefix(end == std::string_view::npos ? left_.size() : end + 1);
    return piece;
  }
  std::string_view plain() {
    const auto end = static_cast<std::size_t>(
        std::find_if(left_.begin(), left_.end(), [](char c) { return is_space(c) || c == '"'; }) - left_.begin());
    const auto piece = left_.substr(0, end);
    left_.remove_prefix(end);
    return piece;
  }

  std::string_view left_;
};

}  // namespace

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words;
  for (auto& atom : atoms_of(text)) {
    cut(atom.folded);
    if (!atom.folded.empty()) words.push_back(std::move(atom.folded));
  }
  return words;
}

std::optional<std::vector<Sought>> parse_sought(std::string_view text) {
  if (text.size() > sought_bytes_max) return {};
  std::vector<Sought> all;
  std::size_t words = 0;
  Typed typed(text);
  while (auto sought = typed.next()) {
    words += sought->words.size();
    if (words > sought_words_max) return {};
    if (!sought->words.empty()) all.push_back(*std::move(sought));
  }
  return all;
}

}  // namespace plenum
