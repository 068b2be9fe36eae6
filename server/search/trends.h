#pragma once

#include <cstdint>
#include <mutex>

#include "server/gateway/slow_lane.h"
#include "server/node/sequencer.h"

namespace plenum {

/// Counts each week of each feed once, when its tick has come (Monday, 00:00 UTC, and as late as the feed's embargo),
/// and hands what it counted to the log: on several nodes one of them wins, and no week is ever counted again.
/// Counting has a thread of its own; `look` is called from one thread, often, and waits for nothing.
///
/// What was withdrawn before the count is not in it, what is withdrawn later stays in it: a second count would tell by
/// the difference what was withdrawn.
class Trends {
public:
  /// Both outlive it.
  Trends(const Store& store, Sequencer& sequencer) : store_(store), sequencer_(sequencer) {}

  /// Whether something is due; once a minute.
  void look(std::int64_t now_ms);

  /// All that is due now, here: for tests, and for the thread itself.
  void count(std::int64_t now_ms);

  /// Before the sequencer goes.
  void stop() { lane_.stop(); }

  static constexpr int weeks_back_max = 104;
  static constexpr std::int64_t look_interval_ms = 60'000;

private:
  void count_feed(const StreamId& feed, std::int64_t now_ms);

  const Store& store_;
  Sequencer& sequencer_;
  std::int64_t looked_at_ms_ = 0;
  SlowLane lane_;
};

}  // namespace plenum
