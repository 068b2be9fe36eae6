#include "server/gallery/pseudonym.h"

#include <array>

#include <sodium.h>

namespace plenum {

namespace {

// 16 x 4 syllables, 6 bits each. No pair of them is read alike, none of them is a word.
constexpr std::string_view consonants = "bdfghjklmnprstvz";
constexpr std::string_view vowels = "aeio";
constexpr std::size_t syllables = 8;

void add_number(std::string& to, std::uint64_t value) {
  for (int shift = 56; shift >= 0; shift -= 8) to.push_back(static_cast<char>(value >> shift));
}

// A field of any length cannot pass for the beginning of the next.
void add_field(std::string& to, std::string_view field) {
  add_number(to, field.size());
  to += field;
}

}  // namespace

Pseudonyms::Pseudonyms(const MasterKey& master, std::string_view company)
    : key_(master.derive("company's pseudonyms", company)) {}

Pseudonyms::~Pseudonyms() {
  sodium_memzero(key_.data(), key_.size());
}

std::string Pseudonyms::of(std::string_view author_token, std::string_view topic, std::uint64_t epoch) const {
  std::string message;
  add_field(message, author_token);
  add_field(message, topic);
  add_number(message, epoch);
  const auto hash = keyed_hash(key_, message);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 6; ++i) bits = bits << 8 | static_cast<unsigned char>(hash[i]);
  std::string name;
  for (std::size_t i = 0; i < syllables; ++i) {
    if (i == syllables / 2) name.push_back('-');
    const auto six = bits >> (6 * i) & 63;
    name.push_back(consonants[six >> 2]);
    name.push_back(vowels[six & 3]);
  }
  return name;
}

}  // namespace plenum
