#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include <sys/types.h>

#include "tests/bench/crowd.h"
#include "tests/bench/ledger.h"

namespace plenum::bench {

/// The floor of a fan-out: a process of its own that accepts sockets and sends prebuilt frames, each with a plain
/// send(). Of the messages that wait, those for the same group are joined: one send() a socket. Nothing in user space
/// can be cheaper.
class BareSender {
public:
  /// `sockets` are accepted after that of the one who commands; group g has those from g * group_sockets on.
  BareSender(std::size_t sockets, std::size_t group_sockets, std::size_t frame_bytes);
  ~BareSender();
  BareSender(const BareSender&) = delete;
  BareSender& operator=(const BareSender&) = delete;
  pid_t pid() const { return pid_; }
  std::uint16_t port() const { return port_; }

  /// What the first connection sends for one message; the number stands at the beginning of the frame's payload, and
  /// behind it how many were joined.
  struct Order {
    std::uint32_t group = 0;
    std::uint32_t number = 0;
  };

private:
  pid_t pid_ = -1;
  std::uint16_t port_ = 0;
};

/// The crowd at a bare sender: whatever comes is noted in the ledger.
class BareCrowd : Crowd::Ear {
public:
  BareCrowd(Loop& loop, const BareSender& sender, Ledger& ledger);
  BareCrowd(Loop& loop, const BareSender& sender, std::size_t sockets, Ledger& ledger)
      : BareCrowd(loop, sender, ledger) {
    arrive(sockets);
  }

  /// So many more connect; they are connected when it returns.
  void arrive(std::size_t sockets);

  std::uint64_t sends() const {
    return static_cast<std::uint64_t>(sends_);
  }  // that its messages took, joined ones counted once

  void say(BareSender::Order order);

private:
  void on_frame(std::size_t member, Op op, std::string_view payload) override;
  void on_ended(std::size_t member) override;
  void on_connected(std::size_t) override { ++connected_; }

  Loop& loop_;
  const BareSender& sender_;
  Ledger& ledger_;
  Crowd crowd_;
  std::size_t connected_ = 0;
  double sends_ = 0;
};

}  // namespace plenum::bench
