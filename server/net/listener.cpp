#include "server/net/listener.h"

#include "server/net/acceptor.h"

namespace plenum::net {

struct Listener::Parts {
  std::shared_ptr<Door> door;
  std::vector<std::shared_ptr<Acceptor>> acceptors;
};

Listener::Listener(IoThreads& io, Handler& handler, ListenerOptions options) : parts_(std::make_unique<Parts>()) {
  parts_->door = std::make_shared<Door>(io, handler, std::move(options));
  for (unsigned i = 0; i < io.size(); ++i) io.run_on(i, [&] { parts_->door->desks[i]->open(); });
}

Listener::~Listener() {
  stop_accepting();
  auto& door = *parts_->door;
  door.closed.store(true);
  for (unsigned i = 0; i < door.io.size(); ++i) door.io.run_on(i, [&] { door.desks[i]->close(); });
}

std::optional<std::string> Listener::listen(std::string_view host_port) {
  ListeningSocket socket;
  if (auto reason = socket.open_tcp(host_port, parts_->door->limits.accept_backlog)) return reason;
  add(std::move(socket));
  return std::nullopt;
}

std::optional<std::string> Listener::listen_unix(const std::string& path) {
  ListeningSocket socket;
  if (auto reason = socket.open_unix(path, parts_->door->limits.accept_backlog)) return reason;
  add(std::move(socket));
  return std::nullopt;
}

void Listener::add(ListeningSocket socket) {
  auto acceptor = std::make_shared<Acceptor>(parts_->door, std::move(socket));
  parts_->acceptors.push_back(acceptor);
  parts_->door->io.run_on(0, [&] { acceptor->start(); });
}

std::string Listener::bound_address(std::size_t n) const {
  return parts_->acceptors.at(n)->address();
}

std::uint16_t Listener::bound_port(std::size_t n) const {
  return parts_->acceptors.at(n)->port();
}

void Listener::stop_accepting() {
  parts_->door->io.run_on(0, [&] {
    for (const auto& acceptor : parts_->acceptors) acceptor->stop();
  });
}

void Listener::close_all(std::uint16_t code, std::string_view reason, std::chrono::milliseconds over) {
  auto& io = parts_->door->io;
  for (unsigned i = 0; i < io.size(); ++i)
    io.post(i, [door = parts_->door, i, code, over, text = std::string(reason)] {
      if (!door->closed) door->desks[i]->wind_down(code, text, over);
    });
}

Held Listener::held() const {
  Held held;
  for (const auto& desk : parts_->door->desks) {
    held.bytes += desk->held_bytes();
    held.sessions += desk->stuck();
  }
  return held;
}

std::size_t Listener::connections() const {
  return parts_->door->caps.total();
}

}  // namespace plenum::net
