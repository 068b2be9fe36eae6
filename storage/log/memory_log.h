#pragma once

#include <mutex>
#include <vector>

#include "storage/log/log.h"

namespace plenum {

/// The log of tests and simulations: forgets everything with the process. Several nodes may share one;
/// each call is atomic.
class MemoryLog final : public Log {
public:
  Tail tail() override;
  Append append(const Tail& expected, const log::LogBatch& batch) override;
  std::string follow(const Tail& after, const Visit& visit) override;

private:
  std::mutex mutex_;
  std::vector<log::LogBatch> batches_;
};

}  // namespace plenum
