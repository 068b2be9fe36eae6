#include "tests/cli/relay.h"

#include <algorithm>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace plenum::test {

namespace {

constexpr int glance_ms = 20;

sockaddr_in at_port(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

}  // namespace

Relay::Relay(std::uint16_t to_port) : to_port_(to_port), listening_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  auto address = at_port(0);
  socklen_t length = sizeof address;
  const bool ready = ::bind(listening_, reinterpret_cast<sockaddr*>(&address), length) == 0 &&
                     ::listen(listening_, 16) == 0 &&
                     ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &length) == 0;
  if (!ready) throw std::runtime_error("no port for the relay");
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { run(); });
}

Relay::~Relay() {
  stopping_ = true;
  thread_.join();
  for (const auto& pair : pairs_) close(pair);
  ::close(listening_);
}

void Relay::close(const Pair& pair) {
  ::close(pair.client);
  ::close(pair.server);
}

void Relay::run() {
  while (!stopping_) {
    if (is_cut_) {
      for (const auto& pair : pairs_) close(pair);
      pairs_.clear();
    }
    std::vector<pollfd> waiting = {{listening_, POLLIN, 0}};
    for (const auto& pair : pairs_) {
      waiting.push_back({pair.client, POLLIN, 0});
      waiting.push_back({pair.server, POLLIN, 0});
    }
    ::poll(waiting.data(), waiting.size(), glance_ms);
    std::vector<Pair> open;
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      const bool lives = (waiting[1 + 2 * i].revents == 0 || pass_on(pairs_[i].client, pairs_[i].server)) &&
                         (waiting[2 + 2 * i].revents == 0 || pass_on(pairs_[i].server, pairs_[i].client));
      if (lives) {
        open.push_back(pairs_[i]);
      } else {
        close(pairs_[i]);
      }
    }
    pairs_ = std::move(open);
    if (waiting[0].revents != 0) accept_one();
  }
}

void Relay::accept_one() {
  const int client = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
  if (client < 0) return;
  const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  auto address = at_port(to_port_);
  const bool reached = !is_cut_ && ::connect(server, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  if (reached) {
    pairs_.push_back({client, server});
  } else {
    close({client, server});
  }
}

bool Relay::pass_on(int from, int to) {
  char bytes[16384];
  const auto got = ::recv(from, bytes, sizeof bytes, 0);
  for (ssize_t sent = 0; sent < got;) {
    const auto now = ::send(to, bytes + sent, static_cast<std::size_t>(got - sent), MSG_NOSIGNAL);
    if (now <= 0) return false;
    sent += now;
  }
  return got > 0;
}

}  // namespace plenum::test
