#pragma once

#include <string>
#include <string_view>

#include "proto/subscriber.pb.h"

// What an extract's digest is made of (subscriber.proto, Extract), so that who hands it out and who checks it cannot
// disagree. BLAKE2b-256, keyed with the salt, is the caller's.
namespace plenum {

inline constexpr std::size_t extract_hash_bytes = 32;
inline constexpr std::size_t extract_salt_bytes = 32;

/// The fields marked with a star, in the order of their numbers: no two different extracts are the same bytes.
inline std::string digested(const v1::Extract& extract) {
  std::string bytes;
  const auto number = [&bytes](std::uint64_t value) {
    for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(value >> shift));
  };
  const auto field = [&](std::string_view text) {
    number(text.size());
    bytes += text;
  };
  for (const auto& text : {extract.id(), extract.company(), extract.topic(), extract.pseudonym(), extract.label()})
    field(text);
  number(static_cast<std::uint64_t>(extract.written_at_ms()));
  field(extract.text());
  field(extract.post());
  number(extract.version());
  field(extract.scope());
  return bytes;
}

}  // namespace plenum
