#pragma once
#include <memory>

#include "server/net/address_caps.h"
#include "server/net/door.h"
#include "server/net/socket.h"

namespace plenum::net {

struct Accepted {
  Socket socket;
  Peer peer;
  bool trusted_proxy = false;
  AddressCaps::Seat seat;
};

// On the socket's io thread.
void start_http(std::shared_ptr<Door> door, Desk& desk, Accepted accepted);

}  // namespace plenum::net
