#pragma once

#include "storage/log/log.h"
#include "storage/rocks/store.h"

namespace plenum {

/// RocksDB itself is the log: the default, with nothing to install. There is one writer, the sequencer, so an
/// append only takes the next place; the batch becomes durable in Store::commit, together with what it changes
/// and in one synced write. Acknowledge after that, never after `append` alone.
class EmbeddedLog final : public Log {
public:
  explicit EmbeddedLog(Store& store) : store_(store) {}

  Tail tail() override;
  Append append(const Tail& expected, const log::LogBatch& batch) override;
  std::string follow(const Tail& after, const Visit& visit) override;

private:
  Store& store_;
};

}  // namespace plenum
