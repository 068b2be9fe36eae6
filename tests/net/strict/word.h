#pragma once
// What is said in the strict test: every frame tells who said it, and which of theirs it is; its length and all its
// bytes follow from that, so that a reader knows what must have come.
#include <optional>
#include <string>
#include <string_view>

namespace plenum::test {

struct Word {
  unsigned speaker = 0;  // one per connection
  unsigned number = 0;
};

std::string spell(Word word);

// Nothing where the bytes are not what that speaker said.
std::optional<Word> understood(std::string_view payload);

// Told to a session that missed words: the next of each speaker may have any number.
inline constexpr std::string_view gap_mark = "words are missing here";

}  // namespace plenum::test
