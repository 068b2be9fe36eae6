#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "proto/whisper.pb.h"
#include "server/hub/desk_presence.h"
#include "server/hub/presence.h"
#include "storage/rocks/store.h"

namespace plenum {

/// Tells the other nodes who looks where here, and believes of theirs what this node's own state can bear out: a thread
/// that stands and is not held, members that are. All of it may be lost, and none of it is kept.
///
/// `tick` and `farewell` are the main thread's, `hear` whoever's it is that listens; none waits for anybody.
class Neighbours {
public:
  struct Parts {
    std::string self;  // this node
    const Store& store;
    Presence& presence;
    DeskPresence& desk;
    std::function<void(std::string)> say;  // to all nodes; must not wait
  };
  explicit Neighbours(Parts parts);

  /// Says what changed since the last tick, and anew what has not been said for a while. Twice a second: at most
  /// messages_per_tick_max each time, so many bytes long, whatever members do.
  void tick(std::int64_t now_ms);

  /// What a node said. Whatever cannot be meant is passed over.
  void hear(std::string_view message, std::int64_t now_ms);

  /// This node goes: nobody need wait until they know.
  void farewell();

  static constexpr std::size_t message_bytes_max = 64 * 1024;
  static constexpr std::size_t messages_per_tick_max = 8;

private:
  void hear_thread(const StoreView&, const nodes::Whisper&, const nodes::WhisperedThread&, std::int64_t now_ms);
  void hear_report(const StoreView&, const nodes::Whisper&, const nodes::WhisperedReport&, std::int64_t now_ms);
  void say(const nodes::Whisper&);

  const Parts parts_;
};

}  // namespace plenum
