#pragma once

#include <cstdint>
#include <functional>
#include <limits>

#include "storage/log/chain.h"

namespace plenum {

enum class Append {
  appended,     // in the log, at the place that was expected
  moved,        // somebody else appended first: apply theirs, check again
  unknown,      // the answer was lost: follow until some batch stands at that offset; never append again before
  unavailable,  // not in the log, and nothing was tried that could still arrive
};

/// The one order of a community's events. The law, which one conformance suite holds every twin to:
///  * two batches never stand at one offset, and every follower sees the same batches in the same order;
///  * a batch is appended whole or not at all, and only if the log's tail is the one expected;
///  * `appended` is answered only once the batch survives what this log promises to survive.
/// Used by the sequencer's thread alone. What a node remembers of the log it stores itself: Store::commit.
class Log {
public:
  virtual ~Log() = default;

  virtual Tail tail() = 0;

  /// Requires: the batch is sealed to follow `expected`.
  virtual Append append(const Tail& expected, const log::LogBatch& batch) = 0;

  /// Visits every batch after this tail, in order, up to the log's at the time of the call; after a tail without a
  /// hash, whatever was there before. Returns what went wrong, or nothing. What is visited is committed, or dropped for
  /// good and followed again, before the log looks at its engine the next time (`looks`); until then more may be
  /// followed, or appended, behind it.
  using Visit = std::function<bool(const log::LogBatch&)>;
  virtual std::string follow(const Tail& after, const Visit& visit) = 0;

  /// What a log with several nodes needs besides: the sequencer calls `tend` between batches and at least every second,
  /// and follows where there is news. Alone there is neither.
  virtual void tend() {}
  virtual bool has_news() { return false; }

  /// How often it has looked at its engine. There it may say where this node stands, and vote with that: what was
  /// visited before a look and is committed after it might be what the others go on without.
  virtual std::uint64_t looks() const { return 0; }

  /// The epoch that batches are sealed in; 0: the tail's own.
  virtual std::uint64_t epoch() const { return 0; }

  /// Facts of a higher feature level must not be written yet: some node that takes part would not know them. Alone
  /// there is none but this program.
  virtual std::uint32_t level_known_by_all() const { return std::numeric_limits<std::uint32_t>::max(); }

  /// Why it takes no writes, in a sentence; empty: it does. From any thread.
  virtual std::string closed_because() const { return {}; }
};

}  // namespace plenum
