#include "storage/log/redis/reach.h"

#include <algorithm>

#include "storage/log/port.h"
#include "storage/log/redis/complaint.h"
#include "storage/log/redis/line.h"
#include "storage/log/redis/masters.h"

namespace plenum::redis {

Reach reach_of(const Scene& scene, std::uint64_t keep_events) {
  Reach reach;
  const auto tail = scene.meta ? scene.meta->tail.offset : 0;
  const auto old = tail - std::min(tail, keep_events);
  reach.from = scene.from;
  reach.may_go = old;
  for (const auto& [node, applied] : scene.applied) {
    if (applied >= reach.may_go) continue;
    reach.may_go = applied;
    reach.held_by = node;
  }
  reach.held = old - reach.may_go;
  return reach;
}

std::string forget(const Settings& settings, const std::string& node) {
  Masters masters(settings);
  std::string why;
  const auto master = masters.find(why);
  const auto line = master ? Line::open(*master, settings.patience, why) : nullptr;
  if (!line) return why;
  const auto lease = line->call({"HGET", settings.prefix + ":nodes", node}, settings.patience);
  if (!lease) return "Redis does not answer.";
  if (lease->type == REDIS_REPLY_ERROR) return complaint(text_of(lease.get()), settings.prefix);
  if (lease->type != REDIS_REPLY_NIL) {
    return "That node takes part: stop it first. Ten seconds later it is away, and can be forgotten.";
  }
  const auto gone = line->call({"HDEL", settings.prefix + ":applied", node}, settings.patience);
  if (!gone) return "Redis does not answer.";
  if (gone->type == REDIS_REPLY_ERROR) return complaint(text_of(gone.get()), settings.prefix);
  return gone->integer > 0 ? std::string() : "No such node is registered: `plenumctl log nodes` shows who is.";
}

}  // namespace plenum::redis
