#pragma once

#include <string_view>

namespace plenum {

/// Whether a word belongs to the language rather than to somebody who took it as a handle: masking every nick of a chat
/// would hit a fifth of all its words. The list is ours, for English, French and Swedish, chosen by one rule: a word
/// that a general text of a thousand words may hold (function words, the commonest verbs, nouns and adjectives), that
/// names of persons are not usually made of, and the commonest words of a discussion about software or medicine.
/// Whoever has such a handle is masked only where the word stands as a name (masking.h). `folded`: case folded.
bool is_ordinary_word(std::string_view folded);

}  // namespace plenum
