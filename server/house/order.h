#pragma once

#include <memory>
#include <string>

#include "server/config.h"
#include "storage/log/embedded_log.h"
#include "storage/log/redis/redis_log.h"

namespace plenum {

/// Where this node's events are ordered: in its own store, or among several.
struct Order {
  std::unique_ptr<EmbeddedLog> alone;
  std::unique_ptr<redis::RedisLog> shared;
  Log& log() const { return shared ? static_cast<Log&>(shared->log()) : *alone; }
};

/// As the configuration says. Returns what is wrong, or nothing; does not wait for Redis.
std::string open_order(const Config&, Store&, Order&);

/// Among several: learns what the others have. A node that has a community serves it even where Redis is away. Waits,
/// no longer than a minute.
std::string join_others(Store&, redis::RedisLog&);

}  // namespace plenum
