#pragma once

#include "storage/log/fenced_log.h"
#include "storage/log/redis/redis_port.h"
#include "tests/log/twins.h"
#include "tests/support/redis/redis_server.h"

namespace plenum::testing {

/// A node's own side, in memory: what is committed, and its standing.
class MemoryLocal final : public Local {
public:
  explicit MemoryLocal(NodeId node) { standing_.node = std::move(node); }

  Tail tail() const override { return batches_.empty() ? Tail{} : tail_after(batches_.back()); }
  std::string community() const override { return community_; }
  void belong_to(const std::string& community) { community_ = community; }
  std::string read_log(Offset after, const Log::Visit& visit) const override {
    for (const auto& batch : batches_) {
      if (tail_after(batch).offset > after && !visit(batch)) break;
    }
    return {};
  }
  Standing standing() const override { return standing_; }
  bool keep(const Standing& next) override {
    standing_ = next;
    return true;
  }
  void commit(const log::LogBatch& batch) { batches_.push_back(batch); }
  const std::vector<log::LogBatch>& batches() const { return batches_; }

private:
  std::vector<log::LogBatch> batches_;
  Standing standing_;
  std::string community_;
};

inline std::int64_t steady_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

/// A fresh name for what must not meet: prefixes, nodes.
inline std::string fresh_name() {
  static int count = 0;
  return "t" + std::to_string(++count);
}

/// One node's log over a Redis, as plenumd has it but for the store.
struct RedisNode {
  /// `kept`: what is on its disk.
  RedisNode(const redis::Settings& settings, bool founds, MemoryLocal kept = MemoryLocal(fresh_name()))
      : local(std::move(kept)),
        port(registering(settings, local), local.standing().node, [] {}),
        log(port, local, steady_ms, options(settings, founds)) {}

  static redis::Settings registering(redis::Settings settings, const Local& local) {
    settings.applied = [&local] { return local.tail().offset; };
    return settings;
  }
  static FencedLog::Settings options(const redis::Settings& given, bool founds) {
    FencedLog::Settings settings;
    settings.founds = founds;
    settings.beat_ms = 50;
    settings.keep_events = given.keep_events;
    return settings;
  }
  bool takes_part() {
    log.tend();
    return log.closed_because().empty();
  }
  bool catch_up() {
    fault = log.follow(local.tail(), [this](const log::LogBatch& batch) {
      local.commit(batch);
      return true;
    });
    return fault.empty();
  }

  MemoryLocal local;
  redis::RedisPort port;
  FencedLog log;
  std::string fault;
};

/// Over one real Redis for all the tests of the program, each under a prefix of its own.
class RedisTwin final : public Twin {
public:
  RedisTwin() {
    if (!eventually([this] { return node_.takes_part(); })) throw std::runtime_error(node_.log.closed_because());
  }
  Log& log() override { return node_.log; }
  Append append(const Tail& expected, const log::LogBatch& batch) override { return node_.log.append(expected, batch); }

private:
  static RedisServer& server() {
    static RedisServer one;
    return one;
  }
  RedisNode node_{server().settings(fresh_name()), true};
};

}  // namespace plenum::testing
