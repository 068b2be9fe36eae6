#include "tests/net/strict/word.h"

#include <charconv>

namespace plenum::test {
namespace {

// One of three header forms each, and lengths on both sides of where they change.
std::size_t length_of(Word word) {
  static constexpr std::size_t lengths[] = {30, 60, 125, 126, 127, 200, 300, 1000, 4096, 40};
  if (word.number % 2000 == 1999) return 65'536 + word.speaker;
  if (word.number % 200 == 99) return 65'535;
  return lengths[(word.speaker * 7 + word.number) % std::size(lengths)];
}

}  // namespace

std::string spell(Word word) {
  std::string text = std::to_string(word.speaker) + " " + std::to_string(word.number) + " ";
  const auto length = length_of(word);
  unsigned state = word.speaker * 2654435761u + word.number;
  text.reserve(length);
  while (text.size() < length) {
    state = state * 1664525u + 1013904223u;
    text.push_back(static_cast<char>('!' + (state >> 24) % 90));
  }
  return text;
}

std::optional<Word> understood(std::string_view payload) {
  Word word;
  const auto* end = payload.data() + payload.size();
  const auto speaker = std::from_chars(payload.data(), end, word.speaker);
  if (speaker.ec != std::errc{} || speaker.ptr == end) return {};
  const auto number = std::from_chars(speaker.ptr + 1, end, word.number);
  if (number.ec != std::errc{} || spell(word) != payload) return {};
  return word;
}

}  // namespace plenum::test
