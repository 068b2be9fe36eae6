#include "tests/bench/bare_sender.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/cores.h"

namespace plenum::bench {

namespace {

constexpr double patience_s = 60;
constexpr std::size_t orders_per_turn_max = 64;
constexpr std::size_t wave = 256;  // connections under way at once, below any backlog

std::size_t header_bytes(std::size_t frame_bytes) {
  return frame_bytes < 128 ? 2 : frame_bytes < 0x10004 ? 4 : 10;
}

int accept_one(int listener) {
  const int socket = ::accept(listener, nullptr, nullptr);
  const int one = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return socket;
}

/// As many whole orders as wait, and at least one.
std::size_t receive(int control, BareSender::Order* orders) {
  auto* bytes = reinterpret_cast<char*>(orders);
  std::size_t got = 0;
  while (got == 0 || got % sizeof *orders != 0) {
    const auto more = ::recv(control, bytes + got, orders_per_turn_max * sizeof *orders - got, 0);
    if (more <= 0) std::_Exit(0);
    got += static_cast<std::size_t>(more);
  }
  return got / sizeof *orders;
}

[[noreturn]] void serve(int listener, std::size_t count, std::size_t group_sockets, std::size_t frame_bytes) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int control = accept_one(listener);
  std::vector<int> sockets;
  while (sockets.size() < count) sockets.push_back(accept_one(listener));
  std::string joined;
  const auto frame = server_frame(frame_bytes);
  for (std::size_t i = 0; i < orders_per_turn_max; ++i) joined += frame;
  BareSender::Order orders[orders_per_turn_max];
  for (;;) {
    const auto waiting = receive(control, orders);
    for (std::size_t from = 0, to = 0; from < waiting; from = to) {
      while (to < waiting && orders[to].group == orders[from].group) ++to;
      for (auto i = from; i < to; ++i) {
        const std::uint32_t label[2] = {orders[i].number, static_cast<std::uint32_t>(to - from)};
        std::memcpy(joined.data() + (i - from) * frame_bytes + header_bytes(frame_bytes), label, sizeof label);
      }
      const auto* first = sockets.data() + orders[from].group * group_sockets;
      for (const int* socket = first; socket != first + group_sockets; ++socket) {
        if (::send(*socket, joined.data(), (to - from) * frame_bytes, MSG_NOSIGNAL) < 0) std::_Exit(1);
      }
    }
  }
}

}  // namespace

BareSender::BareSender(std::size_t sockets, std::size_t group_sockets, std::size_t frame_bytes) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener, 4096) != 0) std::exit(1);
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  {
    const OnServerCore core;
    pid_ = ::fork();
    if (pid_ == 0) {
      // The generator's own sockets are not this process's business.
      ::close_range(3, static_cast<unsigned>(listener) - 1, 0);
      ::close_range(static_cast<unsigned>(listener) + 1, ~0U, 0);
      serve(listener, sockets, group_sockets, frame_bytes);
    }
  }
  ::close(listener);
}

BareSender::~BareSender() {
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

BareCrowd::BareCrowd(Loop& loop, const BareSender& sender, Ledger& ledger)
    : loop_(loop), sender_(sender), ledger_(ledger), crowd_(loop, *this) {
  arrive(1);  // who gives the orders
}

void BareCrowd::arrive(std::size_t sockets) {
  for (std::size_t i = 0; i < sockets; ++i) {
    crowd_.connect(crowd_.add(), sender_.port(), false);
    loop_.turn_until([&] { return connected_ + wave > crowd_.size(); }, patience_s);
  }
  loop_.turn_until([&] { return connected_ == crowd_.size(); }, patience_s);
}

void BareCrowd::say(BareSender::Order order) {
  crowd_.send(0, {reinterpret_cast<const char*>(&order), sizeof order});
}

void BareCrowd::on_frame(std::size_t, Op, std::string_view payload) {
  std::uint32_t label[2] = {};
  std::memcpy(label, payload.data(), sizeof label);
  sends_ += 1.0 / label[1];
  ledger_.heard(label[0], now_s());
}

void BareCrowd::on_ended(std::size_t) {
  std::fputs("plenum-bench: the bare sender ended\n", stderr);
  std::exit(1);
}

}  // namespace plenum::bench
