// What the house shows of itself: to the operator, and to machines.
#include <utility>

#include "server/house/house.h"
#include "storage/log/redis/reach.h"

namespace plenum {

/// Empty: it takes writes.
std::string House::why_closed() const {
  auto why = ground.store->halted_because();
  return why.empty() ? ground.order.log().closed_because() : why;
}

v1::StatusReply House::status() const {
  v1::StatusReply reply;
  const auto community = ground.store->view().get(key::Community{});
  if (community) reply.set_community(community->name());
  reply.set_version(PLENUM_VERSION);
  reply.set_tail(ground.store->tail().offset);
  const auto why = why_closed();
  reply.set_takes_writes(why.empty());
  reply.set_halted_because(why);
  reply.set_connections(static_cast<std::uint32_t>(floor.live.connections()));
  reply.set_listening_on(doors.listening_on());
  reply.set_catch_up_frames_made(floor.live.frames_caught_up().made);
  reply.set_catch_up_frames_sent(floor.live.frames_caught_up().sent);
  if (const auto* open = doors.members().load()) {
    const auto held = open->held();
    reply.set_held_bytes(held.bytes);
    reply.set_slow_connections(static_cast<std::uint32_t>(held.sessions));
  }
  return reply;
}

Readings House::readings() const {
  Readings readings;
  readings.status = status();
  readings.why_not_ready = draining ? "It is ending." : readings.status.halted_because();
  readings.tally = sequencer.counts();
  for (const auto& [name, at] : {std::pair{"members", &doors.members()}, std::pair{"gallery", &doors.observers()}}) {
    if (const auto* open = at->load()) readings.sockets.emplace_back(name, open->connections());
  }
  if (!ground.order.shared) return readings;
  readings.log = ground.order.shared->log().report();
  readings.log_held = redis::reach_of(readings.log->scene, ground.order.shared->settings().keep_events).held;
  if (readings.why_not_ready.empty()) readings.why_not_ready = why_behind(*readings.log, readings.status.tail());
  return readings;
}

}  // namespace plenum
