#pragma once
#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "server/net/address_caps.h"
#include "server/net/desk.h"
#include "server/net/listener.h"

namespace plenum::net {

// What all connections of one Listener share. Any thread reads it; desks[i] belongs to io thread i.
// Connections keep it alive, but handler is called only while the Listener lives: it cuts them before it goes.
struct Door {
  Door(IoThreads& threads, Handler& gateway, ListenerOptions options)
      : io(threads),
        handler(gateway),
        limits(options.limits),
        trusted_proxies(std::move(options.trusted_proxies)),
        notice(std::move(options.notice)),
        caps(limits.connections_max, limits.connections_per_address_max) {
    for (unsigned i = 0; i < io.size(); ++i) desks.push_back(std::make_shared<Desk>(io, i, limits));
  }

  // Where the fewest are. In turn would do, did browsers not come in pairs: a page, then its line.
  unsigned quietest() const {
    const auto fewer = [](const auto& a, const auto& b) { return a->seats() < b->seats(); };
    return (*std::min_element(desks.begin(), desks.end(), fewer))->index();
  }

  void say(std::string_view line) const {
    if (notice) notice(line);
  }

  IoThreads& io;
  Handler& handler;
  const Limits limits;
  const TrustedProxies trusted_proxies;
  const std::function<void(std::string_view)> notice;
  AddressCaps caps;
  std::vector<std::shared_ptr<Desk>> desks;
  std::atomic<bool> closed{false};  // the Listener is going: nobody new is let in
};

}  // namespace plenum::net
