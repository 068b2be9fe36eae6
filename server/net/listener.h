#pragma once
// The door: accepts connections, speaks HTTP/1.1 on them and turns those that ask for it into WebSockets.
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/net/http.h"
#include "server/net/io_threads.h"
#include "server/net/limits.h"
#include "server/net/peer.h"
#include "server/net/websocket.h"

namespace plenum::net {

// Implemented by the gateway, one per door. Thread: called on any io thread, so also on several at once: keep state per
// connection. Must never block, and never throw.
class Handler {
public:
  virtual ~Handler() = default;

  // Every complete request that is no WebSocket upgrade. The next one on the same connection comes after the answer.
  virtual void on_http(HttpRequest request, Respond respond) = 0;

  struct Admission {
    std::optional<HttpResponse> refused;  // set: answer this, no upgrade
    std::string subprotocol;              // one of those offered (else the upgrade is refused with 400); "" names none
    std::unique_ptr<WebSocketClient> client;  // set exactly when not refused
  };
  // A GET with a well-formed WebSocket handshake (version 13, a key of 16 bytes; others got 400 or 426).
  virtual Admission on_upgrade(const HttpRequest& request) = 0;
};

// The subprotocols a client offers, in its order of preference ("Sec-WebSocket-Protocol").
std::vector<std::string> offered_subprotocols(const HttpRequest& request);

struct ListenerOptions {
  Limits limits;
  TrustedProxies trusted_proxies;
  std::function<void(std::string_view)> notice;  // one line for the operator's log; any io thread
};

// What slow readers cost.
struct Held {
  std::size_t bytes = 0;     // waiting for sockets that are full; a frame that several wait for counts for each
  std::size_t sessions = 0;  // that were in this state about a second ago
};

struct ListeningSocket;

// Thread: owned by whoever owns the IoThreads; its functions are called by that owner, not from io threads.
// Requires: io and handler outlive it. Accepts on io thread 0, gives each connection to the thread that has fewest.
class Listener {
public:
  Listener(IoThreads& io, Handler& handler, ListenerOptions options = {});
  ~Listener();  // cuts what is left (every open client gets on_closed) before it returns
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  // "127.0.0.1:8080", "[::1]:8080"; port 0 chooses one. An address, not a name. nullopt: it listens; else the reason.
  std::optional<std::string> listen(std::string_view host_port);
  // For the operator: mode 0600, removed again when done. A stale file is replaced, a living server's is not.
  std::optional<std::string> listen_unix(const std::string& path);

  // "127.0.0.1:40123" of the n-th listen(), with the port chosen.
  std::string bound_address(std::size_t n = 0) const;
  std::uint16_t bound_port(std::size_t n = 0) const;

  void stop_accepting();
  // Closes idle HTTP connections, lets requests in work be answered, sends every WebSocket what it is owed and a Close
  // (1012: come back; 1001: going away); one after the other over so long. Returns at once: ask connections() until it
  // is 0, or give up and destroy.
  void close_all(std::uint16_t code, std::string_view reason, std::chrono::milliseconds over = {});

  std::size_t connections() const;  // open now, any thread
  Held held() const;                // any thread

private:
  struct Parts;
  void add(ListeningSocket socket);
  std::unique_ptr<Parts> parts_;
};

// Raises the soft limit of descriptors to the hard one; the limit now in force.
std::uint64_t raise_descriptor_limit();

}  // namespace plenum::net
