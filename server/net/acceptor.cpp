#include "server/net/acceptor.h"

#include <cerrno>
#include <cstring>

#include <boost/asio/ip/tcp.hpp>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/net/http_connection.h"

namespace plenum::net {
namespace {

boost::asio::ip::address address_of(const sockaddr_storage& from) {
  if (from.ss_family == AF_INET) {
    const auto& in = reinterpret_cast<const sockaddr_in&>(from);
    return boost::asio::ip::address_v4(ntohl(in.sin_addr.s_addr));
  }
  const auto& in6 = reinterpret_cast<const sockaddr_in6&>(from);
  boost::asio::ip::address_v6::bytes_type bytes;
  std::memcpy(bytes.data(), in6.sin6_addr.s6_addr, bytes.size());
  return boost::asio::ip::address_v6(bytes);
}

Peer local_peer(const Descriptor& descriptor) {
  ucred who{};
  socklen_t size = sizeof who;
  Peer peer;
  peer.address = "unix";
  peer.local = true;
  if (::getsockopt(descriptor.get(), SOL_SOCKET, SO_PEERCRED, &who, &size) == 0) peer.uid = who.uid;
  return peer;
}

void set_option(const Descriptor& descriptor, int level, int option, int value) {
  ::setsockopt(descriptor.get(), level, option, &value, sizeof value);
}

// Nothing of the request has been read; the answer is an attempt, and the socket is closed at once.
void turn_away(const Descriptor& descriptor) {
  static constexpr std::string_view answer =
      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 30\r\nConnection: close\r\n"
      "Content-Type: text/plain; charset=utf-8\r\nContent-Length: 39\r\n\r\n"
      "Too many connections. Try again later.\n";
  ::send(descriptor.get(), answer.data(), answer.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  ::shutdown(descriptor.get(), SHUT_WR);
  char unread[4096];  // closing over unread bytes would reset the connection and lose the answer
  while (::recv(descriptor.get(), unread, sizeof unread, MSG_DONTWAIT) > 0) {
  }
}

Descriptor spare_descriptor() {
  return Descriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC));
}

}  // namespace

Acceptor::Acceptor(std::shared_ptr<Door> door, ListeningSocket socket)
    : door_(std::move(door)),
      socket_(std::move(socket)),
      ready_(door_->io.context(0).get_executor()),
      pause_(door_->io.context(0).get_executor()) {}

void Acceptor::start() {
  ready_.assign(socket_.descriptor.release());
  reserve_ = spare_descriptor();
  await();
}

void Acceptor::stop() {
  if (std::exchange(stopped_, true)) return;
  boost::system::error_code ignored;
  ready_.close(ignored);
  pause_.cancel();
  if (!socket_.unix_path.empty()) ::unlink(socket_.unix_path.c_str());
}

void Acceptor::await() {
  ready_.async_wait(asio::posix::descriptor_base::wait_read,
                    [self = shared_from_this()](boost::system::error_code error) {
                      if (!error && !self->stopped_) self->accept_waiting();
                    });
}

void Acceptor::accept_waiting() {
  constexpr int at_once_max = 64;  // then the open connections have their turn
  for (int i = 0; i < at_once_max; ++i)
    if (!accept_one()) return;
  await();
}

// False: no more for now, and what comes next is arranged.
bool Acceptor::accept_one() {
  sockaddr_storage from{};
  socklen_t size = sizeof from;
  Descriptor accepted(
      ::accept4(ready_.native_handle(), reinterpret_cast<sockaddr*>(&from), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
  if (accepted.get() >= 0) {
    said_ = false;
    admit(std::move(accepted), from);
    return true;
  }
  if (errno == ECONNABORTED || errno == EINTR) return true;
  if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) return turn_one_away(errno);
  await();
  return false;
}

// No descriptor is left: the one in reserve lets somebody in to be told so, and is taken back. As accept_one.
bool Acceptor::turn_one_away(int error) {
  if (reserve_.get() < 0) reserve_ = spare_descriptor();
  reserve_ = Descriptor();
  Descriptor refused(::accept4(ready_.native_handle(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
  const bool nobody_waits = refused.get() < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
  const bool turned_away = refused.get() >= 0;
  if (turned_away) {
    say_once(error);
    turn_away(refused);
    refused = Descriptor();
  }
  reserve_ = spare_descriptor();
  if (turned_away) return true;
  if (nobody_waits) {
    await();
  } else {
    say_once(error);
    pause();
  }
  return false;
}

void Acceptor::say_once(int error) {
  if (!std::exchange(said_, true))
    door_->say(std::string("no connection can be accepted, who comes is told to try again later: ") +
               std::strerror(error));
}

// The connection that cannot be accepted stays readable: waiting for it again would spin.
void Acceptor::pause() {
  constexpr auto pause_ms = std::chrono::milliseconds(200);
  pause_.expires_after(pause_ms);
  pause_.async_wait([self = shared_from_this()](boost::system::error_code failed) {
    if (!failed && !self->stopped_) self->accept_waiting();
  });
}

void Acceptor::admit(Descriptor descriptor, const sockaddr_storage& from) {
  const bool local = from.ss_family == AF_UNIX;
  Peer peer = local ? local_peer(descriptor) : peer_of(address_of(from));
  const bool proxy = !local && door_->trusted_proxies.contains(address_of(from));
  auto seat = door_->caps.take(local || proxy ? std::nullopt : std::optional(peer.key));
  if (!seat) return turn_away(descriptor);
  if (!local) set_option(descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
  if (const int bytes = door_->limits.socket_send_buffer_bytes; bytes != 0)
    set_option(descriptor, SOL_SOCKET, SO_SNDBUF, bytes);
  const unsigned thread = door_->quietest();
  seat->count_in(door_->desks[thread]->seats());
  const int family = from.ss_family;
  door_->io.post(thread, [door = door_, thread, family, proxy, fd = std::move(descriptor), peer = std::move(peer),
                          seat = std::move(*seat)]() mutable {
    Socket socket(door->io.context(thread).get_executor(),
                  asio::generic::stream_protocol(family, family == AF_UNIX ? 0 : IPPROTO_TCP), fd.get());
    fd.release();
    if (door->closed) return;
    start_http(door, *door->desks[thread], {std::move(socket), std::move(peer), proxy, std::move(seat)});
  });
}

}  // namespace plenum::net
