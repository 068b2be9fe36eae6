#include "tests/bench/slow.h"

#include <algorithm>
#include <memory>

#include <nlohmann/json.hpp>

#include "tests/bench/audience.h"
#include "tests/bench/author.h"
#include "tests/bench/contest.h"
#include "tests/bench/measure.h"

namespace plenum::bench {

namespace {

constexpr double mib = 1024 * 1024;
constexpr double look_every_s = 0.25;
const Manner of_a_network = {.receive_buffer_bytes = 4'096, .segment_bytes_max = 1'400};

struct Half {
  double p50_ms = 0;
  double p99_ms = 0;
  double server_mib = 0;  // at its most
  std::size_t cut = 0;    // lines of non-readers that the server ended
  std::uint64_t delivered = 0;
  std::uint64_t expected = 0;
  std::uint64_t doubles = 0;
  std::uint64_t gaps = 0;
};

/// A fresh server each time: what the one before left in memory is not this one's.
class Room {
public:
  Room(const SlowOptions& options, std::size_t readers, std::size_t silent)
      : options_(options),
        community_({.members = options.clients}),
        heard_(readers),
        unheard_(silent),
        readers_(loop_, community_, heard_),
        silent_(loop_, community_, unheard_),
        author_(loop_, community_, 1) {
    const auto the_topic = [](std::size_t) { return std::size_t{0}; };
    readers_.expect_steps_of(1);
    readers_.arrive(readers, the_topic);
    silent_.arrive(silent, the_topic, of_a_network);
    silent_.fall_silent(0, silent);
  }

  Half run() {
    const std::string more = ": " + std::string(options_.post_bytes, 'x');
    Half half;
    double looked = 0;
    const Side side{community_.pid(), heard_,
                    [&](auto number) {
                      author_.write(number, community_.thread(0), more);
                      if (now_s() - looked < look_every_s) return;
                      looked = now_s();
                      half.server_mib = std::max(half.server_mib, memory_of(community_.pid()).resident / mib);
                    },
                    [this] { return author_.unanswered() == 0; }};
    run_paced(loop_, side, options_.seconds, options_.posts_per_s);
    half.p50_ms = heard_.latencies.quantile_ms(0.5);
    half.p99_ms = heard_.latencies.quantile_ms(0.99);
    half.cut = silent_.count_cut();
    half.delivered = heard_.deliveries();
    half.expected = heard_.expected();
    half.doubles = readers_.doubles();
    half.gaps = readers_.gaps();
    return half;
  }

private:
  const SlowOptions options_;
  Loop loop_;
  Community community_;
  Ledger heard_;
  Ledger unheard_;
  Audience readers_;
  Audience silent_;
  Author author_;
};

struct Sum {
  std::vector<double> p50_ms;
  std::vector<double> p99_ms;
  std::vector<double> server_mib;
  void add(const Half& half) {
    p50_ms.push_back(half.p50_ms);
    p99_ms.push_back(half.p99_ms);
    server_mib.push_back(half.server_mib);
  }
};

}  // namespace

nlohmann::ordered_json slow(const SlowOptions& options) {
  const auto silent = options.clients / 5;
  const auto readers = options.clients - silent;
  Sum alone;
  Sum beside;
  Half all;
  std::vector<double> ratios;
  for (int i = 0; i < options.pairs; ++i) {
    const auto without = Room(options, readers, 0).run();
    const auto with = Room(options, readers, silent).run();
    alone.add(without);
    beside.add(with);
    ratios.push_back(with.p99_ms / without.p99_ms);
    for (const auto& half : {without, with}) {
      all.delivered += half.delivered;
      all.expected += half.expected;
      all.doubles += half.doubles;
      all.gaps += half.gaps;
    }
    all.cut += with.cut;
  }
  auto line = line_of("slow");
  line["clients"] = options.clients;
  line["never_read"] = silent;
  line["posts_per_s"] = options.posts_per_s;
  line["post_bytes"] = options.post_bytes;
  line["seconds"] = options.seconds;
  line["pairs"] = options.pairs;
  set_span(line, "p99_ratio", ratios);
  set_span(line, "p50_ms", beside.p50_ms);
  set_span(line, "p99_ms", beside.p99_ms);
  set_span(line, "p50_ms_without", alone.p50_ms);
  set_span(line, "p99_ms_without", alone.p99_ms);
  set_span(line, "server_mib", beside.server_mib);
  set_span(line, "server_mib_without", alone.server_mib);
  line["cut"] = all.cut;
  line["doubles"] = all.doubles;
  line["gaps"] = all.gaps;
  close_line(line, all.delivered, all.expected);
  return line;
}

}  // namespace plenum::bench
