#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <hiredis/hiredis.h>

#include "tests/bench/fleet.h"

namespace plenum::bench {

/// An entry of the log as a node appended it.
struct Entry {
  std::string bytes;
  std::uint64_t events = 0;
};

/// The floor of nodes that write: one bare hiredis connection calls the nodes' own append script on the same Redis with
/// the very entries that they appended, one at a time, for a log of its own. It decides, applies and keeps nothing.
/// Belongs to the generator's thread.
class BareAppender {
public:
  explicit BareAppender(const testing::RedisServer&);

  /// The newest entries of the nodes' log.
  std::vector<Entry> newest(std::size_t count);

  struct Appended {
    double seconds = 0;
    double appends = 0;
    double events = 0;
    double events_per_s() const { return events / seconds; }
  };
  /// Appends them one after the other, again and again.
  Appended append(const std::vector<Entry>& entries, double seconds);

  /// How often Redis has run a command so far, and its time in it.
  struct Calls {
    double count = 0;
    double us = 0;
  };
  Calls calls(const std::string& command);
  /// CPU time of Redis so far, in microseconds.
  double redis_cpu_us();

private:
  using Words = std::vector<std::string>;
  struct Free {
    void operator()(redisReply* reply) const { freeReplyObject(reply); }
    void operator()(redisContext* context) const { redisFree(context); }
  };
  using Reply = std::unique_ptr<redisReply, Free>;
  Reply call(const Words&);
  void open_a_log();

  std::unique_ptr<redisContext, Free> line_;
  std::string run_id_;
  std::string script_;
  std::uint64_t tail_ = 0;
};

}  // namespace plenum::bench
