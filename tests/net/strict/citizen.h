#pragma once
#include <atomic>
#include <cstdint>
#include <deque>
#include <map>
#include <random>
#include <string>

#include "tests/support/net/raw_websocket.h"

namespace plenum::test {

// One client after the other at one place: speaks, pings, reads (quickly, or slowly from a small buffer), leaves in one
// of five ways, comes back. Whatever the server sends must be exact; the first fault ends it. A thread of its own.
class Citizen {
public:
  Citizen(unsigned name, std::uint16_t port, unsigned seed)
      : name_(name), slow_(name % 3 == 0), port_(port), chance_(seed + name) {}

  // Until `enough`.
  void live(const std::atomic<bool>& enough);

  std::string fault;
  std::atomic<std::uint64_t> words{0};  // received, each of them exact
  std::uint64_t pongs = 0, pings = 0, gaps = 0, closes = 0, lives = 0;

private:
  void one_life(const std::atomic<bool>& enough);
  void speak(RawWebSocket& client);
  void ping(RawWebSocket& client);
  bool take(RawWebSocket& client, std::chrono::milliseconds patience);
  void hear(const ServerFrame& frame);
  void hear_pong(const std::string& payload);
  void leave(RawWebSocket& client);
  void await_close(RawWebSocket& client);
  void note(const std::string& why);

  const unsigned name_;
  const bool slow_;
  const std::uint16_t port_;
  std::mt19937 chance_;
  unsigned speaker_ = 0;
  unsigned said_ = 0;
  unsigned pinged_ = 0;
  std::deque<unsigned> awaited_pongs_;
  std::map<unsigned, unsigned> last_;  // number of each speaker
};

}  // namespace plenum::test
