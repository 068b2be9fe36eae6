#pragma once

#include <random>
#include <string>

namespace plenum::render::test {

// Bodies that nobody wrote: tags, signs and words in any order, or a known vector with parts moved, doubled and lost.
class Soup {
public:
  explicit Soup(std::uint64_t seed) : random_(seed) {}

  std::string tags();
  std::string mutated();

private:
  std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }

  std::mt19937_64 random_;
};

}  // namespace plenum::render::test
