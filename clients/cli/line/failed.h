#pragma once

#include <stdexcept>
#include <string>

namespace plenum::cli {

/// How a program of ours ends. Scripts rely on these numbers.
enum class Exit {
  done = 0,
  failed = 1,       // refused, or it did not work
  usage = 2,        // the command line is wrong
  unreachable = 3,  // the server cannot be reached
  damaged = 4,      // data is not what it should be
};

/// Ends a command. Thrown anywhere below a command, caught in its program's main and nowhere else. The sentence says
/// what to do next and is the one line that goes to stderr.
class Failed : public std::runtime_error {
public:
  explicit Failed(const std::string& sentence, Exit exit_code = Exit::failed)
      : std::runtime_error(sentence), exit(exit_code) {}
  const Exit exit;
};

}  // namespace plenum::cli
