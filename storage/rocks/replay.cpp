#include "storage/rocks/replay.h"

#include "storage/machine/apply.h"
#include "storage/rocks/digest.h"
#include "storage/rocks/pending.h"

namespace plenum {

bool apply_batch(const log::LogBatch& batch, State& state) {
  Offset offset = batch.first();
  for (const auto& logged : batch.events()) {
    log::Event event;
    if (!event.ParseFromString(logged.event())) return false;
    if (apply({offset++, event, logged}, state) != Applied::done) return false;
  }
  return true;
}

Replay replay(const Store& store) {
  Replay result;
  const auto view = store.view();  // one moment: state, tail and log cannot drift apart while commits go on
  const Tail end = view.tail();
  result.live_digest = state_digest(view);
  Pending fresh(nullptr);
  const auto unreadable = view.read_log(0, [&](const log::LogBatch& batch) {
    result.fault = find_fault(batch, result.tail);
    if (result.fault.empty() && !apply_batch(batch, fresh))
      result.fault = "it holds an event this program does not know";
    if (!result.fault.empty()) {
      result.fault = "The log is not sound at offset " + std::to_string(batch.first()) + ": " + result.fault + ".";
      return false;
    }
    result.tail = tail_after(batch);
    result.events += static_cast<std::uint64_t>(batch.events_size());
    ++result.batches;
    fresh.take_added();
    return true;
  });
  if (result.fault.empty()) result.fault = unreadable;
  result.replayed_digest = state_digest(fresh);
  if (!result.fault.empty()) return result;
  if (!(result.tail == end)) {
    result.fault = "The log ends at " + std::to_string(result.tail.offset) + ", the store says " +
                   std::to_string(end.offset) + ".";
  } else if (result.live_digest != result.replayed_digest) {
    result.fault = "The state is not what the log says it should be.";
  }
  return result;
}

}  // namespace plenum
