#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include <sys/types.h>

#include "tests/bench/peers/kind.h"

namespace plenum::bench {

/// The peer's real program on the server's core, in a folder of its own that goes with it; on free ports of 127.0.0.1.
class PeerProcess {
public:
  /// `scripts`: the folder with the peers' scripts and their node_modules.
  PeerProcess(const PeerKind& kind, const std::filesystem::path& scripts);
  ~PeerProcess();
  PeerProcess(const PeerProcess&) = delete;
  PeerProcess& operator=(const PeerProcess&) = delete;

  /// Why it does not run; empty: it does, and answers.
  const std::string& fault() const { return fault_; }
  pid_t pid() const { return pid_; }
  std::uint16_t port() const { return port_; }

private:
  void start(const PeerKind& kind, const std::filesystem::path& scripts);
  void await_answer();
  std::filesystem::path folder_;
  std::uint16_t port_ = 0;
  pid_t pid_ = -1;
  std::string fault_;
};

/// What the program calls its version; empty: it is not here.
std::string version_of(const PeerKind& kind, const std::filesystem::path& scripts);

}  // namespace plenum::bench
