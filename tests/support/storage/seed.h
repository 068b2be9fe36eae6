#pragma once

#include <cstdint>
#include <random>
#include <string>

namespace plenum::testing {

/// The seed of a randomised test, printed before anything else: PLENUM_SEED where it is set, else `fixed`.
std::uint64_t seed_of(const char* test, std::uint64_t fixed);

/// A count that CI keeps small: the environment variable where it is set, else `fallback`.
std::uint64_t count_from(const char* variable, std::uint64_t fallback);

/// The same on every machine and library, which std's distributions are not.
class Random {
public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  std::uint64_t next() { return engine_(); }
  std::uint64_t below(std::uint64_t bound) { return bound == 0 ? 0 : engine_() % bound; }
  bool one_in(std::uint64_t n) { return below(n) == 0; }
  std::string bytes(std::size_t size);
  template <class Container>
  auto& pick(Container& from) {
    return from[below(from.size())];
  }

private:
  std::mt19937_64 engine_;
};

}  // namespace plenum::testing
