#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>

#include "server/admin/health.h"
#include "server/gateway/gallery_gateway.h"
#include "server/gateway/http_gateway.h"
#include "server/house/desks.h"
#include "server/house/floor.h"

namespace plenum {

/// Where people come in: the operator's socket, the members' door, the observers', the machines'. Opened and shut by
/// the main thread; how full they are any thread may ask, also while they are opened.
class Doors {
public:
  Doors(const Config&, const Ground&, Floor&, Desks&, Health::Read read);

  /// The operator's first; in maintenance no other. `descriptors`: how many the process may open. Returns what is
  /// wrong, or nothing.
  std::string open(const Config&, std::uint64_t descriptors);

  /// Lets nobody in any more, and tells who is inside, one after the other over so long, to come back. The machines'
  /// door stays open: it says that the house ends.
  void wind_down(std::uint16_t code, const char* reason, std::chrono::milliseconds over);

  /// Cuts whoever is left.
  void shut();

  /// Where it answers, for people: "http://127.0.0.1:8080".
  std::string listening_on() const;

  using Open = std::atomic<const net::Listener*>;
  const Open& members() const { return members_open_; }  // null before and after
  const Open& observers() const { return observers_open_; }
  std::size_t connections() const;

private:
  using Door = std::unique_ptr<net::Listener>;
  std::string open_operators(const std::string& data);
  std::string open_members(const Config&, std::uint64_t descriptors);
  std::string open_observers(const Config&, std::uint64_t descriptors);
  void set_listening_on(std::string url);

  net::IoThreads& io_;
  HttpGateway gateway_;
  GalleryGateway gallery_gateway_;
  OperatorGateway operator_gateway_;
  Health health_;
  Door members_;
  Open members_open_{nullptr};
  Door observers_;
  Open observers_open_{nullptr};
  Door operators_;
  Door machines_;
  mutable std::mutex mutex_;  // guards listening_on_: it is written while the operator's door already answers
  std::string listening_on_;
  int directory_ = -1;
};

}  // namespace plenum
