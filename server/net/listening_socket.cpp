#include <cerrno>
#include <charconv>
#include <cstring>

#include <boost/asio/ip/tcp.hpp>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "server/net/acceptor.h"

namespace plenum::net {
namespace {

using Tcp = boost::asio::ip::tcp;

std::string reason(std::string_view what) {
  return std::string(what) + ": " + std::strerror(errno);
}

std::optional<Tcp::endpoint> endpoint_in(std::string_view host_port) {
  const auto colon = host_port.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  auto host = host_port.substr(0, colon);
  const auto port_text = host_port.substr(colon + 1);
  if (host.size() >= 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  std::uint16_t port = 0;
  const auto [end, failed] = std::from_chars(port_text.data(), port_text.data() + port_text.size(), port);
  if (failed != std::errc{} || end != port_text.data() + port_text.size()) return std::nullopt;
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(host, error);
  if (error) return std::nullopt;
  return Tcp::endpoint(address, port);
}

std::string text_of(const Tcp::endpoint& at) {
  const auto host = at.address().to_string();
  return (at.address().is_v6() ? "[" + host + "]" : host) + ":" + std::to_string(at.port());
}

Descriptor new_socket(int family) {
  return Descriptor(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
}

void set_option(const Descriptor& descriptor, int level, int option) {
  const int on = 1;
  ::setsockopt(descriptor.get(), level, option, &on, sizeof on);
}

// A socket file that nobody answers behind is left over from a server that was killed.
bool is_stale(const sockaddr_un& at) {
  const Descriptor probe = new_socket(AF_UNIX);
  return ::connect(probe.get(), reinterpret_cast<const sockaddr*>(&at), sizeof at) != 0 && errno == ECONNREFUSED;
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = other.release();
  }
  return *this;
}

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}

int Descriptor::release() {
  const int fd = fd_;
  fd_ = -1;
  return fd;
}

std::optional<std::string> ListeningSocket::open_tcp(std::string_view host_port, int backlog) {
  const auto wanted = endpoint_in(host_port);
  if (!wanted) return "\"" + std::string(host_port) + "\" is not ADDRESS:PORT";
  descriptor = new_socket(wanted->protocol().family());
  if (descriptor.get() < 0) return reason("socket");
  set_option(descriptor, SOL_SOCKET, SO_REUSEADDR);
  if (wanted->address().is_v6()) set_option(descriptor, IPPROTO_IPV6, IPV6_V6ONLY);
  if (::bind(descriptor.get(), wanted->data(), static_cast<socklen_t>(wanted->size())) != 0) return reason(host_port);
  if (::listen(descriptor.get(), backlog) != 0) return reason(host_port);
  Tcp::endpoint bound;
  socklen_t size = static_cast<socklen_t>(bound.capacity());
  ::getsockname(descriptor.get(), bound.data(), &size);
  bound.resize(size);
  address = text_of(bound);
  port = bound.port();
  return std::nullopt;
}

std::optional<std::string> ListeningSocket::open_unix(const std::string& path, int backlog) {
  sockaddr_un at{};
  at.sun_family = AF_UNIX;
  if (path.size() >= sizeof at.sun_path) return path + ": the path of a socket has at most 107 bytes";
  std::memcpy(at.sun_path, path.c_str(), path.size() + 1);
  struct stat found{};
  if (::lstat(path.c_str(), &found) == 0) {
    if (!S_ISSOCK(found.st_mode)) return path + ": exists and is not a socket";
    if (!is_stale(at)) return path + ": another server listens there";
    ::unlink(path.c_str());
  }
  descriptor = new_socket(AF_UNIX);
  if (descriptor.get() < 0) return reason("socket");
  if (::bind(descriptor.get(), reinterpret_cast<const sockaddr*>(&at), sizeof at) != 0) return reason(path);
  unix_path = path;
  // Nobody can connect before listen(), so there is no moment in which the mode is too wide.
  if (::chmod(path.c_str(), 0600) != 0 || ::listen(descriptor.get(), backlog) != 0) return reason(path);
  address = path;
  return std::nullopt;
}

}  // namespace plenum::net
