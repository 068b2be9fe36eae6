#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "proto/member.pb.h"
#include "server/gateway/service.h"
#include "server/hub/delivery.h"
#include "server/hub/hub.h"
#include "server/hub/interest.h"
#include "server/hub/positions.h"
#include "server/hub/presence.h"
#include "server/identity/tickets.h"
#include "server/net/io_threads.h"
#include "server/net/websocket.h"
#include "server/projection/rendered.h"
#include "storage/rocks/store.h"

namespace plenum {

class LiveClient;

/// What the live lines of a node share: a hub per io thread, the services they call, who looks where. Made at start,
/// outlives every connection. `hand_over` and `tick` may be called from any thread; all else on the io threads.
class Live {
public:
  struct Parts {
    net::IoThreads& io;
    Store& store;
    const Service& members;
    const Service& moderators;
    Rendered& rendered;
    Interest& interest;
    const Positions& positions;
    Presence& presence;
    Tickets& tickets;
    std::string community;
  };
  explicit Live(Parts parts);
  ~Live();

  /// The encoding a subprotocol names.
  static std::optional<Interest::Encoding> encoding_of(std::string_view subprotocol);

  std::unique_ptr<net::WebSocketClient> make_client(Interest::Encoding encoding, Caller caller);

  /// To every io thread, which delivers it to its own sessions.
  void hand_over(Deliveries deliveries);

  /// Sends the presence that changed since the last tick. Called about once a second.
  void tick(std::int64_t now_ms);

  /// Tells a member's other connections how far they have read.
  void tell_devices(MemberId member, ThreadId thread, Place place);

  std::size_t connections() const { return connections_.load(std::memory_order_relaxed); }

private:
  std::optional<Delivery> whisper_of(const StreamId& stream, const v1::ServerFrame& frame) const;
  friend class LiveClient;
  using SessionHub = Hub<LiveClient*>;

  Parts parts_;
  std::vector<std::unique_ptr<SessionHub>> hubs_;  // one per io thread, touched only there
  std::atomic<std::size_t> connections_{0};
  std::atomic<std::uint64_t> next_connection_{1};
};

/// Who is where in a topic, for those who follow it.
v1::ServerFrame presence_frame(const View& view, TopicId topic, const std::vector<Presence::Thread>& threads);

}  // namespace plenum
