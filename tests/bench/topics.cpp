#include "tests/bench/topics.h"

#include <nlohmann/json.hpp>

#include "tests/bench/bare_sender.h"
#include "tests/bench/hall.h"
#include "tests/bench/measure.h"

namespace plenum::bench {

namespace {

constexpr std::size_t lines = 16;

}  // namespace

nlohmann::ordered_json topics(const TopicsOptions& options) {
  Loop loop;
  const auto subscribers = options.topics * options.subscribers_each;
  Hall hall(loop, {.subscribers = subscribers, .topics = options.topics, .lines = lines});
  Ledger floor_heard(options.subscribers_each);
  const BareSender sender(subscribers, options.subscribers_each, hall.frame_bytes());
  BareCrowd crowd(loop, sender, subscribers, floor_heard);
  const auto group = [&](auto number) { return static_cast<std::uint32_t>(number % options.topics); };
  const Side floor{sender.pid(), floor_heard, [&](auto number) { crowd.say({group(number), number}); }};
  const auto run = [&](const Side& side) { return run_paced(loop, side, options.seconds, options.posts_per_s); };
  run(hall.in_public());  // warm

  Contest contest;
  std::vector<double> p50_ms;
  std::vector<double> p99_ms;
  for (int i = 0; i < options.pairs; ++i) {
    const auto ours = run(hall.in_public());
    p50_ms.push_back(hall.heard().latencies.quantile_ms(0.5));
    p99_ms.push_back(hall.heard().latencies.quantile_ms(0.99));
    contest.add(ours, hall.commit_us(ours), run(floor));
  }
  auto line = line_of("topics");
  line["topics"] = options.topics;
  line["subscribers"] = subscribers;
  line["posts_per_s"] = options.posts_per_s;
  line["pairs"] = options.pairs;
  line["frame_bytes"] = hall.frame_bytes();
  contest.describe(line);
  line["cpu_us_per_unheard_post"] = rounded(hall.cpu_us_per_unheard_post());
  set_span(line, "p50_ms", p50_ms);
  set_span(line, "p99_ms", p99_ms);
  hall.close(line);
  return line;
}

}  // namespace plenum::bench
