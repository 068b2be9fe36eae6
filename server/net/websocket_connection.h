#pragma once
#include <memory>
#include <string>

#include "server/net/address_caps.h"
#include "server/net/door.h"
#include "server/net/socket.h"

namespace plenum::net {

struct Upgrade {
  Socket socket;
  std::string early;      // bytes read behind the handshake
  std::string handshake;  // our answer, to be sent first
  Peer peer;
  AddressCaps::Seat seat;
  AddressCaps::Seat client_seat;  // behind a trusted proxy
  std::unique_ptr<WebSocketClient> client;
};

// On the socket's io thread.
void start_websocket(std::shared_ptr<Door> door, Desk& desk, Upgrade upgrade);

}  // namespace plenum::net
