#pragma once

#include <memory>

#include "storage/log/embedded_log.h"
#include "storage/log/memory_log.h"
#include "storage/rocks/pending.h"
#include "tests/support/storage/commit.h"
#include "tests/support/storage/scratch.h"

namespace plenum::testing {

/// A log under the law, and how a batch gets into it for good.
class Twin {
public:
  virtual ~Twin() = default;
  virtual Log& log() = 0;
  virtual Append append(const Tail& expected, const log::LogBatch& batch) = 0;
};

class MemoryTwin final : public Twin {
public:
  Log& log() override { return log_; }
  Append append(const Tail& expected, const log::LogBatch& batch) override { return log_.append(expected, batch); }

private:
  MemoryLog log_;
};

/// RocksDB's twin appends in Store::commit; what the batches change is of no matter here.
class EmbeddedTwin final : public Twin {
public:
  Log& log() override { return log_; }
  Append append(const Tail& expected, const log::LogBatch& batch) override {
    const auto answer = log_.append(expected, batch);
    if (answer != Append::appended) return answer;
    return store_->commit(batch, Pending(nullptr)) ? Append::appended : Append::unavailable;
  }
  Store& store() { return *store_; }

private:
  Scratch scratch_;
  std::unique_ptr<Store> store_ = open_store(scratch_ / "data");
  EmbeddedLog log_{*store_};
};

/// A sealed batch of so many events; the name makes them tell-tale.
inline log::LogBatch batch_after(const Tail& tail, int events, const std::string& name = "event") {
  log::LogBatch batch;
  for (int i = 0; i < events; ++i) {
    log::Event event;
    event.mutable_topic_opened()->set_title(name + " " + std::to_string(i));
    batch.add_events()->set_event(event.SerializeAsString());
  }
  seal(batch, tail);
  return batch;
}

inline std::vector<log::LogBatch> followed(Log& log, Offset after) {
  std::vector<log::LogBatch> seen;
  if (!log.follow(Tail{after, 1, {}},
                  [&](const log::LogBatch& batch) {
                    seen.push_back(batch);
                    return true;
                  })
           .empty()) {
    throw std::runtime_error("the log cannot be followed");
  }
  return seen;
}

}  // namespace plenum::testing
