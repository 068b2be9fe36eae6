#include "tests/support/storage/scratch.h"

#include <cstdlib>
#include <stdexcept>
#include <string>

namespace plenum::testing {

Scratch::Scratch() {
  auto pattern = (std::filesystem::temp_directory_path() / "plenum-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no scratch directory at " + pattern);
  path_ = pattern;
}

Scratch::~Scratch() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace plenum::testing
