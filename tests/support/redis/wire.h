#pragma once

#include <chrono>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include <poll.h>

namespace plenum::testing {

/// The wire between one node and its Redis: real connections on this machine, passed on byte for byte, that a test may
/// hold up in either direction, slow down or cut. What is held up is not lost: it arrives late, as after a partition
/// of a real network, also on connections that the node has long given up.
///
/// For real packets that are lost, where that is allowed, see cables.h.
/// A thread of its own passes on; the other functions are the test's.
class Wire {
public:
  using Milliseconds = std::chrono::milliseconds;
  struct Weather {
    bool requests_pass = true;
    bool answers_pass = true;
    Milliseconds delay{0};  // each way
  };

  explicit Wire(std::uint16_t to_port);
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  std::uint16_t port() const { return port_; }
  void suffer(const Weather&);
  void heal() { suffer({}); }
  void cut();  // every connection ends with a reset; new ones are taken

private:
  struct Connection;
  void run();
  bool obey();
  bool wait(std::vector<pollfd>&);
  void take_in();
  void wake();

  const std::uint16_t to_port_;
  std::uint16_t port_ = 0;
  int listener_ = -1;
  int waker_ = -1;
  std::mutex mutex_;  // guards what follows
  Weather wished_;
  bool cut_ = false;
  bool stopping_ = false;

  Weather weather_;  // the thread's own from here
  std::list<std::unique_ptr<Connection>> connections_;
  std::thread thread_;
};

}  // namespace plenum::testing
