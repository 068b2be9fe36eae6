#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tests/bench/latencies.h"

namespace plenum::bench {

/// What was said when, and by how many it was heard: the generator's truth of a run. Messages are numbered from 0.
class Ledger {
public:
  /// `hearers`: how many must hear each message.
  explicit Ledger(std::size_t hearers) : hearers_(hearers) {}

  /// The number of a message that is sent now.
  std::uint32_t open(double now_s);
  void heard(std::uint32_t number, double now_s);

  std::size_t sent() const { return sent_at_s_.size(); }
  std::size_t under_way() const { return sent() - heard_by_all_; }
  std::uint64_t deliveries() const { return deliveries_; }
  std::uint64_t expected() const { return sent() * hearers_; }
  /// Deliveries beyond the count of hearers: somebody heard twice.
  std::uint64_t surplus() const { return surplus_; }

  Latencies latencies;  // of what was heard since they were cleared

private:
  const std::size_t hearers_;
  std::vector<double> sent_at_s_;
  std::vector<std::uint32_t> heard_;
  std::size_t heard_by_all_ = 0;
  std::uint64_t deliveries_ = 0;
  std::uint64_t surplus_ = 0;
};

}  // namespace plenum::bench
