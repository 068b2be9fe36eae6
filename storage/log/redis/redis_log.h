#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include "storage/log/fenced_log.h"
#include "storage/log/redis/fork_file.h"
#include "storage/log/redis/redis_port.h"
#include "storage/log/redis/store_local.h"
#include "storage/log/redis/words.h"

namespace plenum::redis {

/// A node's share in a log over Redis, made whole: its side, the way to Redis, the protocol. Made and ended on the main
/// thread; `log()` belongs to the sequencer's in between.
class RedisLog {
public:
  /// Nothing, and what is wrong in a sentence. Does not wait for Redis.
  static std::unique_ptr<RedisLog> open(Store&, const std::string& directory, const Settings&, bool founds,
                                        std::string& why);

  FencedLog& log() { return log_; }
  /// A Redis that must not be used, not one that is merely away.
  bool is_unfit() const { return port_.is_unfit() || log_.report().anothers; }

  /// Before `log()` is anybody's: this node has a key of the gallery. Returns what is wrong, or nothing.
  std::string carry_gallery_key(const std::string& fingerprint) {
    auto fault = port_.carry_gallery_key(hex(fingerprint));
    return is_unfit() ? fault : std::string();  // where Redis is merely away, it is compared when it is back
  }

  /// Keeps in a file what this node has and the log lacks. Returns what is wrong, or nothing. From any thread; waits
  /// for Redis, on a connection of its own.
  std::string export_fork(const Store&, const std::string& directory, KeptFork&) const;

  const NodeId& node() const { return node_; }
  const Settings& settings() const { return settings_; }

  /// Who is told that others have written; on the ear's thread. Empty: nobody.
  void on_news(std::function<void()>);

private:
  RedisLog(std::unique_ptr<StoreLocal>, const Settings&, bool founds);

  std::mutex mutex_;  // guards listener_
  std::function<void()> listener_;
  const Settings settings_;
  std::unique_ptr<StoreLocal> local_;
  const NodeId node_;
  RedisPort port_;
  FencedLog log_;
};

/// Whether the directory belongs to a node of several: then nothing may be appended to it alone.
bool is_shared(const std::string& directory);

}  // namespace plenum::redis
