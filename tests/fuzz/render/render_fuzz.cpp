#include <cstdio>
#include <cstdlib>

#include "tests/render/oracle.h"

// The first byte chooses the format, the rest is the body.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace plenum::render;
  if (size == 0) return 0;
  const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto fault = test::fault_of(static_cast<Format>(data[0] % 4), body);
  if (fault.empty()) return 0;
  std::fprintf(stderr, "%s\n", fault.c_str());
  std::abort();
}
