#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "tests/bench/side.h"

namespace plenum::bench {

/// Sums up what was measured in turn: ours and the floor. Ratios are of one pair each, so that what else the machine
/// did falls on both alike.
class Contest {
public:
  /// `commit_us`: the part of ours that is told apart from the deliveries.
  void add(const Stretch& ours, double commit_us, const Stretch& floor);
  void describe(nlohmann::ordered_json& line) const;

private:
  std::vector<double> ours_us_;
  std::vector<double> whole_us_;
  std::vector<double> floor_us_;
  std::vector<double> commit_us_;
  std::vector<double> ratios_;
  std::vector<double> whole_ratios_;
  std::vector<double> ours_per_s_;
  std::vector<double> floor_per_s_;
};

/// Fields that every line begins and ends with.
nlohmann::ordered_json line_of(const std::string& workload);
void close_line(nlohmann::ordered_json& line, std::uint64_t delivered, std::uint64_t expected);

}  // namespace plenum::bench
