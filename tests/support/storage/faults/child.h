#pragma once

#include <functional>
#include <string>

namespace plenum::testing {

/// How a child process ended.
struct Ended {
  int code = -1;     // what `work` returned; -1 where a signal ended it
  int signal = 0;    // SIGABRT: an assertion held
  std::string told;  // what `work` wrote down
};

/// Runs `work` in a child of its own, so that a store may abort there. Requires: no RocksDB was opened in this
/// process yet, since a fork leaves its background threads behind.
using Work = std::function<int(std::string& told)>;
Ended in_child(const Work& work);

/// The same, and when an assertion ends `work`, `after_abort` still writes down how things stand.
Ended in_child(const Work& work, const Work& after_abort);

}  // namespace plenum::testing
