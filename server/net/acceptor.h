#pragma once
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <netinet/in.h>

#include "server/net/door.h"

namespace plenum::net {

// A descriptor that closes itself: one that is posted to a thread that no longer runs must not leak.
class Descriptor {
public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();
  int get() const { return fd_; }
  int release();

private:
  int fd_;
};

// A listening socket. The functions that make one give a reason in words if they cannot.
struct ListeningSocket {
  Descriptor descriptor;
  std::string address;  // "127.0.0.1:8080", "[::1]:8080", or the path
  std::uint16_t port = 0;
  std::string unix_path;  // to be removed in the end

  std::optional<std::string> open_tcp(std::string_view host_port, int backlog);
  std::optional<std::string> open_unix(const std::string& path, int backlog);
};

// Accepts on one listening socket. Thread: io thread 0 (start and stop within IoThreads::run_on).
class Acceptor : public std::enable_shared_from_this<Acceptor> {
public:
  Acceptor(std::shared_ptr<Door> door, ListeningSocket socket);
  void start();
  void stop();

  const std::string& address() const { return socket_.address; }
  std::uint16_t port() const { return socket_.port; }

private:
  void await();
  void accept_waiting();
  bool accept_one();
  bool turn_one_away(int error);
  void admit(Descriptor descriptor, const sockaddr_storage& from);
  void say_once(int error);
  void pause();

  const std::shared_ptr<Door> door_;
  ListeningSocket socket_;
  asio::posix::basic_stream_descriptor<asio::io_context::executor_type> ready_;
  asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, asio::io_context::executor_type> pause_;
  Descriptor reserve_;  // given up to turn somebody away when no other is left
  bool said_ = false;   // that descriptors have run out, until one is had again
  bool stopped_ = false;
};

}  // namespace plenum::net
