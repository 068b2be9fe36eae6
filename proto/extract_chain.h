#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// The chain of a company's extracts: proto/subscriber.proto, Extract. BLAKE2b-256 is the caller's.
namespace plenum {

/// What an extract's hash is made of. `before`: the hash of the one before; empty for the first, which stands behind 32
/// zero bytes.
inline std::string chained(std::string_view before, std::uint64_t number, std::string_view id, std::int64_t taken_at_ms,
                           std::int64_t until_ms, std::string_view digest) {
  std::string bytes(before.empty() ? std::string(32, '\0') : std::string(before));
  const auto add = [&bytes](std::uint64_t value) {
    for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(value >> shift));
  };
  add(number);
  bytes.append(id);
  add(static_cast<std::uint64_t>(taken_at_ms));
  add(static_cast<std::uint64_t>(until_ms));
  return bytes.append(digest);
}

}  // namespace plenum
