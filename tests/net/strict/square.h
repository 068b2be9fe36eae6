#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "tests/support/net/server_under_test.h"

namespace plenum::test {

// The server's side: a word that arrives goes as one shared frame to all sessions of its io thread. A session over its
// limit misses words; it is told so when it has drained. "leave" asks for a Close from the server. Thread: each place
// belongs to its io thread.
class Square {
public:
  explicit Square(unsigned threads) : places_(threads) {}
  Script script();

  std::atomic<std::uint64_t> taken{0};       // frames that a queue took
  std::atomic<std::uint64_t> missed{0};      // that it had no room for
  std::atomic<std::uint64_t> drained{0};     // sessions told to go on
  std::atomic<std::uint64_t> sessions{0};    // ever
  std::atomic<std::uint64_t> broken_off{0};  // ended without the peer's Close

private:
  struct Standing {
    net::WebSocketSession* session = nullptr;
    unsigned place = 0;
    bool lagging = false;
  };
  void say(unsigned place, std::string_view payload);
  std::vector<std::vector<std::shared_ptr<Standing>>> places_;
};

}  // namespace plenum::test
