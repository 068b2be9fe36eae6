#include "tests/bench/writers.h"

#include <algorithm>
#include <map>

#include "tests/bench/measure.h"

namespace plenum::bench {

namespace {

constexpr double patience_s = 60;  // for the last answer
const std::string text(200, 'x');

struct Cost {
  double all_us = 0;
  double commit_us = 0;
};

Cost cost_of(Fleet& fleet) {
  Cost cost;
  for (std::size_t i = 0; i < Fleet::size; ++i) {
    for (const auto& [thread, time] : cpu_us_by_thread(fleet.node(i).pid())) {
      cost.all_us += time.us;
      if (time.name == "plenum-commit" || time.name.starts_with("rocksdb")) cost.commit_us += time.us;
    }
  }
  return cost;
}

}  // namespace

Writers::Writers(Loop& loop, Fleet& fleet, std::size_t nodes, std::size_t first_topic)
    : loop_(loop), fleet_(fleet), first_topic_(first_topic) {
  for (std::size_t i = 0; i < nodes; ++i) authors_.push_back(std::make_unique<Author>(loop, fleet.node(i), 1));
}

void Writers::write(std::size_t node) {
  authors_[node]->write(ledger_.open(now_s()), fleet_.node(node).thread(first_topic_ + node), text);
}

Writers::Written Writers::for_seconds(double seconds, std::size_t under_way_each) {
  const double until = now_s() + seconds;
  return run([until] { return now_s() >= until; }, under_way_each);
}

Writers::Written Writers::count(std::size_t posts, std::size_t under_way_each) {
  const auto last = ledger_.sent() + posts;
  return run([this, last] { return ledger_.sent() >= last; }, under_way_each);
}

Writers::Written Writers::run(const Enough& enough, std::size_t under_way_each) {
  Written written;
  written.posts_by_node.resize(authors_.size());
  ledger_.latencies.clear();
  const auto before = cost_of(fleet_);
  const double started = now_s();
  for (std::size_t i = 0; i < authors_.size(); ++i) {
    authors_[i]->on_written = [this, i, &written, &enough](std::uint32_t number) {
      ledger_.heard(number, now_s());
      ++written.posts_by_node[i];
      if (!enough()) write(i);
    };
  }
  for (std::size_t n = 0; n < under_way_each; ++n) {
    for (std::size_t i = 0; i < authors_.size() && !enough(); ++i) write(i);
  }
  const auto all_answered = [this] {
    return std::ranges::all_of(authors_, [](const auto& author) { return author->unanswered() == 0; });
  };
  loop_.turn_until([&] { return enough() && all_answered(); }, patience_s * 10);
  written.seconds = now_s() - started;
  for (const auto& author : authors_) author->on_written = [](std::uint32_t) {};
  for (const double posts : written.posts_by_node) written.posts += posts;
  written.p50_ms = ledger_.latencies.quantile_ms(0.5);
  written.p99_ms = ledger_.latencies.quantile_ms(0.99);
  const auto after = cost_of(fleet_);
  written.cpu_us = after.all_us - before.all_us;
  written.commit_cpu_us = after.commit_us - before.commit_us;
  return written;
}

}  // namespace plenum::bench
