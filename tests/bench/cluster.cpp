#include "tests/bench/cluster.h"

#include <algorithm>
#include <map>
#include <thread>

#include <nlohmann/json.hpp>

#include "tests/bench/bare_appender.h"
#include "tests/bench/bare_follower.h"
#include "tests/bench/contest.h"
#include "tests/bench/cores.h"
#include "tests/bench/fleet.h"
#include "tests/bench/measure.h"
#include "tests/bench/passage.h"
#include "tests/bench/writers.h"

namespace plenum::bench {

namespace {

using Line = nlohmann::ordered_json;

constexpr std::size_t entries_repeated = 400;
constexpr std::size_t topic_heard = 0;    // in which a client at another node listens;
constexpr std::size_t first_unheard = 1;  // one for each node's author
constexpr double patience_s = 120;

/// What was to arrive, and did.
struct Sum {
  std::uint64_t delivered = 0;
  std::uint64_t expected = 0;
  std::uint64_t doubles = 0;
  std::uint64_t gaps = 0;

  void add(const Passage& passage) {
    delivered += passage.heard().deliveries();
    expected += passage.heard().expected();
    doubles += passage.audience().doubles();
    gaps += passage.audience().gaps();
  }
  void add(const Writers& writers) {
    delivered += writers.acknowledged();
    expected += writers.sent();
  }
};

void from_node_to_node(Loop& loop, Fleet& fleet, const ClusterOptions& options, Line& line, Sum& sum) {
  Community one({.members = 1, .topics = 1, .has_its_core = false});
  Passage within(loop, one, one, topic_heard);
  Passage between(loop, fleet.node(0), fleet.node(1), topic_heard);
  std::vector<double> ratios, within_ms, within_p99_ms, between_ms, between_p99_ms;
  for (int i = -1; i < options.pairs; ++i) {  // once to warm
    const auto ours = between.measure(options.seconds, options.posts_per_s);
    const auto floor = within.measure(options.seconds, options.posts_per_s);
    if (i < 0) continue;
    ratios.push_back(ours.p50_ms / floor.p50_ms);
    between_ms.push_back(ours.p50_ms);
    between_p99_ms.push_back(ours.p99_ms);
    within_ms.push_back(floor.p50_ms);
    within_p99_ms.push_back(floor.p99_ms);
  }
  set_span(line, "passage_ratio", ratios);
  set_span(line, "passage_p50_ms", between_ms);
  set_span(line, "passage_p99_ms", between_p99_ms);
  set_span(line, "one_node_p50_ms", within_ms);
  set_span(line, "one_node_p99_ms", within_p99_ms);
  sum.add(within);
  sum.add(between);
}

/// What Redis did for the nodes in a stretch of time.
class AtRedis {
public:
  explicit AtRedis(BareAppender& redis) : redis_(redis) {}
  double calls(const std::string& command) { return redis_.calls(command).count - before_[command].count; }
  double us_per_call(const std::string& command) {
    const auto now = redis_.calls(command);
    const auto before = before_[command];
    return now.count > before.count ? (now.us - before.us) / (now.count - before.count) : 0;
  }
  void begin() {
    for (const auto* command : {"evalsha", "xadd", "xrange", "info"}) before_[command] = redis_.calls(command);
  }

private:
  BareAppender& redis_;
  std::map<std::string, BareAppender::Calls> before_;
};

struct WritingSpans {
  std::vector<double> ratios, posts_per_s, floor_posts_per_s, floor_appends_per_s, posts_per_append, bytes_per_append,
      cpu_us, commit_cpu_us, redis_cpu_us, generator_cpu_us, p50_ms, p99_ms, nodes_cores, scripts_per_append,
      reads_per_append, info_us, least_share;

