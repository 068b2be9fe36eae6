#include "storage/log/memory_log.h"

namespace plenum {

Tail MemoryLog::tail() {
  const std::lock_guard lock(mutex_);
  return batches_.empty() ? Tail{} : tail_after(batches_.back());
}

Append MemoryLog::append(const Tail& expected, const log::LogBatch& batch) {
  const std::lock_guard lock(mutex_);
  const Tail now = batches_.empty() ? Tail{} : tail_after(batches_.back());
  if (!(now == expected)) return Append::moved;
  batches_.push_back(batch);
  return Append::appended;
}

std::string MemoryLog::follow(const Tail& after, const Visit& visit) {
  std::vector<log::LogBatch> rest;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& batch : batches_) {
      if (tail_after(batch).offset > after.offset) rest.push_back(batch);
    }
  }
  for (const auto& batch : rest) {
    if (!visit(batch)) break;
  }
  return {};
}

}  // namespace plenum
