#include "tests/bench/latencies.h"

#include <algorithm>

namespace plenum::bench {

void Latencies::clear() {
  std::fill(counts_.begin(), counts_.end(), 0);
  count_ = 0;
}

double Latencies::quantile_ms(double share) const {
  std::uint64_t below = 0;
  for (std::size_t i = 0; i <= buckets; ++i) {
    below += counts_[i];
    if (static_cast<double>(below) >= share * static_cast<double>(count_) && below > 0)
      return static_cast<double>(i + 1) * bucket_us / 1e3;
  }
  return 0;
}

}  // namespace plenum::bench
