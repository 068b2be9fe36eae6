#pragma once

#include <cstdint>
#include <vector>

namespace plenum::bench {

/// How long deliveries took, to 20 us, up to a minute. A million of them cost no more than one.
class Latencies {
public:
  Latencies() : counts_(buckets + 1) {}

  void add(double seconds) {
    const auto bucket = static_cast<std::size_t>(seconds * 1e6 / bucket_us);
    ++counts_[bucket < buckets ? bucket : buckets];
    ++count_;
  }
  void clear();

  /// The latency that this share of all deliveries did not exceed, in milliseconds.
  double quantile_ms(double share) const;
  std::uint64_t count() const { return count_; }

private:
  static constexpr double bucket_us = 20;
  static constexpr std::size_t buckets = 3'000'000;
  std::vector<std::uint32_t> counts_;
  std::uint64_t count_ = 0;
};

}  // namespace plenum::bench
