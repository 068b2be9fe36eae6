#include "tests/bench/crowd.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/bench/measure.h"

namespace plenum::bench {

namespace {

[[noreturn]] void give_up(const char* what) {
  std::perror(what);
  std::exit(1);
}

// Bytes of the header once its first two bytes are known; a server never masks.
std::size_t header_bytes(unsigned char second) {
  return second < 126 ? 2 : second == 126 ? 4 : 10;
}

std::uint64_t payload_bytes(const std::string& header) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint64_t>(static_cast<unsigned char>(header[i])); };
  if (byte(1) < 126) return byte(1);
  std::uint64_t value = 0;
  for (std::size_t i = 2; i < header.size(); ++i) value = (value << 8) | byte(i);
  return value;
}

}  // namespace

Crowd::Crowd(std::uint16_t port, std::size_t count, bool http) : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  sockets_.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    auto& socket = sockets_[i];
    socket.fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    socket.answered = !http;
    if (::connect(socket.fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) give_up("connect");
    const int one = 1;
    ::setsockopt(socket.fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = i;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket.fd, &event);
  }
  answers_ = http ? 0 : count;
}

Crowd::~Crowd() {
  for (const auto& socket : sockets_) ::close(socket.fd);
  ::close(epoll_);
}

void Crowd::send_to(std::size_t member, const std::string& bytes) {
  if (::send(sockets_[member].fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(bytes.size())) {
    give_up("send");
  }
}

void Crowd::send_to_all(const std::string& bytes) {
  for (std::size_t i = 0; i < sockets_.size(); ++i) send_to(i, bytes);
}

bool Crowd::read_some(double seconds) {
  epoll_event events[256];
  const int ready = ::epoll_wait(epoll_, events, 256, std::max(0, static_cast<int>(seconds * 1000)));
  static char buffer[256 * 1024];
  for (int i = 0; i < ready; ++i) {
    auto& socket = sockets_[events[i].data.u64];
    const auto got = ::recv(socket.fd, buffer, sizeof buffer, MSG_DONTWAIT);
    if (got <= 0) give_up("a connection ended");
    take(socket, buffer, static_cast<std::size_t>(got));
  }
  return ready > 0;
}

void Crowd::take(Socket& socket, const char* data, std::size_t size) {
  bytes_ += size;
  while (size > 0) {
    if (!socket.answered) {
      socket.head.append(data, size);
      const auto end = socket.head.find("\r\n\r\n");
      if (end == std::string::npos) return;
      const auto rest = socket.head.size() - end - 4;
      socket.head.clear();
      socket.answered = true;
      ++answers_;
      data += size - rest;
      size = rest;
      continue;
    }
    if (socket.skip > 0) {
      const auto taken = std::min<std::uint64_t>(socket.skip, size);
      socket.skip -= taken;
      data += taken;
      size -= taken;
      if (socket.skip == 0) ++frames_;
      continue;
    }
    socket.head.push_back(*data++);
    --size;
    if (socket.head.size() < 2 || socket.head.size() < header_bytes(static_cast<unsigned char>(socket.head[1])))
      continue;
    socket.skip = payload_bytes(socket.head);
    socket.head.clear();
    if (socket.skip == 0) ++frames_;
  }
}

bool Crowd::await_frames(std::uint64_t frames, double seconds) {
  const double until = now_s() + seconds;
  while (frames_ < frames && now_s() < until) read_some(until - now_s());
  const bool came = frames_ >= frames;
  frames_ -= std::min(frames_, frames);
  return came;
}

bool Crowd::await_answers(double seconds) {
  const double until = now_s() + seconds;
  while (answers_ < sockets_.size() && now_s() < until) read_some(until - now_s());
  return answers_ == sockets_.size();
}

std::string client_frame(const std::string& payload) {
  std::string frame = "\x82";
  if (payload.size() < 126) {
    frame.push_back(static_cast<char>(0x80 | payload.size()));
  } else {
    frame.push_back(static_cast<char>(0x80 | 126));
    frame.push_back(static_cast<char>(payload.size() >> 8));
    frame.push_back(static_cast<char>(payload.size() & 0xFF));
  }
  frame += std::string(4, '\0');  // a mask of zeros leaves the payload as it is
  return frame + payload;
}

}  // namespace plenum::bench
