#include "tests/bench/bare_sender.h"

#include <cstdlib>
#include <string>
#include <vector>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace plenum::bench {

namespace {

std::string server_frame(std::size_t bytes) {
  std::string frame = "\x82";
  const auto payload = bytes - (bytes < 128 ? 2 : 4);
  if (payload < 126) {
    frame.push_back(static_cast<char>(payload));
  } else {
    frame.push_back(126);
    frame.push_back(static_cast<char>(payload >> 8));
    frame.push_back(static_cast<char>(payload & 0xFF));
  }
  return frame + std::string(payload, 'x');
}

[[noreturn]] void serve(int listener, std::size_t count, std::size_t frame_bytes) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  std::vector<int> sockets;
  while (sockets.size() < count) {
    const int socket = ::accept(listener, nullptr, nullptr);
    const int one = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    sockets.push_back(socket);
  }
  const auto frame = server_frame(frame_bytes);
  char byte = 0;
  while (::recv(sockets[0], &byte, 1, 0) == 1) {
    for (const int socket : sockets) {
      if (::send(socket, frame.data(), frame.size(), MSG_NOSIGNAL) < 0) std::_Exit(1);
    }
  }
  std::_Exit(0);
}

}  // namespace

BareSender::BareSender(std::size_t count, std::size_t frame_bytes) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener, 4096) != 0) std::exit(1);
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  port = ntohs(address.sin_port);
  pid = ::fork();
  if (pid == 0) serve(listener, count, frame_bytes);
  ::close(listener);
}

BareSender::~BareSender() {
  ::kill(pid, SIGKILL);
  ::waitpid(pid, nullptr, 0);
}

}  // namespace plenum::bench
