#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "proto/member.pb.h"
#include "server/gateway/catch_up.h"
#include "server/gateway/service.h"
#include "server/hub/delivery.h"
#include "server/hub/desk_presence.h"
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

  /// Tells a member's other connections how far they have read, with the next tick: the last place of each thread.
  void tell_devices(MemberId member, ThreadId thread, Place place);

  /// Who of the chair looks at what.
  DeskPresence& desk() { return desk_; }

  CatchUp::Counts frames_caught_up() const;

  std::size_t connections() const { return connections_.load(std::memory_order_relaxed); }

private:
  void whisper_presence(std::int64_t now_ms, std::vector<Delivery>& whispers);
  void whisper_desk(std::int64_t now_ms, std::vector<Delivery>& whispers);
  void whisper_places(std::vector<Delivery>& whispers);
  void forget_on(unsigned thread);
  std::optional<Delivery> whisper_of(const StreamId& stream, const v1::ServerFrame& frame) const;
  friend class LiveClient;
  using SessionHub = Hub<LiveClient*>;

  // Who is where in a topic as one frame for all who arrive between two ticks; null where nobody is.
  using PresenceFrames = std::map<std::pair<TopicId, Interest::Encoding>, net::Frame>;
  const net::Frame& presence_now(unsigned thread, TopicId topic, Interest::Encoding encoding);

  Parts parts_;
  DeskPresence desk_;
  std::vector<std::unique_ptr<SessionHub>> hubs_;    // one per io thread, touched only there
  std::vector<std::unique_ptr<CatchUp>> catch_ups_;  // likewise
  std::vector<PresenceFrames> presences_;            // likewise
  std::mutex places_mutex_;
  std::map<std::pair<MemberId, ThreadId>, Place> places_;  // moved since the last tick
  std::atomic<std::size_t> connections_{0};
  std::atomic<std::uint64_t> next_connection_{1};
};

/// Who is where in a topic, for those who follow it.
v1::ServerFrame presence_frame(const View& view, TopicId topic, const std::vector<Presence::Thread>& threads);

/// Who of the chair looks at one report.
v1::ServerFrame desk_presence_frame(const View& view, const DeskPresence::Report& report);

}  // namespace plenum
