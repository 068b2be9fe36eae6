#include <algorithm>
#include <array>

#include "tests/sim/cluster.h"

namespace plenum::sim {

namespace {

log::LogBatch batch_of(const std::vector<std::uint64_t>& wishes) {
  log::LogBatch batch;
  for (const auto wish : wishes) {
    log::Event event;
    event.mutable_topic_opened()->set_topic(wish);
    batch.add_events()->set_event(event.SerializeAsString());
  }
  return batch;
}

std::uint64_t wish_of(const log::LoggedEvent& logged) {
  log::Event event;
  event.ParseFromString(logged.event());
  return event.topic_opened().topic();
}

}  // namespace

// ---- Disk

std::string NodeDisk::read_log(Offset after, const Log::Visit& visit) const {
  auto it =
      std::ranges::lower_bound(batches_, after + 1, {}, [](const auto& batch) { return tail_after(batch).offset; });
  for (; it != batches_.end(); ++it) {
    if (!visit(*it)) break;
  }
  return {};
}

bool NodeDisk::keep(const Standing& next) {
  if (cluster_.may(2'000)) throw Crash{};
  standing_ = next;
  if (cluster_.may(2'000)) throw Crash{};
  return true;
}

void NodeDisk::commit(const log::LogBatch& batch) {
  if (const auto fault = find_fault(batch, tail()); !fault.empty()) throw Broken("does not fit: " + fault);
  for (const auto& logged : batch.events()) {
    const auto wish = wish_of(logged);
    wishes_.insert(wish);
    if (!granted_.insert(wish % anew).second) throw Broken("a wish came true twice");
  }
  batches_.push_back(batch);
  cluster_.committed(batch);
}

void NodeDisk::restore(const NodeDisk& other) {
  for (const auto& batch : other.batches_) {
    if (batch.first() > tail().offset) commit(batch);
  }
}

void NodeDisk::die() {
  if (cluster_.bug_ == Bug::roster_is_not_kept) standing_.roster.clear();
  if (cluster_.bug_ == Bug::promise_is_not_kept) {
    standing_.epoch = 0;
    standing_.run.clear();
  }
}

// ---- Way

NodePort::Way NodePort::choose_way() {
  const bool gone = at_ != cluster_.master_ && cluster_.now_ms_ >= cluster_.old_gone_at_ms_;
  if (gone) return Way::request_lost;
  if (cluster_.now_ms_ < cut_until_ms_) return cluster_.random_.one_in(10) ? Way::answer_lost : Way::request_lost;
  if (!cluster_.may(cluster_.climate_.lost)) return Way::answered;
  return std::array{Way::request_lost, Way::answer_lost, Way::late}[cluster_.random_.below(3)];
}

// What was sent to one engine is not undone by what the other answers.
bool NodePort::call(const Step& step) {
  cluster_.elsewhere();
  if (cluster_.may(3'000)) throw Crash{};
  if (cluster_.now_ms_ >= goes_at_ms_) hears_ = at_ = next_;
  const auto way = choose_way();
  const bool done = way == Way::answered || way == Way::answer_lost;
  if (way == Way::answered && cluster_.bug_ != Bug::old_connections_live_on) {
    std::erase_if(late_, [this](const Late& late) { return late.engine == at_; });
  }
  if (done) step(cluster_.engines_[at_]);
  if (way == Way::late) late_.push_back({at_, step});
  if (way != Way::answered) ++cluster_.faults_.lost;
  cluster_.deliver();
  if (cluster_.may(3'000)) throw Crash{};
  cluster_.elsewhere();
  return way == Way::answered;
}

// The engine gets to them when it pleases, unless a later call was answered first.
void NodePort::late_calls() {
  while (!late_.empty() && cluster_.random_.one_in(30)) {
    const auto late = std::move(late_.front());
    late_.pop_front();
    ++cluster_.faults_.late;
    late.step(cluster_.engines_[late.engine]);
  }
}

bool NodePort::beat(const NodeId& id, const Roster& knows, Scene& scene) {
  ++looks_;
  auto seen = std::make_shared<Scene>();
  const auto applied = disk_.tail().offset;
  const bool answered = call([=](Engine& engine) { *seen = engine.beat(id, knows, applied); });
  scene = *seen;
  if (answered) remember_registered(scene);
  return answered;
}

// As redis::RedisPort does.
void NodePort::remember_registered(Scene& scene) {
  if (scene.is_open()) {
    registered_ = scene.applied;
    return;
  }
  scene.applied.insert(registered_.begin(), registered_.end());
  for (const auto& id : scene.left_out) scene.applied.erase(id);
}

Placed NodePort::append(const NodeId& id, const Meta& expected, const Tail& next, const std::string& entry) {
  auto placed = std::make_shared<Placed>();
  const bool answered = call([=](Engine& engine) { *placed = engine.append(id, expected, next, entry); });
  return answered ? *placed : Placed::lost;
}

Given NodePort::read(const NodeId& id, const Meta& epoch, Offset after, std::vector<std::string>& entries) {
  if (cluster_.bug_ == Bug::only_hears_never_reads) return Given::given;
  auto read = std::make_shared<std::vector<std::string>>();
  auto given = std::make_shared<Given>();
  const bool answered = call([=](Engine& engine) { *given = engine.read(id, epoch, after, *read); });
  if (!answered) return Given::unreached;
  entries = *read;
  return *given;
}

bool NodePort::was_heard(const NodeId& id) const {
  return cluster_.engines_[at_].was_heard(id);
}

bool NodePort::is_registered(const NodeId& id) const {
  return cluster_.engines_[at_].is_registered(id);
}

void NodePort::publish(std::size_t engine, const Engine::Published& one) {
  if (one.by == id_ || engine != hears_) return;
  const bool goes_wrong = cluster_.may(cluster_.climate_.unheard) || cluster_.now_ms_ < cut_until_ms_;
  if (goes_wrong) ++cluster_.faults_.unheard;
  if (goes_wrong && !cluster_.random_.one_in(4)) return;
  heard_.push_back(one.entry);
  if (goes_wrong) heard_.push_back(one.entry);
}

std::vector<std::string> NodePort::heard() {
  if (cluster_.may(10)) return {};  // still on its way
  auto heard = std::exchange(heard_, {});
  if (heard.size() > 1 && cluster_.may(10)) std::swap(heard.front(), heard.back());
  return heard;
}

bool NodePort::seal(const Meta& epoch) {
  return call([epoch](Engine& engine) { engine.seal(epoch); });
}

bool NodePort::leave_out(const std::string& run_id, const NodeId& id) {
  return call([=](Engine& engine) { engine.leave_out(run_id, id); });
}

bool NodePort::vote(const std::string& run_id, const Vote& vote, Scene& scene) {
  ++looks_;
  auto seen = std::make_shared<Scene>();
  auto cast = std::make_shared<bool>(false);
  const bool answered = call([=](Engine& engine) { *cast = engine.vote(run_id, vote, *seen); });
  scene = *seen;
  if (answered) remember_registered(scene);
  return answered && *cast;
}

bool NodePort::seed(const std::string& run_id, const NodeId& id, bool first, const std::vector<Seed>& seeds) {
  auto laid = std::make_shared<bool>(false);
  const bool answered = call([=](Engine& engine) { *laid = engine.seed(run_id, id, first, seeds); });
  return answered && *laid;
}

bool NodePort::open(const NodeId& id, const Meta& next, const std::vector<Vote>& votes) {
  auto opened = std::make_shared<bool>(false);
  const auto registered = registered_;
  const bool answered = call([=](Engine& engine) { *opened = engine.open(id, next, votes, registered); });
  return answered && *opened;
}

// ---- Node

Node::Node(Cluster& cluster, std::size_t number)
    : cluster_(cluster),
      number_(number),
      disk_(cluster, "node" + std::to_string(number)),
      port_(cluster, "node" + std::to_string(number), disk_) {}

void Node::start() {
  FencedLog::Settings settings;
  settings.founds = number_ == 0;
  settings.keep_events = Engine::keep_events;
  log_ = std::make_unique<FencedLog>(port_, disk_, [this] { return cluster_.now_ms_; }, settings);
  up_ = true;
}

void Node::stop() {
  if (busy_) return;
  up_ = false;
  log_.reset();
  held_.clear();
  port_.die();
  disk_.die();
}

void Node::step() {
  port_.late_calls();
  if (cluster_.now_ms_ < paused_until_ms_) return;
  if (!up_) start();
  busy_ = true;
  try {
    turn();
    busy_ = false;
  } catch (const Crash&) {
    busy_ = false;
    ++cluster_.faults_.crashes;
    stop();
  }
}

void Node::turn() {
  log_->tend();
  for (const auto& batch : std::exchange(held_, {})) {
    if (batch.first() > disk_.tail().offset) disk_.commit(batch);
  }
  if (log_->has_news() && !catch_up()) return;
  if (!wishes_.empty()) write();
}

bool Node::catch_up() {
  Group group;  // committed together, as the sequencer does
  const auto fault = log_->follow(disk_.tail(), [&](const log::LogBatch& batch) {
    take(group, batch);
    if (cluster_.random_.one_in(4)) commit(group);
    return true;
  });
  if (cluster_.bug_ == Bug::holds_what_it_followed) {
    held_ = std::move(group.batches);
  } else {
    commit(group);
  }
  if (fault.empty()) return true;
  const auto id = disk_.standing().node;
  const bool is_kept_for = port_.was_heard(id) || port_.is_registered(id);
  const bool was_away = fault.find("restore a newer backup") != std::string::npos && !is_kept_for;
  if (!was_away) throw Broken(id + ": " + fault);
  disk_.restore(cluster_.furthest_disk());
  return false;
}

void Node::take(Group& group, const log::LogBatch& batch) {
  if (group.batches.empty()) group.looks = port_.looks();
  group.batches.push_back(batch);
}

bool Node::is_current(const Group& group) const {
  return group.batches.empty() || group.looks == port_.looks();
}

void Node::commit(Group& group) {
  if (!is_current(group)) throw Broken("what was followed was held over a look");
  for (const auto& batch : std::exchange(group.batches, {})) disk_.commit(batch);
}

// As the sequencer does: what is known to be true is answered, the rest is decided, appended, committed, answered.
void Node::write() {
  std::vector<std::uint64_t> taken;
  while (!wishes_.empty() && taken.size() < 4) {
    const auto wish = wishes_.front();
    wishes_.pop_front();
    if (disk_.holds(wish)) {
      cluster_.acknowledged(wish);
    } else {
      taken.push_back(wish);
    }
  }
  if (taken.empty()) return;
  // Whoever wished keeps wishing until an answer comes, here or at another node, whatever becomes of this one.
  auto& again = !cluster_.stormy_ || cluster_.random_.one_in(2) ? *this : *cluster_.random_.pick(cluster_.nodes_);
  for (const auto wish : taken) again.wish(wish);
  // What others wrote is held meanwhile, and committed with what this node writes on top; or by itself, or dropped.
  Group theirs;
  if (log_->has_news() && cluster_.random_.one_in(2) && !follow_behind(theirs, taken)) return;
  while (try_to_write(taken, theirs.batches) == Append::moved && !cluster_.random_.one_in(4)) {
    if (!follow_behind(theirs, taken)) return;
    if (cluster_.random_.one_in(4)) commit(theirs);
  }
}

// False: nothing is left to write, or the log cannot be followed.
bool Node::follow_behind(Group& theirs, std::vector<std::uint64_t>& taken) {
  if (!is_current(theirs)) theirs = {};
  const auto after = theirs.batches.empty() ? disk_.tail() : tail_after(theirs.batches.back());
  const auto fault = log_->follow(after, [&](const log::LogBatch& batch) {
    if (!is_current(theirs)) return false;
    for (const auto& logged : batch.events()) std::erase(taken, wish_of(logged) % anew);
    take(theirs, batch);
    return true;
  });
  return fault.empty() && !taken.empty() && is_current(theirs);
}

Append Node::try_to_write(const std::vector<std::uint64_t>& taken, const std::vector<log::LogBatch>& theirs) {
  auto expected = theirs.empty() ? disk_.tail() : tail_after(theirs.back());
  if (log_->epoch() != 0) expected.epoch = log_->epoch();
  auto batch = batch_of(taken);
  seal(batch, expected);
  const auto answer = log_->append(expected, batch);
  if (answer == Append::unknown && cluster_.bug_ == Bug::repeats_after_unknown) {
    for (const auto wish : taken) wishes_.push_back(wish + anew);
  }
  if (answer != Append::appended) return answer;
  if (cluster_.bug_ == Bug::acknowledges_before_the_sync) {
    for (const auto wish : taken) cluster_.acknowledged(wish);
  }
  if (cluster_.may(cluster_.climate_.power_cut)) cluster_.power_cut();
  for (const auto& one : theirs) disk_.commit(one);
  disk_.commit(batch);
  for (const auto wish : taken) cluster_.acknowledged(wish);
  return answer;
}

}  // namespace plenum::sim
