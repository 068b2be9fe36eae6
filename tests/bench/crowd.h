#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/loop.h"
#include "tests/bench/wire.h"

namespace plenum::bench {

/// How a socket differs from the kernel's default; 0: not at all.
struct Manner {
  int receive_buffer_bytes = 0;
  int segment_bytes_max = 0;  // as over a real network; loopback's own are 64 KiB
};

/// Many sockets to 127.0.0.1: the generator's half of a fan-out. Cuts what comes into WebSocket frames and answers
/// pings; knows nothing of what is in the frames. Belongs to its loop's thread.
class Crowd : Loop::Crew {
public:
  /// Who hears what comes. Members are numbered in the order in which they were added.
  class Ear {
  public:
    virtual ~Ear() = default;
    virtual void on_connected(std::size_t) {}
    virtual void on_answer(std::size_t, std::string_view) {}  // the head of the HTTP answer
    virtual void on_frame(std::size_t member, Op op, std::string_view payload) = 0;
    virtual void on_ended(std::size_t member) = 0;  // the server closed it, or refused it
  };

  Crowd(Loop& loop, Ear& ear) : loop_(loop), ear_(ear), number_(loop.add(*this)) {}
  ~Crowd() override;
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  std::size_t add() { return sockets_.emplace_back(), sockets_.size() - 1; }
  std::size_t size() const { return sockets_.size(); }

  /// Begins to connect; `on_connected` or `on_ended` follows. `is_http`: an HTTP answer comes before the frames.
  void connect(std::size_t member, std::uint16_t port, bool is_http, Manner manner = {});
  void send(std::size_t member, std::string_view bytes);
  void stop_reading(std::size_t member);
  void hang_up(std::size_t member);
  bool is_open(std::size_t member) const { return sockets_[member].fd >= 0; }
  /// Whether the server has ended it; also of one that is not read.
  bool is_cut(std::size_t member) const;

  std::uint64_t bytes() const { return bytes_; }

private:
  struct Socket {
    int fd = -1;
    bool is_connected = false;
    bool awaits_answer = false;
    std::string rest;  // of a frame, or of the HTTP answer, that is not whole yet
  };
  void on_ready(std::uint32_t member, std::uint32_t events) override;
  void finish_connecting(std::size_t member);
  void read(std::size_t member);
  std::size_t take(std::size_t member, std::string_view bytes);
  std::size_t take_answer(std::size_t member, std::string_view bytes);
  void end(std::size_t member);

  Loop& loop_;
  Ear& ear_;
  const std::uint32_t number_;
  std::vector<Socket> sockets_;
  std::uint64_t bytes_ = 0;
};

}  // namespace plenum::bench
