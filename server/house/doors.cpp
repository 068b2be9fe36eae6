#include "server/house/doors.h"

#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

#include "server/house/settings.h"

namespace plenum {

namespace {

constexpr const char* socket_name = "operator.sock";
constexpr std::size_t unix_path_max = 107;  // the kernel's limit for a socket's name

}  // namespace

Doors::Doors(const Config& config, const Ground& ground, Floor& floor, Desks& desks, Health::Read read)
    : io_(floor.io),
      gateway_(*ground.store,
               {&floor.members, &floor.moderators, &desks.listenings, &desks.request_desks, &desks.identities,
                &desks.houses},
               floor.live, config.web_root, config.gallery_listen.empty() ? &desks.gallery_door : nullptr),
      gallery_gateway_(desks.gallery_door, config.web_root),
      operator_gateway_({&desks.operators, &desks.verbatims}),
      health_(std::move(read)) {}

std::string Doors::open(const Config& config, std::uint64_t descriptors) {
  if (auto fault = open_operators(config.data); !fault.empty() || config.maintenance) return fault;
  if (auto fault = open_members(config, descriptors); !fault.empty()) return fault;
  if (auto fault = open_observers(config, descriptors); !fault.empty()) return fault;
  if (config.admin_listen.empty()) return {};
  machines_ = std::make_unique<net::Listener>(io_, health_, net::ListenerOptions{});
  return machines_->listen(config.admin_listen).value_or("");
}

std::string Doors::open_operators(const std::string& data) {
  operators_ = std::make_unique<net::Listener>(io_, operator_gateway_, net::ListenerOptions{});
  const auto path = std::filesystem::absolute(data) / socket_name;
  auto reachable = path.string();
  if (reachable.size() > unix_path_max) {  // the directory's descriptor is short
    directory_ = ::open(data.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    reachable = "/proc/self/fd/" + std::to_string(directory_) + "/" + socket_name;
  }
  if (const auto why = operators_->listen_unix(reachable)) return *why;
  set_listening_on("unix:" + path.string());
  return {};
}

std::string Doors::open_members(const Config& config, std::uint64_t descriptors) {
  members_ = std::make_unique<net::Listener>(io_, gateway_, listener_options(config, descriptors));
  members_open_.store(members_.get());
  if (const auto why = members_->listen(config.listen)) return *why;
  set_listening_on("http://" + members_->bound_address());
  return {};
}

std::string Doors::open_observers(const Config& config, std::uint64_t descriptors) {
  if (config.gallery_listen.empty()) return {};
  observers_ = std::make_unique<net::Listener>(io_, gallery_gateway_, listener_options(config, descriptors));
  observers_open_.store(observers_.get());
  return observers_->listen(config.gallery_listen).value_or("");
}

void Doors::wind_down(std::uint16_t code, const char* reason, std::chrono::milliseconds over) {
  for (auto* door : {members_.get(), observers_.get(), operators_.get()}) {
    if (door == nullptr) continue;
    door->stop_accepting();
    door->close_all(code, reason, over);
  }
}

void Doors::shut() {
  machines_.reset();
  members_open_.store(nullptr);
  observers_open_.store(nullptr);
  members_.reset();
  observers_.reset();
  operators_.reset();
  if (directory_ >= 0) ::close(directory_);
  directory_ = -1;
}

std::size_t Doors::connections() const {
  return (members_ ? members_->connections() : 0) + (observers_ ? observers_->connections() : 0);
}

void Doors::set_listening_on(std::string url) {
  const std::lock_guard lock(mutex_);
  listening_on_ = std::move(url);
}

std::string Doors::listening_on() const {
  const std::lock_guard lock(mutex_);
  return listening_on_;
}

}  // namespace plenum
