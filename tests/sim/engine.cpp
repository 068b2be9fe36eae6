#include "tests/sim/engine.h"

#include <algorithm>

namespace plenum::sim {

namespace {

constexpr std::size_t states_kept = 12;

}  // namespace

void Engine::begin_run() {
  run_id_ = "run-" + std::to_string(random_.next());
}

// What the next step is about to change, in case the engine forgets it.
void Engine::changed() {
  before_.push_back(now_);
  if (before_.size() > states_kept) before_.erase(before_.begin());
  if (random_.one_in(400)) dumps_.push_back(now_);
}

Scene Engine::scene() const {
  Scene scene{run_id_, now_.meta, {}, {}, {}};
  if (bug_ == Bug::fence_ignores_the_run && scene.meta) scene.meta->run_id = run_id_;
  for (const auto& [id, node] : now_.nodes) {
    const bool hidden = bug_ == Bug::lease_hides_but_does_not_bar && node.lease_ends_ms < now_ms_;
    if (!hidden) scene.nodes[id] = node.registered;
  }
  for (const auto& [id, vote] : now_.votes) {
    if (vote.run_id == run_id_ || bug_ == Bug::votes_of_another_run_count) scene.votes.push_back(vote.vote);
  }
  for (const auto& [id, run] : now_.left_out) {
    if (run == run_id_) scene.left_out.insert(id);
  }
  scene.applied = now_.applied;
  scene.from = now_.from;
  return scene;
}

bool Engine::may_be_admitted(const NodeId& id) const {
  if (bug_ == Bug::anybody_is_admitted) return true;
  const auto& self = now_.nodes.at(id).registered;
  return std::ranges::all_of(now_.nodes, [&](const auto& other) {
    if (other.first == id || other.second.registered.stage == Stage::joins) return true;
    return other.second.registered.knows.contains(id) && self.knows.contains(other.first);
  });
}

Scene Engine::beat(const NodeId& id, const Roster& knows, Offset applied) {
  if (!scene().is_open()) return scene();
  changed();
  auto& self = now_.nodes[id];
  self.lease_ends_ms = now_ms_ + lease_ms;
  self.registered.knows = knows;
  if (may_be_admitted(id)) self.registered.stage = Stage::admitted;
  if (self.registered.stage == Stage::admitted && applied + 1 >= now_.from) now_.applied[id] = applied;
  const bool may_strike = self.registered.stage == Stage::admitted || bug_ == Bug::anybody_strikes_out;
  if (may_strike && bug_ != Bug::lease_hides_but_does_not_bar) {
    std::erase_if(now_.nodes, [&](const auto& node) { return node.second.lease_ends_ms < now_ms_; });
  }
  return scene();
}

bool Engine::is_admitted(const NodeId& id) const {
  const auto node = now_.nodes.find(id);
  return (node != now_.nodes.end() && node->second.registered.stage == Stage::admitted) ||
         bug_ == Bug::fence_lets_strangers_append;
}

Placed Engine::append(const NodeId& id, const Meta& expected, const Tail& next, const std::string& entry) {
  if (!now_.meta && bug_ == Bug::fence_takes_absent_for_empty) {
    now_.meta = expected;
    now_.nodes[id] = {{Stage::admitted, {}}, now_ms_ + lease_ms};
  }
  if (!scene().is_open() || expected.community != now_.meta->community) return Placed::sealed;
  if (expected.run_id != run_id_ && bug_ != Bug::fence_ignores_the_run) return Placed::sealed;
  if (!is_admitted(id)) return Placed::stranger;
  const bool same = expected.tail == now_.meta->tail;
  if (!same && bug_ != Bug::fence_ignores_the_tail) return Placed::moved;
  changed();
  now_.log[next.offset] = entry;
  if (bug_ != Bug::tail_is_moved_too_late || random_.one_in(2)) now_.meta->tail = next;
  drop_what_all_have();
  published_.push_back({id, entry});
  return Placed::placed;
}

void Engine::drop_what_all_have() {
  const auto tail = now_.meta->tail.offset;
  if (tail <= keep_events) return;
  auto from = tail - keep_events;
  if (bug_ != Bug::drops_what_somebody_lacks) {
    for (const auto& [id, applied] : now_.applied) from = std::min(from, applied + 1);
  }
  now_.from = std::max(now_.from, from);
  now_.log.erase(now_.log.begin(), now_.log.lower_bound(now_.from));
}

Given Engine::read(const NodeId& id, const Meta& epoch, Offset after, std::vector<std::string>& entries) const {
  const bool same = scene().is_open() && epoch.run_id == now_.meta->run_id &&
                    epoch.tail.epoch == now_.meta->tail.epoch && is_admitted(id);
  if (!same && bug_ != Bug::read_gives_what_is_sealed) return Given::refused;
  for (auto it = now_.log.upper_bound(after); it != now_.log.end(); ++it) {
    if (entries.size() == 16) return Given::given;  // few, so that series are read in several steps
    entries.push_back(it->second);
  }
  return Given::all;
}

void Engine::seal(const Meta& epoch) {
  if (!scene().is_open() || epoch.run_id != now_.meta->run_id || epoch.tail.epoch != now_.meta->tail.epoch) return;
  changed();
  now_.meta->run_id = "sealed";
}

void Engine::leave_out(const std::string& run_id, const NodeId& id) {
  if (scene().is_open() || run_id != run_id_) return;
  changed();
  now_.votes.erase(id);
  now_.left_out[id] = run_id;
}

bool Engine::vote(const std::string& run_id, const Vote& vote, Scene& told) {
  if (run_id != run_id_) return false;
  told = scene();
  if (told.is_open() || told.left_out.contains(vote.node)) return true;
  changed();
  if (bug_ != Bug::votes_of_another_run_count) {
    std::erase_if(now_.votes, [&](const auto& other) { return other.second.run_id != run_id_; });
  }
  now_.votes[vote.node] = {run_id_, vote};
  told = scene();
  // As if nobody looked at which epoch is voted for.
  if (bug_ == Bug::votes_for_any_epoch_count) {
    for (auto& other : told.votes) other.epoch = vote.epoch;
  }
  return true;
}

bool Engine::seed(const std::string& run_id, const NodeId& id, bool first, const std::vector<Port::Seed>& seeds) {
  if (run_id != run_id_) return false;
  auto& laid = now_.laid_aside[id];
  if (first) laid.clear();
  for (const auto& [last, entry] : seeds) laid[last] = entry;
  return true;
}

bool Engine::open(const NodeId& id, const Meta& next, const std::vector<Vote>& votes, const Applied& registered) {
  const auto seen = scene();
  if (seen.is_open() && bug_ != Bug::opening_replaces_an_open_epoch) return false;
  if (next.run_id != run_id_) return false;
  const bool same = votes == seen.votes || bug_ == Bug::votes_for_any_epoch_count ||
                    bug_ == Bug::opening_ignores_the_votes || bug_ == Bug::opening_replaces_an_open_epoch;
  if (!same) return false;
  changed();
  now_.meta = next;
  heard_of_.clear();
  for (const auto& vote : votes) heard_of_.insert(vote.node);
  now_.log = bug_ == Bug::opening_lays_nothing_down ? std::map<Offset, std::string>{} : now_.laid_aside[id];
  now_.nodes.clear();
  if (bug_ != Bug::opening_forgets_the_voters) {
    for (const auto& vote : votes) now_.nodes[vote.node] = {{Stage::voted, vote.knows}, now_ms_ + lease_ms};
  }
  log::LogBatch first;
  if (!now_.log.empty()) first.ParseFromString(now_.log.begin()->second);
  now_.from = now_.log.empty() ? next.tail.offset + 1 : first.first();
  now_.applied.insert(registered.begin(), registered.end());
  for (const auto& vote : votes) now_.applied[vote.node] = vote.tail.offset;
  for (const auto& [node, run] : now_.left_out) {
    if (run == run_id_) now_.applied.erase(node);
  }
  now_.votes.clear();
  now_.left_out.clear();
  now_.laid_aside.clear();
  return true;
}

const Engine::Kept& Engine::some_calls_ago(std::size_t calls) const {
  if (calls == 0 || before_.empty()) return now_;
  return before_[before_.size() - std::min(calls, before_.size())];
}

void Engine::succeed(const Engine& master, std::size_t calls_behind) {
  now_ = master.some_calls_ago(calls_behind);
  now_ms_ = master.now_ms_;
  before_.clear();
  published_.clear();
  if (bug_ == Bug::a_replica_is_open_before_it_is_asked) {
    run_id_ = master.run_id_;
  } else if (bug_ != Bug::a_promoted_replica_keeps_its_run) {
    begin_run();
  }
}

void Engine::restart(std::size_t calls_lost) {
  if (calls_lost > 0) dumps_.push_back(now_);  // what is lost today may come back another day
  now_ = Kept(some_calls_ago(calls_lost));
  before_.clear();
  published_.clear();
  begin_run();
}

void Engine::flush() {
  now_ = {};
  before_.clear();
}

void Engine::restore_an_old_dump() {
  now_ = dumps_.empty() ? Kept{} : dumps_[random_.below(dumps_.size())];
  before_.clear();
  published_.clear();
  begin_run();
}

std::vector<Engine::Published> Engine::take_published() {
  return std::exchange(published_, {});
}

}  // namespace plenum::sim
