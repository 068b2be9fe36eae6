#pragma once

#include <functional>
#include <map>

#include "tests/bench/ledger.h"
#include "tests/bench/loop.h"
#include "tests/bench/measure.h"

namespace plenum::bench {

/// One of those that are compared: a server, what it is told, and the ledger of who heard it.
struct Side {
  pid_t pid = -1;
  Ledger& ledger;
  std::function<void(std::uint32_t number)> say;
  std::function<bool()> is_settled = [] { return true; };  // beyond the ledger: every author has an answer
};

/// What a stretch of time cost.
struct Stretch {
  double seconds = 0;
  double cpu_us = 0;                      // of the server
  std::map<pid_t, ThreadTime> threads{};  // the same, by thread
  double messages = 0;
  double deliveries = 0;

  double cpu_us_per_delivery() const { return deliveries > 0 ? cpu_us / deliveries : 0; }
  double cpu_us_per_message() const { return messages > 0 ? cpu_us / messages : 0; }
  double deliveries_per_s() const { return deliveries / seconds; }
};

/// Keeps so many messages under way: the next is said when one was heard by all. Ends when all are heard;
/// after no time at all: one window.
Stretch run_closed(Loop& loop, const Side& side, double seconds, std::size_t in_flight);

/// Says so many messages a second, whatever comes back. Ends when all are heard.
Stretch run_paced(Loop& loop, const Side& side, double seconds, double messages_per_s);

}  // namespace plenum::bench
