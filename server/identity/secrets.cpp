#include "server/identity/secrets.h"

#include <array>

#include <sodium.h>

namespace plenum {

namespace {

constexpr std::size_t random_bytes = 32;
constexpr int alphabet = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

}  // namespace

Secret make_secret(std::string_view prefix) {
  std::array<unsigned char, random_bytes> random;
  randombytes_buf(random.data(), random.size());
  std::array<char, sodium_base64_ENCODED_LEN(random_bytes, alphabet)> encoded;
  sodium_bin2base64(encoded.data(), encoded.size(), random.data(), random.size(), alphabet);
  Secret secret{std::string(prefix) + encoded.data(), ""};
  secret.hash = hash_secret(secret.text);
  return secret;
}

std::string hash_secret(std::string_view text) {
  std::string hash(crypto_generichash_BYTES, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
  return hash;
}

}  // namespace plenum
