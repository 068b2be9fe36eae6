#include "server/hub/positions.h"

#include <sodium.h>

namespace plenum {

namespace {

// version (1) kind (1) embargo (1) id (8) epoch (8) offset (8) seal (16)
constexpr char version = 1;
constexpr std::size_t body_bytes = 27;
constexpr std::size_t seal_bytes = 16;

const unsigned char* bytes(std::string_view s) {
  return reinterpret_cast<const unsigned char*>(s.data());
}

std::string keyed_hash(std::string_view key, std::string_view data, std::size_t size) {
  std::string hash(size, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), size, bytes(data), data.size(), bytes(key),
                     key.size());
  return hash;
}

void add(std::string& to, std::uint64_t value) {
  for (int shift = 56; shift >= 0; shift -= 8) to.push_back(static_cast<char>(value >> shift));
}

std::uint64_t number_at(std::string_view from, std::size_t at) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) value = (value << 8) | static_cast<unsigned char>(from[at + i]);
  return value;
}

}  // namespace

Positions::Positions(std::string_view salt) : key_(keyed_hash(salt, "position tokens", 32)) {}

std::string Positions::seal(const StreamPosition& position) const {
  std::string token;
  token.push_back(version);
  token.push_back(static_cast<char>(position.stream.kind));
  token.push_back(static_cast<char>(position.stream.embargo));
  add(token, position.stream.id);
  add(token, position.epoch);
  add(token, position.offset);
  return token + keyed_hash(key_, token, seal_bytes);
}

std::optional<StreamPosition> Positions::open(std::string_view token) const {
  if (token.size() != body_bytes + seal_bytes || token[0] != version) return {};
  const auto body = token.substr(0, body_bytes);
  const auto expected = keyed_hash(key_, body, seal_bytes);
  if (sodium_memcmp(expected.data(), token.data() + body_bytes, seal_bytes) != 0) return {};
  StreamPosition position;
  position.stream.kind = static_cast<StreamKind>(token[1]);
  position.stream.embargo = static_cast<std::uint8_t>(token[2]);
  position.stream.id = number_at(body, 3);
  position.epoch = number_at(body, 11);
  position.offset = number_at(body, 19);
  return position;
}

}  // namespace plenum
