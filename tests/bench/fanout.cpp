#include "tests/bench/fanout.h"

#include <nlohmann/json.hpp>

#include "tests/bench/bare_sender.h"
#include "tests/bench/hall.h"
#include "tests/bench/measure.h"

namespace plenum::bench {

nlohmann::ordered_json fanout(const FanoutOptions& options) {
  Loop loop;
  Hall hall(loop, {.subscribers = options.subscribers});
  Ledger floor_heard(options.subscribers);
  const BareSender sender(options.subscribers, options.subscribers, hall.frame_bytes());
  BareCrowd crowd(loop, sender, options.subscribers, floor_heard);
  const Side floor{sender.pid(), floor_heard, [&crowd](auto number) { crowd.say({0, number}); }};
  const auto run = [&](const Side& side, double share) {
    return run_closed(loop, side, options.seconds * share, options.in_flight);
  };
  run(hall.in_public(), 0.5);  // warm
  run(floor, 0.5);

  Contest contest;
  for (int i = 0; i < options.pairs; ++i) {
    const auto ours = run(hall.in_public(), 1);
    contest.add(ours, hall.commit_us(ours), run(floor, 1));
  }
  auto line = line_of("fanout");
  line["subscribers"] = options.subscribers;
  line["in_flight"] = options.in_flight;
  line["pairs"] = options.pairs;
  line["frame_bytes"] = hall.frame_bytes();
  contest.describe(line);
  line["cpu_us_per_unheard_post"] = rounded(hall.cpu_us_per_unheard_post());
  const auto share = [](auto of, auto by) { return rounded(static_cast<double>(of) / static_cast<double>(by)); };
  line["posts_per_frame"] = share(hall.heard().deliveries(), hall.audience().frames());
  line["floor_messages_per_send"] = share(floor_heard.deliveries(), crowd.sends());
  hall.close(line);
  return line;
}

}  // namespace plenum::bench
