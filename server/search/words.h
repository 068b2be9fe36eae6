#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// From what somebody typed to what an index is asked, and from a text to what it is found by. No index is known here.
namespace plenum {

/// A text's words as they are compared: case folded, a very long one cut. In order. Linear.
std::vector<std::string> words_in(std::string_view text);

/// One thing that is looked for: one word, or several that stand side by side.
struct Sought {
  std::vector<std::string> words;
  bool exact = false;    // in quotes: no other form of the word
  bool without = false;  // -word: what has it is not wanted
  bool operator==(const Sought&) const = default;
};

/// What was typed: all of it is wanted, but for what is not. "in quotes" for a phrase, -word and -"a phrase" for none
/// of it; everything else is a word, whatever signs it is made of. Nothing where it is too much: more bytes or words
/// than anybody types.
std::optional<std::vector<Sought>> parse_sought(std::string_view typed);

inline constexpr std::size_t sought_bytes_max = 1'000;
inline constexpr std::size_t sought_words_max = 32;
inline constexpr std::size_t word_bytes_max = 64;

/// Whether a word says nothing of what a text is about: articles, pronouns and the like, in English, French and
/// Swedish. `word`: as words_in gives it. The list is ours.
bool is_stop_word(std::string_view word);

}  // namespace plenum
