#include "server/gallery/own_ids.h"

#include <cstring>

#include <sodium.h>

namespace plenum {

namespace {

constexpr std::size_t half_bytes = 8;
using Half = std::array<unsigned char, half_bytes>;
static_assert(crypto_shorthash_BYTES == half_bytes && crypto_shorthash_KEYBYTES == 16);

struct Halves {
  Half left, right;

  explicit Halves(std::string_view id) {
    std::memcpy(left.data(), id.data(), half_bytes);
    std::memcpy(right.data(), id.data() + half_bytes, half_bytes);
  }
  std::string joined() const {
    std::string id(reinterpret_cast<const char*>(left.data()), half_bytes);
    return id.append(reinterpret_cast<const char*>(right.data()), half_bytes);
  }
};

// XORs one half with what the other one and the round's key make.
void stir(Half& half, const Half& by, const unsigned char* key) {
  Half cover;
  crypto_shorthash(cover.data(), by.data(), half_bytes, key);
  for (std::size_t i = 0; i < half_bytes; ++i) half[i] = static_cast<unsigned char>(half[i] ^ cover[i]);
}

}  // namespace

OwnIds::OwnIds(const MasterKey& master, std::string_view company) {
  const auto first = master.derive("company's ids, first half", company);
  const auto second = master.derive("company's ids, second half", company);
  for (std::size_t i = 0; i < rounds; ++i)
    std::memcpy(keys_[i].data(), (i < 2 ? first : second).data() + (i % 2) * round_key_bytes, round_key_bytes);
}

OwnIds::~OwnIds() {
  sodium_memzero(keys_.data(), sizeof(keys_));
}

std::string OwnIds::shown(std::string_view id) const {
  if (id.size() != id_bytes) return {};
  Halves halves(id);
  for (std::size_t i = 0; i < rounds; i += 2) {
    stir(halves.left, halves.right, keys_[i].data());
    stir(halves.right, halves.left, keys_[i + 1].data());
  }
  return halves.joined();
}

std::optional<std::string> OwnIds::meant(std::string_view shown) const {
  if (shown.size() != id_bytes) return {};
  Halves halves(shown);
  for (std::size_t i = rounds; i > 0; i -= 2) {
    stir(halves.right, halves.left, keys_[i - 1].data());
    stir(halves.left, halves.right, keys_[i - 2].data());
  }
  return halves.joined();
}

}  // namespace plenum