  void describe(Line& line) const {
    set_span(line, "writing_ratio", ratios);
    set_span(line, "posts_per_s", posts_per_s);
    set_span(line, "floor_posts_per_s", floor_posts_per_s);
    set_span(line, "floor_appends_per_s", floor_appends_per_s);
    set_span(line, "posts_per_append", posts_per_append);
    set_span(line, "bytes_per_append", bytes_per_append);
    set_span(line, "nodes_cpu_us_per_post", cpu_us);
    set_span(line, "nodes_commit_cpu_us_per_post", commit_cpu_us);
    set_span(line, "redis_cpu_us_per_post", redis_cpu_us);
    set_span(line, "generator_cpu_us_per_post", generator_cpu_us);
    set_span(line, "nodes_cores_busy", nodes_cores);
    set_span(line, "ack_p50_ms", p50_ms);
    set_span(line, "ack_p99_ms", p99_ms);
    set_span(line, "scripts_per_append", scripts_per_append);
    set_span(line, "reads_per_append", reads_per_append);
    set_span(line, "redis_info_us", info_us);
    set_span(line, "least_nodes_share", least_share);
  }
};

double bytes_in(const std::vector<Entry>& entries) {
  double bytes = 0;
  for (const auto& entry : entries) bytes += static_cast<double>(entry.bytes.size());
  return bytes;
}

/// Between two offsets.
struct Stretch {
  Offset after = 0;
  Offset until = 0;
};

Stretch all_write(Loop& loop, Fleet& fleet, const ClusterOptions& options, Line& line, Sum& sum) {
  Writers writers(loop, fleet, Fleet::size, first_unheard);
  BareAppender bare(fleet.redis());
  AtRedis at_redis(bare);
  WritingSpans spans;
  const Offset after = fleet.node(0).tail();
  for (int i = -1; i < options.pairs; ++i) {  // once to warm
    at_redis.begin();
    const double redis_us = bare.redis_cpu_us(), generator_us = cpu_us();
    const auto ours = writers.for_seconds(options.seconds, options.in_flight);
    const double appends = at_redis.calls("xadd");
    fleet.agree();
    const auto entries = bare.newest(entries_repeated);
    if (i >= 0) {
      spans.redis_cpu_us.push_back((bare.redis_cpu_us() - redis_us) / ours.posts);
      spans.generator_cpu_us.push_back((cpu_us() - generator_us) / ours.posts);
      spans.scripts_per_append.push_back(at_redis.calls("evalsha") / appends);
      spans.reads_per_append.push_back(at_redis.calls("xrange") / appends);
      spans.info_us.push_back(at_redis.us_per_call("info"));
    }
    const auto floor = bare.append(entries, options.seconds);
    if (i < 0) continue;
    spans.ratios.push_back(ours.posts_per_s() / floor.events_per_s());
    spans.posts_per_s.push_back(ours.posts_per_s());
    spans.floor_posts_per_s.push_back(floor.events_per_s());
    spans.floor_appends_per_s.push_back(floor.appends / floor.seconds);
    spans.posts_per_append.push_back(ours.posts / appends);
    spans.bytes_per_append.push_back(bytes_in(entries) / static_cast<double>(entries.size()));
    spans.cpu_us.push_back(ours.cpu_us / ours.posts);
    spans.commit_cpu_us.push_back(ours.commit_cpu_us / ours.posts);
    spans.nodes_cores.push_back(ours.cpu_us / 1e6 / ours.seconds);
    spans.p50_ms.push_back(ours.p50_ms);
    spans.p99_ms.push_back(ours.p99_ms);
    spans.least_share.push_back(*std::ranges::min_element(ours.posts_by_node) / ours.posts);
  }
  spans.describe(line);
  sum.add(writers);
  return {after, fleet.node(0).tail()};
}

/// The last node leaves, misses so many posts, and comes back.
void be_away(Loop& loop, Fleet& fleet, const ClusterOptions& options, Line& line, Sum& sum) {
  auto& away = fleet.node(Fleet::size - 1);
  std::vector<double> seconds, posts_per_s;
  for (int i = 0; i < options.absences; ++i) {
    Writers writers(loop, fleet, Fleet::size - 1, first_unheard);
    away.stop();
    writers.count(options.away_posts, options.away_in_flight);
    const auto tail = fleet.node(0).tail();
    const double started = now_s();
    away.start();
    while (away.tail() < tail && now_s() - started < patience_s) {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    seconds.push_back(now_s() - started);
    posts_per_s.push_back(static_cast<double>(options.away_posts) / seconds.back());
    fleet.agree();
    sum.add(writers);
  }
  set_span(line, "caught_up_s", seconds);
  set_span(line, "caught_up_posts_per_s", posts_per_s);
}

// Every node applies and commits every post, once for each of its own appends, and they share these cores with Redis
// and the generator. Were all else free (deciding, hearing, telling, answering), the three could come no nearer to the
// bare client.
void say_what_is_reachable(Fleet& fleet, const Stretch& written, Line& line) {
  auto& node = fleet.node(Fleet::size - 1);
  node.stop();
  const auto again = node.data().parent_path() / "followed-alone";
  const double apply_us = follow_alone(node.data(), again, written.after, written.until, Fleet::size).us_per_post();
  const double post_us = apply_us * Fleet::size + line["redis_cpu_us_per_post"].get<double>() +
                         line["generator_cpu_us_per_post"].get<double>();
  const double posts_per_s = static_cast<double>(cores()) * 1e6 / post_us;
  line["apply_cpu_us_per_post"] = rounded(apply_us);
  line["writing_ratio_reachable"] = rounded(posts_per_s / line["floor_posts_per_s"].get<double>());
}

}  // namespace

nlohmann::ordered_json cluster(const ClusterOptions& options) {
  Loop loop;
  use_all_cores();
  Fleet fleet(first_unheard + Fleet::size);
  auto line = line_of("cluster");
  Sum sum;
  line["nodes"] = Fleet::size;
  line["pairs"] = options.pairs;
  from_node_to_node(loop, fleet, options, line, sum);
  line["in_flight_each"] = options.in_flight;
  const auto written = all_write(loop, fleet, options, line, sum);
  line["away_posts"] = options.away_posts;
  be_away(loop, fleet, options, line, sum);
  say_what_is_reachable(fleet, written, line);
  line["doubles"] = sum.doubles;
  line["gaps"] = sum.gaps;
  close_line(line, sum.delivered, sum.expected);
  line["core_each"] = false;
  return line;
}

}  // namespace plenum::bench
