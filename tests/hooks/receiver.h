#pragma once

#include <chrono>
#include <string>
#include <vector>

#include <sys/types.h>

#include "tests/support/storage/scratch.h"

namespace plenum::test {

/// Somebody's HTTPS server on this machine, with a certificate of its own making.
class Receiver {
public:
  Receiver();
  ~Receiver();
  Receiver(const Receiver&) = delete;
  Receiver& operator=(const Receiver&) = delete;

  /// https://127.0.0.1:PORT and the path.
  std::string url(const std::string& path = "/") const;
  std::string ca_file() const;

  /// What was posted so far, a line of JSON each: path, headers (lower case), body.
  std::vector<std::string> lines() const;
  /// The same, once there are so many; fewer where they do not come in time.
  std::vector<std::string> await_lines(std::size_t count,
                                       std::chrono::milliseconds patience = std::chrono::seconds(60)) const;

private:
  testing::Scratch folder_;
  pid_t process_ = -1;
  int port_ = 0;
};

}  // namespace plenum::test
