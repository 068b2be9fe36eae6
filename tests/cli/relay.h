#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

namespace plenum::test {

/// A piece of network between a client and a server of 127.0.0.1 that can be cut and mended. Owns its thread.
class Relay {
public:
  explicit Relay(std::uint16_t to_port);
  ~Relay();
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  void cut() { is_cut_ = true; }  // every connection breaks, and new ones at once
  void mend() { is_cut_ = false; }

private:
  struct Pair {
    int client;
    int server;
  };
  void run();
  void accept_one();
  static bool pass_on(int from, int to);
  static void close(const Pair& pair);

  const std::uint16_t to_port_;
  int listening_ = -1;
  std::uint16_t port_ = 0;
  std::vector<Pair> pairs_;  // the thread's own
  std::atomic<bool> is_cut_{false};
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace plenum::test
