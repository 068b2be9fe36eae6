#include <cstdlib>
#include <iostream>

#include "tests/render/cases.h"
#include "tests/render/soup.h"

namespace plenum::render::test {
namespace {

constexpr Format formats[] = {Format::markdown, Format::html, Format::mrkdwn, Format::plain};

// PLENUM_SEED repeats a run, PLENUM_ROUNDS lengthens it.
std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

TEST(Random, no_body_gets_past) {
  const auto seed = number_from("PLENUM_SEED", std::random_device{}());
  std::cout << "seed " << seed << std::endl;
  Soup soup(seed);
  for (auto rounds = number_from("PLENUM_ROUNDS", 4000); rounds > 0 && !HasFailure(); --rounds) {
    const auto source = rounds % 2 ? soup.tags() : soup.mutated();
    for (const auto format : formats) {
      ASSERT_EQ(fault_of(format, source), "")
          << "seed " << seed << " format " << static_cast<int>(format) << "\nsource: " << source;
    }
  }
}

}  // namespace
}  // namespace plenum::render::test
