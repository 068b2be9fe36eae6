#include "tests/bench/burst.h"

#include <nlohmann/json.hpp>

#include "tests/bench/bare_sender.h"
#include "tests/bench/hall.h"
#include "tests/bench/measure.h"

namespace plenum::bench {

namespace {

constexpr double warm_s = 0.5;

struct Half {
  Stretch stretch;
  double p50_ms = 0;
  double p99_ms = 0;
};

Half run(Loop& loop, const Side& side, const BurstOptions& options) {
  run_paced(loop, side, warm_s, options.posts_per_s);
  const auto stretch = run_paced(loop, side, options.seconds, options.posts_per_s);
  return {stretch, side.ledger.latencies.quantile_ms(0.5), side.ledger.latencies.quantile_ms(0.99)};
}

Half run_floor(Loop& loop, std::size_t frame_bytes, const BurstOptions& options) {
  Ledger heard(options.subscribers);
  const BareSender sender(options.subscribers, options.subscribers, frame_bytes);
  BareCrowd crowd(loop, sender, options.subscribers, heard);
  return run(loop, {sender.pid(), heard, [&crowd](auto number) { crowd.say({0, number}); }}, options);
}

/// Latencies of one side, over all pairs.
struct Lateness {
  void add(const Half& half) {
    p50_ms.push_back(half.p50_ms);
    p99_ms.push_back(half.p99_ms);
  }
  std::vector<double> p50_ms;
  std::vector<double> p99_ms;
};

}  // namespace

nlohmann::ordered_json burst(const BurstOptions& options) {
  Loop loop;
  Hall hall(loop, {.subscribers = options.subscribers});
  const auto frame_bytes = hall.frame_bytes();
  Contest contest;
  Lateness our_lateness;
  Lateness floor_lateness;
  for (int i = 0; i < options.pairs; ++i) {
    if (i > 0) hall.fill();
    const auto ours = run(loop, hall.in_public(), options);
    hall.clear();
    const auto floor = run_floor(loop, frame_bytes, options);
    contest.add(ours.stretch, hall.commit_us(ours.stretch), floor.stretch);
    our_lateness.add(ours);
    floor_lateness.add(floor);
  }
  auto line = line_of("burst");
  line["subscribers"] = options.subscribers;
  line["posts_per_s"] = options.posts_per_s;
  line["pairs"] = options.pairs;
  line["frame_bytes"] = frame_bytes;
  contest.describe(line);
  line["cpu_us_per_unheard_post"] = rounded(hall.cpu_us_per_unheard_post());
  set_span(line, "p50_ms", our_lateness.p50_ms);
  set_span(line, "p99_ms", our_lateness.p99_ms);
  set_span(line, "floor_p50_ms", floor_lateness.p50_ms);
  set_span(line, "floor_p99_ms", floor_lateness.p99_ms);
  hall.close(line);
  return line;
}

}  // namespace plenum::bench
