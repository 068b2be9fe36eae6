#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/gallery/master_key.h"

namespace plenum {

/// What a company calls an author: made from the author's token when a frame is encoded for that company, never stored.
/// Two companies, two topics or two epochs of one author share nothing: each name is the beginning of a keyed hash of
/// its own (HMAC-SHA-256 under a key of the company's own; RFC 2104), written as syllables that people can say and
/// tell apart: 48 bits, always of one length. Pseudonymised, not anonymous: the text can still betray its author.
/// Immutable; any thread.
class Pseudonyms {
public:
  /// `company`: whose names these are, in any form that never changes.
  Pseudonyms(const MasterKey& master, std::string_view company);
  ~Pseudonyms();
  Pseudonyms(const Pseudonyms&) = default;

  std::string of(std::string_view author_token, std::string_view topic, std::uint64_t epoch) const;

private:
  std::string key_;
};

}  // namespace plenum
