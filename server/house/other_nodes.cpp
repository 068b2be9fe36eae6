#include "server/house/other_nodes.h"

#include "server/house/clock.h"

namespace plenum {

OtherNodes::OtherNodes(const Store& store, const redis::RedisLog& shared, Floor& floor)
    : neighbours({shared.node(), store, floor.presence, floor.live.desk(),
                  [this](std::string words) { whispers.say(std::move(words)); }}),
      whispers(shared.settings(), [this](std::string_view words) { neighbours.hear(words, wall_clock_ms()); }) {}

}  // namespace plenum
