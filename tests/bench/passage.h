#pragma once

#include "tests/bench/audience.h"
#include "tests/bench/author.h"

namespace plenum::bench {

/// An author at one server and a reader at another, or at the same: how long a post takes from the one to the other,
/// and that all come once and in order. Belongs to the loop's thread.
class Passage {
public:
  /// In the topic with this number.
  Passage(Loop& loop, Community& from, Community& to, std::size_t topic);

  /// Posts at a steady pace, slow enough that none waits for another.
  struct Times {
    double p50_ms = 0;
    double p99_ms = 0;
  };
  Times measure(double seconds, double posts_per_s);

  const Ledger& heard() const { return heard_; }
  const Audience& audience() const { return audience_; }

private:
  Loop& loop_;
  Community& from_;
  const std::size_t topic_;
  Ledger heard_{1};
  Author author_;
  Audience audience_;
};

}  // namespace plenum::bench
