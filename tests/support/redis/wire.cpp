#include "tests/support/redis/wire.h"

#include <algorithm>
#include <cerrno>
#include <deque>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace plenum::testing {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t read_bytes = 65'536;
constexpr std::size_t held_bytes_max = 1u << 20;  // then the sender waits
constexpr int backlog = 64;

sockaddr_in at_port(std::uint16_t port) {
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

int new_socket() {
  return ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

/// One direction of a connection.
class Lane {
public:
  Lane(int from, int to) : from_(from), to_(to) {}

  void want(std::vector<pollfd>& fds, Clock::time_point now, bool passes) const {
    const bool reads = passes && !ended_ && held_bytes_ < held_bytes_max;
    const bool writes = passes && !chunks_.empty() && chunks_.front().due <= now;
    // What is not wanted is not watched at all: a socket that has failed would be reported for ever.
    fds.push_back({reads ? from_ : -1, POLLIN, 0});
    fds.push_back({writes ? to_ : -1, POLLOUT, 0});
  }
  // False: the connection is broken.
  bool pass(bool readable, bool writable, std::chrono::milliseconds delay) {
    if (readable && !read(delay)) return false;
    return !writable || write();
  }
  bool is_over() const { return ended_ && chunks_.empty(); }
  // When something becomes due that is not yet; what is due already waits for its socket or for better weather.
  Clock::time_point next_due(Clock::time_point now) const {
    return chunks_.empty() || chunks_.front().due <= now ? Clock::time_point::max() : chunks_.front().due;
  }

private:
  struct Chunk {
    Clock::time_point due;
    std::string bytes;
  };
  bool read(std::chrono::milliseconds delay) {
    std::string bytes(read_bytes, '\0');
    const auto count = ::recv(from_, bytes.data(), bytes.size(), 0);
    if (count < 0) return errno == EAGAIN || errno == EINTR;
    ended_ = count == 0;
    if (is_over()) ::shutdown(to_, SHUT_WR);
    if (ended_) return true;
    bytes.resize(static_cast<std::size_t>(count));
    held_bytes_ += bytes.size();
    chunks_.push_back({Clock::now() + delay, std::move(bytes)});
    return true;
  }
  bool write() {
    auto& bytes = chunks_.front().bytes;
    const auto count = ::send(to_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count < 0) return errno == EAGAIN || errno == EINTR || errno == ENOTCONN;
    bytes.erase(0, static_cast<std::size_t>(count));
    held_bytes_ -= static_cast<std::size_t>(count);
    if (bytes.empty()) chunks_.pop_front();
    if (is_over()) ::shutdown(to_, SHUT_WR);
    return true;
  }

  const int from_;
  const int to_;
  std::deque<Chunk> chunks_;
  std::size_t held_bytes_ = 0;
  bool ended_ = false;
};

}  // namespace

struct Wire::Connection {
  Connection(int from_node, int to_redis)
      : node(from_node), redis(to_redis), requests(node, redis), answers(redis, node) {}
  ~Connection() {
    ::close(node);
    ::close(redis);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void reset() const {
    const linger at_once = {1, 0};
    ::setsockopt(node, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::setsockopt(redis, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  }
  bool is_over() const { return requests.is_over() && answers.is_over(); }

  const int node;
  const int redis;
  Lane requests;
  Lane answers;
};

Wire::Wire(std::uint16_t to_port) : to_port_(to_port), listener_(new_socket()), waker_(::eventfd(0, EFD_CLOEXEC)) {
  auto address = at_port(0);
  socklen_t size = sizeof address;
  if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_, backlog) != 0) {
    throw std::runtime_error("a wire cannot be laid");
  }
  ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { run(); });
}

Wire::~Wire() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake();
  thread_.join();
  ::close(listener_);
  ::close(waker_);
}

void Wire::suffer(const Weather& weather) {
  {
    const std::lock_guard lock(mutex_);
    wished_ = weather;
  }
  wake();
}

void Wire::cut() {
  {
    const std::lock_guard lock(mutex_);
    cut_ = true;
  }
  wake();
}

void Wire::wake() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(waker_, &one, sizeof one);
}

bool Wire::obey() {
  const std::lock_guard lock(mutex_);
  weather_ = wished_;
  if (!std::exchange(cut_, false)) return !stopping_;
  for (const auto& connection : connections_) connection->reset();
  connections_.clear();
  return !stopping_;
}

// Connecting does not wait; what is sent before Redis has answered is written when it has.
void Wire::take_in() {
  const int node = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (node < 0) return;
  const int redis = new_socket();
  const auto address = at_port(to_port_);
  const int on = 1;
  ::setsockopt(node, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  ::setsockopt(redis, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  auto connection = std::make_unique<Connection>(node, redis);
  const int result = ::connect(redis, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  if (result == 0 || errno == EINPROGRESS) connections_.push_back(std::move(connection));
}

// Until something can be passed on, or becomes due, or a test wishes something.
bool Wire::wait(std::vector<pollfd>& fds) {
  const auto now = Clock::now();
  auto next = Clock::time_point::max();
  fds.assign({{waker_, POLLIN, 0}, {weather_.requests_pass ? listener_ : -1, POLLIN, 0}});
  for (const auto& connection : connections_) {
    connection->requests.want(fds, now, weather_.requests_pass);
    connection->answers.want(fds, now, weather_.answers_pass);
    next = std::min({next, connection->requests.next_due(now), connection->answers.next_due(now)});
  }
  const bool endless = next == Clock::time_point::max();
  const auto patience = endless ? Milliseconds(-1) : std::chrono::ceil<Milliseconds>(next - now);
  if (::poll(fds.data(), fds.size(), static_cast<int>(patience.count())) < 0) return errno == EINTR;
  std::uint64_t count = 0;
  return fds[0].revents == 0 || ::read(waker_, &count, sizeof count) > 0;
}

void Wire::run() {
  std::vector<pollfd> fds;
  while (obey() && wait(fds)) {
    auto fd = fds.cbegin() + 2;
    for (auto it = connections_.begin(); it != connections_.end(); fd += 4) {
      auto& one = **it;
      const bool sound = one.requests.pass(fd[0].revents != 0, fd[1].revents != 0, weather_.delay) &&
                         one.answers.pass(fd[2].revents != 0, fd[3].revents != 0, weather_.delay);
      it = sound && !one.is_over() ? std::next(it) : connections_.erase(it);
    }
    if (fds[1].revents != 0) take_in();
  }
}

}  // namespace plenum::testing
