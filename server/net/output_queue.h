#pragma once
#include <cstddef>
#include <vector>

#include <sys/uio.h>

#include "server/net/frame.h"

namespace plenum::net {

// What a socket still has to write, in order, as whole frames: nothing can enter in the middle of one.
// Thread: its session's. Knows no socket, so that it can be tested alone.
class OutputQueue {
public:
  // Data, and our own pings. Requires: not sealed.
  void push(Frame frame);

  // A control frame made by the WebSocket library. Of the pongs that wait, the last gives way to a newer one when there
  // are pongs_max: answering the latest ping is enough (RFC 6455 5.5.3), and a flood of pings cannot grow the queue.
  // (With one only, ten pings in one packet got one pong; legal, but Autobahn's case 2.10 waits for ten.) A Close seals
  // the queue.
  void push_control(Frame frame);

  static constexpr std::size_t pongs_max = 16;

  bool sealed() const { return sealed_; }  // a Close frame is in it or went through it: nothing may follow
  bool empty() const { return bytes_ == 0; }
  std::size_t bytes() const { return bytes_; }  // not yet written, control frames included

  // Points at the unwritten bytes, in order. Returns how many entries it filled.
  std::size_t gather(iovec* into, std::size_t count) const;
  // That many bytes have been written. Requires: bytes <= bytes().
  void consume(std::size_t bytes);
  void clear();
  // All but a frame of which a byte is written, which must be finished. Requires: not sealed.
  void drop_whole();

private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  void forget_written();

  std::vector<Frame> frames_;
  std::size_t head_ = 0;    // the first frame not yet wholly written
  std::size_t offset_ = 0;  // bytes of it that are
  std::size_t bytes_ = 0;
  std::size_t pong_ = none;  // where the last of the waiting pongs is
  std::size_t pongs_ = 0;    // how many wait, a half-written one included
  bool sealed_ = false;
};

}  // namespace plenum::net
