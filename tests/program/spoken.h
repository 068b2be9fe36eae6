#pragma once

#include <string>
#include <vector>

namespace plenum::test {

/// A program that ran to its end.
struct Spoken {
  int code = -1;
  std::string out;
  std::string err;
};

/// Runs a program beside the test with these arguments, and nothing on standard input.
Spoken run(const std::string& program, const std::vector<std::string>& arguments);

}  // namespace plenum::test
