#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "tests/bench/community.h"
#include "tests/support/redis/redis_server.h"

namespace plenum::bench {

/// Three nodes of one community over one redis-server that keeps its log as deploy/redis says: all on this machine, so
/// they share its cores and its one disk with each other, with Redis and with the generator. Belongs to the loop's
/// thread.
class Fleet {
public:
  static constexpr std::size_t size = 3;
  static constexpr const char* prefix = "bench";

  explicit Fleet(std::size_t topics);

  Community& node(std::size_t i) { return *nodes_[i]; }
  testing::RedisServer& redis() { return redis_; }
  redis::Settings settings(const std::string& its_prefix) const { return redis_.settings(its_prefix); }

  /// Waits until every node takes writes and has applied what any of them has; or the run ends.
  void agree();

private:
  std::string settings_of_node(std::size_t i) const;

  testing::RedisServer redis_;
  std::array<std::unique_ptr<Community>, size> nodes_;
};

}  // namespace plenum::bench
