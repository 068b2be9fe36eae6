#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace plenum::test {

/// Stands in for a Redis of version 5, which no machine of ours has any more: answers what a node asks before it looks
/// at the version, and says that one. Each request comes in one piece, being small and waited for.
class OldRedis {
public:
  OldRedis() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(listener_, reinterpret_cast<sockaddr*>(&address), size);
    ::listen(listener_, 8);
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { run(); });
  }
  ~OldRedis() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  OldRedis(const OldRedis&) = delete;
  OldRedis& operator=(const OldRedis&) = delete;

  std::string url() const { return "redis://127.0.0.1:" + std::to_string(port_); }

private:
  static std::string bulk(const std::string& text) {
    return "$" + std::to_string(text.size()) + "\r\n" + text + "\r\n";
  }
  static std::string answer(const std::string& request) {
    if (request.find("SETNAME") != std::string::npos) return "+OK\r\n";
    if (request.find("LIST") != std::string::npos) return bulk("id=7 addr=127.0.0.1:1 name=a cmd=client\n");
    if (request.find("INFO") != std::string::npos) {
      return bulk("# Server\r\nredis_version:5.0.14\r\nrun_id:" + std::string(40, 'a') +
                  "\r\n# Persistence\r\naof_enabled:1\r\n# Replication\r\nrole:master\r\nmaster_replid:" +
                  std::string(40, 'b') + "\r\n");
    }
    if (request.find("ID\r\n") != std::string::npos) return ":7\r\n";
    return "-ERR unknown command\r\n";
  }
  void run() {
    std::vector<pollfd> fds = {{listener_, POLLIN, 0}};
    while (::poll(fds.data(), fds.size(), -1) > 0 && (fds[0].revents & (POLLHUP | POLLERR)) == 0) {
      for (std::size_t i = fds.size() - 1; i > 0; --i) {
        if (fds[i].revents == 0) continue;
        char request[4096];
        const auto count = ::recv(fds[i].fd, request, sizeof request, 0);
        const auto said = answer(std::string(request, static_cast<std::size_t>(std::max<ssize_t>(count, 0))));
        if (count > 0 && ::send(fds[i].fd, said.data(), said.size(), MSG_NOSIGNAL) > 0) continue;
        ::close(fds[i].fd);
        fds.erase(fds.begin() + static_cast<std::ptrdiff_t>(i));
      }
      if (fds[0].revents != 0) fds.push_back({::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC), POLLIN, 0});
    }
    for (std::size_t i = 1; i < fds.size(); ++i) ::close(fds[i].fd);
  }

  const int listener_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

}  // namespace plenum::test
