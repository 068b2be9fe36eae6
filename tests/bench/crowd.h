#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace plenum::bench {

/// Many sockets to one server on 127.0.0.1, read by one thread with epoll: the generator's half of a fan-out. Counts
/// whole frames; knows nothing of what is in them. Belongs to its thread.
class Crowd {
public:
  /// Connects `count` sockets; each sends `greeting` and waits until `replies` frames have come (for a bare server: 0).
  /// `http` true: the greeting starts with an HTTP upgrade, whose answer ends at an empty line.
  Crowd(std::uint16_t port, std::size_t count, bool http);
  ~Crowd();

  void send_to_all(const std::string& bytes);
  void send_to(std::size_t member, const std::string& bytes);

  /// Reads until so many frames have come since the last call, or the time is over. True: they came.
  bool await_frames(std::uint64_t frames, double seconds);
  /// Reads until every socket has its HTTP answer.
  bool await_answers(double seconds);

  std::uint64_t bytes() const { return bytes_; }
  std::size_t size() const { return sockets_.size(); }

private:
  struct Socket {
    int fd = -1;
    bool answered = false;   // the HTTP answer is over
    std::uint64_t skip = 0;  // bytes left of the frame at hand
    std::string head;        // an unfinished frame header, or the HTTP answer so far
  };
  bool read_some(double seconds);
  void take(Socket& socket, const char* data, std::size_t size);

  int epoll_ = -1;
  std::vector<Socket> sockets_;
  std::uint64_t frames_ = 0;
  std::uint64_t bytes_ = 0;
  std::size_t answers_ = 0;
};

/// A masked binary frame, as a client sends it.
std::string client_frame(const std::string& payload);

}  // namespace plenum::bench
