#include "tests/bench/ledger.h"

namespace plenum::bench {

std::uint32_t Ledger::open(double now_s) {
  sent_at_s_.push_back(now_s);
  heard_.push_back(0);
  return static_cast<std::uint32_t>(sent_at_s_.size() - 1);
}

void Ledger::heard(std::uint32_t number, double now_s) {
  if (number >= heard_.size()) return;
  ++deliveries_;
  latencies.add(now_s - sent_at_s_[number]);
  const auto by = ++heard_[number];
  if (by == hearers_) ++heard_by_all_;
  if (by > hearers_) ++surplus_;
}

}  // namespace plenum::bench
