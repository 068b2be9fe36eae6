#include "tests/sim/cluster.h"

#include <algorithm>
#include <limits>

namespace plenum::sim {

namespace {

constexpr std::int64_t step_ms = 100;
constexpr std::int64_t heal_ms = 120'000;

Climate draw_climate(testing::Random& random) {
  const auto one_of = [&](std::uint64_t rare, std::uint64_t often) { return random.one_in(2) ? rare : often; };
  return {one_of(300, 60),    one_of(300, 60),    one_of(400, 80), one_of(300, 40), one_of(1'000, 100), one_of(300, 40),
          one_of(3'000, 200), one_of(3'000, 200), one_of(200, 20), one_of(20, 2),   one_of(100, 8)};
}

}  // namespace

Cluster::Cluster(std::uint64_t seed, Bug bug, std::size_t nodes)
    : bug_(bug), random_(seed), engines_{Engine{random_, bug}, Engine{random_, bug}}, climate_(draw_climate(random_)) {
  for (std::size_t i = 0; i < nodes; ++i) {
    nodes_.push_back(std::make_unique<Node>(*this, i));
    nodes_.back()->start();
  }
}

Cluster::~Cluster() = default;

void Cluster::step() {
  now_ms_ += step_ms;
  for (auto& engine : engines_) engine.pass(step_ms);
  const auto first = random_.below(nodes_.size());
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    auto& node = *nodes_[(first + i) % nodes_.size()];
    if (node.is_idle()) node.step();
    deliver();
  }
}

void Cluster::run(std::int64_t ms) {
  for (const auto end = now_ms_ + ms; now_ms_ < end;) step();
}

void Cluster::storm(std::int64_t ms) {
  run(5'000);
  stormy_ = true;
  for (const auto end = now_ms_ + ms; now_ms_ < end;) {
    anything_may_fail();
    if (random_.one_in(3)) random_.pick(nodes_)->wish(next_wish_++);
    step();
  }
  stormy_ = false;
}

void Cluster::anything_may_fail() {
  auto& node = *random_.pick(nodes_);
  const auto a_while = now_ms_ + static_cast<std::int64_t>(random_.below(random_.one_in(4) ? 40'000 : 3'000));
  if (random_.one_in(climate_.cut)) {
    node.port().cut_until(a_while);
    ++faults_.cuts;
  }
  if (random_.one_in(climate_.pause)) {
    node.pause_until(a_while);
    ++faults_.cuts;
  }
  if (random_.one_in(climate_.stop)) {
    node.stop();
    node.pause_until(a_while);  // it starts again then
    ++faults_.crashes;
  }
  if (random_.one_in(climate_.engine)) break_the_engine();
  masters_change();
  if (random_.one_in(500)) engine().pass(static_cast<std::int64_t>(random_.below(7'200'000)) - 3'600'000);
}

void Cluster::masters_change() {
  if (random_.one_in(climate_.failover)) {
    fail_over(random_.below(12));
    ++faults_.failovers;
  }
  if (!random_.one_in(climate_.stray)) return;
  auto& port = random_.pick(nodes_)->port();
  if (random_.one_in(2)) {
    port.listen_to(1 - master_);
  } else {
    port.go_to(random_.below(2), now_ms_);
  }
  ++faults_.strays;
}

void Cluster::fail_over(std::size_t calls_behind) {
  other_engine().succeed(engine(), calls_behind);
  master_ = 1 - master_;
  old_gone_at_ms_ = now_ms_ + static_cast<std::int64_t>(random_.below(20'000));
  if (!stormy_) {
    old_gone_at_ms_ = std::numeric_limits<std::int64_t>::max();
    return;
  }
  for (auto& node : nodes_) {
    node->port().go_to(master_, now_ms_ + static_cast<std::int64_t>(random_.below(random_.one_in(3) ? 15'000 : 2'000)));
  }
}

void Cluster::fail_back() {
  master_ = 1 - master_;
  for (auto& node : nodes_) node->port().go_to(master_, now_ms_);
}

void Cluster::come_over(std::size_t i) {
  nodes_[i]->port().go_to(master_, now_ms_);
}

void Cluster::break_the_engine() {
  auto& broken = random_.one_in(5) ? other_engine() : engine();
  switch (random_.below(4)) {
    case 0:
      broken.flush();
      ++faults_.flushes;
      return;
    case 1:
      broken.restore_an_old_dump();
      ++faults_.restores;
      return;
    default:
      broken.restart(random_.below(8));
      ++faults_.restarts;
  }
}

// Of one machine: the node's process, and sometimes the engine that runs beside it.
void Cluster::power_cut() {
  if (random_.one_in(2)) {
    engine().restart(1 + random_.below(3));
    ++faults_.restarts;
  }
  throw Crash{};
}

// Between two calls of one node the others live on, and the engine may fail.
void Cluster::elsewhere() {
  if (!stormy_) return;
  if (random_.one_in(climate_.engine_between)) break_the_engine();
  if (random_.one_in(climate_.standstill)) stand_still();
  if (!random_.one_in(6)) return;
  auto& other = *random_.pick(nodes_);
  if (other.is_idle()) other.step();
}

// The node under way is stopped for longer than its lease; it notices nothing and goes on where it was.
void Cluster::stand_still() {
  if (somebody_stands_still_) return;
  somebody_stands_still_ = true;
  ++faults_.cuts;
  for (const auto end = now_ms_ + 15'000; now_ms_ < end;) step();
  somebody_stands_still_ = false;
}

void Cluster::deliver() {
  for (std::size_t i = 0; i < engines_.size(); ++i) {
    for (const auto& one : engines_[i].take_published()) {
      for (auto& node : nodes_) node->port().publish(i, one);
    }
  }
}

void Cluster::committed(const log::LogBatch& batch) {
  const auto [at, is_first] = truth_.try_emplace(batch.first(), batch.hash());
  if (!is_first && at->second != batch.hash()) {
    throw Broken("two different batches are committed at offset " + std::to_string(batch.first()));
  }
  epochs_ = std::max(epochs_, batch.epoch());
}

// Whoever has an answer asks nobody again.
void Cluster::acknowledged(std::uint64_t wish) {
  acknowledged_.insert(wish);
  for (auto& node : nodes_) node->wish_no_more(wish);
}

const NodeDisk& Cluster::furthest_disk() const {
  const auto it = std::ranges::max_element(nodes_, {}, [](const auto& node) { return node->disk().tail().offset; });
  return (*it)->disk();
}

void Cluster::set_down(std::size_t i, bool down) {
  if (down) {
    nodes_[i]->stop();
    nodes_[i]->pause_until(std::numeric_limits<std::int64_t>::max());
  } else {
    nodes_[i]->pause_until(0);
  }
}

bool Cluster::write_at(std::size_t i, std::int64_t patience_ms) {
  const auto wish = next_wish_++;
  nodes_[i]->wish(wish);
  for (const auto end = now_ms_ + patience_ms; now_ms_ < end && !acknowledged_.contains(wish);) step();
  return acknowledged_.contains(wish);
}

void Cluster::heal() {
  for (auto& node : nodes_) {
    node->port().cut_until(0);
    node->port().go_to(master_, 0);
    node->pause_until(0);
  }
  run(5'000);
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (!write_at(i, heal_ms)) {
      throw Broken("node " + std::to_string(i) + " never takes a write again: " + nodes_[i]->log()->closed_because());
    }
  }
  run(5'000);
  const auto tail = nodes_[0]->disk().tail();
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    auto& disk = nodes_[i]->disk();
    if (!(disk.tail() == tail)) throw Broken("the nodes end in different places");
    for (const auto wish : acknowledged_) {
      if (!disk.holds(wish)) throw Broken("node " + std::to_string(i) + " lost acknowledged " + std::to_string(wish));
    }
  }
}

}  // namespace plenum::sim
