#include "tests/support/storage/seed.h"

#include <cstdio>
#include <cstdlib>

namespace plenum::testing {

std::uint64_t count_from(const char* variable, std::uint64_t fallback) {
  const char* given = std::getenv(variable);
  return given == nullptr || *given == '\0' ? fallback : std::strtoull(given, nullptr, 10);
}

std::uint64_t seed_of(const char* test, std::uint64_t fixed) {
  const auto seed = count_from("PLENUM_SEED", fixed);
  std::printf("%s: PLENUM_SEED=%llu\n", test, static_cast<unsigned long long>(seed));
  return seed;
}

std::string Random::bytes(std::size_t size) {
  std::string out(size, '\0');
  for (auto& byte : out) byte = static_cast<char>(next() & 0xFF);
  return out;
}

}  // namespace plenum::testing
