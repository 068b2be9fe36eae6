#include "server/node/group_commit.h"

#include "storage/machine/assert.h"
#include "storage/rocks/replay.h"

namespace plenum {

bool GroupCommit::apply(const log::LogBatch& batch) {
  if (is_empty()) looks_ = log_.looks();
  if (!apply_batch(batch, pending_)) return false;
  add(batch);
  return true;
}

void GroupCommit::add_own(log::LogBatch batch, Pending changes) {
  if (is_empty()) {
    pending_ = std::move(changes);
  } else {
    pending_.take(std::move(changes));
  }
  add(std::move(batch));
  own_ = true;
}

void GroupCommit::add(log::LogBatch batch) {
  tail_ = tail_after(batch);
  committed_.push_back({tail_, pending_.take_added()});
  events_ += static_cast<std::size_t>(batch.events_size());
  bytes_ += batch.ByteSizeLong();
  batches_.push_back(std::move(batch));
}

std::unique_ptr<GroupCommit> GroupCommit::again() const {
  auto fresh = std::make_unique<GroupCommit>(store_, log_);
  for (const auto& batch : batches_) fresh->apply(batch);
  fresh->looks_ = looks_;
  return fresh;
}

bool GroupCommit::commit(const Publish& publish) {
  if (is_empty()) return true;
  PLENUM_ASSERT(own_ || looks_ == log_.looks(), "what was followed is held over a look at the log's engine");
  if (!store_.commit(batches_, pending_)) return false;
  for (auto& one : committed_) publish(std::move(one));
  return true;
}

}  // namespace plenum
