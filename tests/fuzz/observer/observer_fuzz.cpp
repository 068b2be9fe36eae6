#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "server/search/words.h"
#include "tests/gallery_cases/heckler.h"

// Whatever a seat's program can send: the gallery's door and line, the codec, the grammar of a search, extracts,
// trends. The grammar of the bytes stands in heckler.h.
namespace {

// Kept until the process ends: its threads may still work then.
plenum::test::Heckled& gallery() {
  static auto* const one = new plenum::test::Heckled;
  return *one;
}

void must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

// What was typed is words of a bounded length, however it was typed.
void look_at_search(std::string_view typed) {
  const auto sought = plenum::parse_sought(typed);
  if (!sought) return;
  std::size_t words = 0;
  for (const auto& one : *sought) {
    must(!one.words.empty(), "nothing is looked for");
    words += one.words.size();
    for (const auto& word : one.words) must(!word.empty() && word.size() <= plenum::word_bytes_max, "no word");
  }
  must(words <= plenum::sought_words_max, "too many words are looked for");
}

}  // namespace

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

// One in sixteen begins anew from what is well-formed, which chance would not find.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  if (size >= 2 && seed % 16 != 0) return LLVMFuzzerMutate(data, size, max_size);
  const auto& examples = gallery().examples();
  const auto& example = examples[(seed / 16) % examples.size()];
  const auto taken = std::min(example.size(), max_size);
  std::memcpy(data, example.data(), taken);
  return LLVMFuzzerMutate(data, taken, max_size);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  look_at_search(bytes);
  const auto fault = gallery().fault_of(bytes);
  must(fault.empty(), fault.c_str());
  return 0;
}
