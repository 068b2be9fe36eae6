#include "tests/bench/contest.h"

#include <nlohmann/json.hpp>

#include "tests/bench/cores.h"
#include "tests/bench/measure.h"

namespace plenum::bench {

void Contest::add(const Stretch& ours, double commit_us, const Stretch& floor) {
  const double ours_us = ours.deliveries > 0 ? (ours.cpu_us - commit_us) / ours.deliveries : 0;
  const double floor_us = floor.cpu_us_per_delivery();
  ours_us_.push_back(ours_us);
  whole_us_.push_back(ours.cpu_us_per_delivery());
  floor_us_.push_back(floor_us);
  commit_us_.push_back(ours.messages > 0 ? commit_us / ours.messages : 0);
  ratios_.push_back(ours_us / floor_us);
  whole_ratios_.push_back(ours.cpu_us_per_delivery() / floor_us);
  ours_per_s_.push_back(ours.deliveries_per_s());
  floor_per_s_.push_back(floor.deliveries_per_s());
}

void Contest::describe(nlohmann::ordered_json& line) const {
  set_span(line, "ratio", ratios_);
  set_span(line, "cpu_us_per_delivery", ours_us_);
  set_span(line, "floor_cpu_us_per_delivery", floor_us_);
  if (median(commit_us_) > 0) {
    set_span(line, "ratio_with_commit", whole_ratios_);
    set_span(line, "cpu_us_per_delivery_with_commit", whole_us_);
    set_span(line, "commit_cpu_us_per_post", commit_us_);
  }
  set_span(line, "deliveries_per_s", ours_per_s_);
  set_span(line, "floor_deliveries_per_s", floor_per_s_);
}

nlohmann::ordered_json line_of(const std::string& workload) {
  return {{"workload", workload}};
}

void close_line(nlohmann::ordered_json& line, std::uint64_t delivered, std::uint64_t expected) {
  line["delivered"] = delivered;
  line["expected"] = expected;
  line["core_each"] = have_a_core_each();
  line["load_average"] = load_average();
}

}  // namespace plenum::bench
