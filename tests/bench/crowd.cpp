#include "tests/bench/crowd.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace plenum::bench {

namespace {

constexpr int send_patience_ms = 10'000;
// Beyond some thousands the kernel searches long for a free port of one address: several addresses share the crowd.
constexpr std::size_t members_per_address = 4'000;

[[noreturn]] void give_up(const char* what) {
  std::perror(what);
  std::exit(1);
}

sockaddr_in address_of(std::uint32_t host, std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(host);
  return address;
}

int make_socket(std::size_t member, Manner manner) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) give_up("socket");
  const int one = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  ::setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof one);
  if (const int bytes = manner.receive_buffer_bytes) ::setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
  if (const int bytes = manner.segment_bytes_max) ::setsockopt(fd, IPPROTO_TCP, TCP_MAXSEG, &bytes, sizeof bytes);
  const auto own = address_of(INADDR_LOOPBACK + 1 + static_cast<std::uint32_t>(member / members_per_address), 0);
  if (::bind(fd, reinterpret_cast<const sockaddr*>(&own), sizeof own) != 0) give_up("bind");
  return fd;
}

}  // namespace

Crowd::~Crowd() {
  for (const auto& socket : sockets_) {
    if (socket.fd >= 0) ::close(socket.fd);
  }
}

void Crowd::connect(std::size_t member, std::uint16_t port, bool is_http, Manner manner) {
  auto& socket = sockets_[member];
  socket = {};
  socket.fd = make_socket(member, manner);
  socket.awaits_answer = is_http;
  const auto server = address_of(INADDR_LOOPBACK, port);
  const int got = ::connect(socket.fd, reinterpret_cast<const sockaddr*>(&server), sizeof server);
  if (got != 0 && errno != EINPROGRESS) return end(member);
  loop_.watch(socket.fd, number_, static_cast<std::uint32_t>(member), EPOLLOUT);
}

void Crowd::finish_connecting(std::size_t member) {
  auto& socket = sockets_[member];
  int error = 0;
  socklen_t size = sizeof error;
  ::getsockopt(socket.fd, SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0) return end(member);
  socket.is_connected = true;
  loop_.change(socket.fd, number_, static_cast<std::uint32_t>(member), EPOLLIN);
  ear_.on_connected(member);
}

// What a client sends is small; a server that does not take it within seconds has failed the run.
void Crowd::send(std::size_t member, std::string_view bytes) {
  const int fd = sockets_[member].fd;
  while (!bytes.empty() && fd >= 0) {
    const auto sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
      continue;
    }
    if (errno != EAGAIN) return;  // the loop will tell that it ended
    pollfd ready{fd, POLLOUT, 0};
    if (::poll(&ready, 1, send_patience_ms) <= 0) give_up("a server takes nothing");
  }
}

void Crowd::stop_reading(std::size_t member) {
  loop_.ignore(sockets_[member].fd);
}

bool Crowd::is_cut(std::size_t member) const {
  pollfd state{sockets_[member].fd, POLLRDHUP, 0};
  return state.fd < 0 || ::poll(&state, 1, 0) > 0;
}

void Crowd::hang_up(std::size_t member) {
  auto& socket = sockets_[member];
  if (socket.fd >= 0) ::close(socket.fd);
  socket = {};
}

void Crowd::end(std::size_t member) {
  hang_up(member);
  ear_.on_ended(member);
}

void Crowd::on_ready(std::uint32_t member, std::uint32_t) {
  if (sockets_[member].fd < 0) return;
  return sockets_[member].is_connected ? read(member) : finish_connecting(member);
}

void Crowd::read(std::size_t member) {
  static char buffer[256 * 1024];
  auto& socket = sockets_[member];
  const auto got = ::recv(socket.fd, buffer, sizeof buffer, 0);
  if (got < 0 && errno == EAGAIN) return;
  if (got <= 0) return end(member);
  bytes_ += static_cast<std::uint64_t>(got);
  const std::string_view come(buffer, static_cast<std::size_t>(got));
  if (socket.rest.empty()) {
    const auto taken = take(member, come);
    // Whoever hears may have hung up.
    if (taken < come.size() && is_open(member)) sockets_[member].rest.assign(come.substr(taken));
    return;
  }
  std::string whole = std::move(socket.rest);
  whole += come;
  socket.rest.clear();
  const auto taken = take(member, whole);
  if (taken < whole.size() && is_open(member)) sockets_[member].rest = whole.substr(taken);
}

std::size_t Crowd::take(std::size_t member, std::string_view bytes) {
  std::size_t taken = 0;
  if (sockets_[member].awaits_answer) taken = take_answer(member, bytes);
  while (is_open(member) && !sockets_[member].awaits_answer) {
    const auto frame = next_frame(bytes.substr(taken));
    if (frame.size == 0) break;
    taken += frame.size;
    if (frame.op == Op::ping) send(member, client_frame(frame.payload, Op::pong));
    if (frame.op != Op::ping && frame.op != Op::pong) ear_.on_frame(member, frame.op, frame.payload);
  }
  return taken;
}

std::size_t Crowd::take_answer(std::size_t member, std::string_view bytes) {
  const auto end_of_head = bytes.find("\r\n\r\n");
  if (end_of_head == std::string_view::npos) return 0;
  sockets_[member].awaits_answer = false;
  ear_.on_answer(member, bytes.substr(0, end_of_head));
  return end_of_head + 4;
}

}  // namespace plenum::bench
