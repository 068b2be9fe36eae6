#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "storage/log/log.h"
#include "storage/rocks/pending.h"
#include "storage/rocks/store.h"

namespace plenum {

/// What a committed batch added to the streams, in order. Told after it is durable, never before.
struct Committed {
  Tail tail;
  std::vector<Pending::Added> added;
};
using Publish = std::function<void(Committed)>;

/// Batches that become true together, one after the other over one picture of the state, with one sync: that costs many
/// times what a post in it does, and whoever catches up must not pay it for every batch.
///
/// What others wrote may become true only before the log looks at its engine again (Log::looks): there this node may
/// vote, and has told what it holds. A group that was held over a look is dropped and followed again; it is committed
/// all the same where this node's own batch was let in behind it, for then the open epoch holds it.
/// Belongs to the thread that commits, for one commit.
class GroupCommit {
public:
  GroupCommit(Store& store, const Log& log)
      : store_(store), log_(log), view_(store.view()), pending_(&view_), tail_(store.tail()) {}

  /// Another's batch, which fits. False: this program does not know all of it; then only `again` is of use.
  bool apply(const log::LogBatch&);
  /// What this node's own batch is decided over; where it is not let in, nothing of it was done here.
  const Layer& top() const { return is_empty() ? static_cast<const Layer&>(view_) : pending_; }
  /// This node's own batch, decided over `top()` and appended, and what it changes.
  void add_own(log::LogBatch, Pending changes);

  /// The same batches over a fresh picture, without what was applied of another.
  std::unique_ptr<GroupCommit> again() const;

  const Tail& tail() const { return tail_; }
  bool is_empty() const { return batches_.empty(); }
  /// False: it was held over a look, and is to be dropped.
  bool is_current() const { return is_empty() || looks_ == log_.looks(); }
  bool is_full() const { return events_ >= events_enough || bytes_ >= bytes_enough; }

  /// All of it, or nothing. Publishes batch by batch what was committed.
  bool commit(const Publish&);

private:
  static constexpr std::size_t events_enough = 1'024;
  static constexpr std::size_t bytes_enough = 4u << 20;

  void add(log::LogBatch);

  Store& store_;
  const Log& log_;
  StoreView view_;
  Pending pending_;
  Tail tail_;
  std::vector<log::LogBatch> batches_;
  std::vector<Committed> committed_;
  std::size_t events_ = 0;
  std::size_t bytes_ = 0;
  std::uint64_t looks_ = 0;  // before the first batch
  bool own_ = false;         // the last one is this node's
};

}  // namespace plenum
