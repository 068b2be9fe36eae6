#include "tests/support/net/raw_socket.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace plenum::test {
namespace {

// Requires: fd is open; poll() would wait in silence for one that is not.
bool ready(int fd, short events, std::chrono::milliseconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  while (true) {
    pollfd wanted{fd, events, 0};
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    const int got = ::poll(&wanted, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
    if (got > 0) return true;
    if (got == 0 || errno != EINTR) return false;
  }
}

}  // namespace

RawSocket RawSocket::tcp(std::uint16_t port, int receive_buffer_bytes) {
  RawSocket socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (receive_buffer_bytes != 0)
    ::setsockopt(socket.fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes, sizeof receive_buffer_bytes);
  const int on = 1;
  ::setsockopt(socket.fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket.fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) socket.close();
  return socket;
}

RawSocket RawSocket::unix_path(const std::string& path) {
  RawSocket socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_un to{};
  to.sun_family = AF_UNIX;
  std::strncpy(to.sun_path, path.c_str(), sizeof to.sun_path - 1);
  if (::connect(socket.fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) socket.close();
  return socket;
}

RawSocket::RawSocket(RawSocket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

RawSocket& RawSocket::operator=(RawSocket&& other) noexcept {
  if (this == &other) return *this;
  close();
  fd_ = std::exchange(other.fd_, -1);
  return *this;
}

RawSocket::~RawSocket() {
  close();
}

void RawSocket::close() {
  if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

void RawSocket::reset() {
  const linger at_once{1, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close();
}

void RawSocket::shutdown_output() {
  ::shutdown(fd_, SHUT_WR);
}

bool RawSocket::write(std::string_view bytes) {
  if (fd_ < 0) return false;
  while (!bytes.empty()) {
    if (!ready(fd_, POLLOUT, patience)) return false;
    const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno != EAGAIN && errno != EINTR) return false;
    if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

RawSocket::Got RawSocket::read_some(std::string& into, std::size_t max, std::chrono::milliseconds patience_ms) {
  if (fd_ < 0) return Got::reset;
  if (!ready(fd_, POLLIN, patience_ms)) return Got::late;
  const std::size_t have = into.size();
  into.resize(have + max);
  const ssize_t got = ::recv(fd_, into.data() + have, max, 0);
  into.resize(have + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  if (got > 0) return Got::bytes;
  return got == 0 ? Got::end : Got::reset;
}

}  // namespace plenum::test
