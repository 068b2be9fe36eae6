#pragma once

#include "server/house/floor.h"
#include "server/hub/neighbours.h"
#include "storage/log/redis/whispers.h"

namespace plenum {

/// What this node and the others whisper to each other, and the channel it goes over. Made and ended on the main
/// thread.
struct OtherNodes {
  OtherNodes(const Store&, const redis::RedisLog&, Floor&);

  Neighbours neighbours;
  redis::Whispers whispers;
};

}  // namespace plenum
