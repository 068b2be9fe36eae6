#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <stdexcept>

#include "storage/log/fenced_log.h"
#include "tests/sim/engine.h"

namespace plenum::sim {

/// What the protocol promised and did not keep.
struct Broken : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Faults {
  std::uint64_t lost = 0;      // calls whose request or answer was lost
  std::uint64_t late = 0;      // lost calls that happened later all the same
  std::uint64_t unheard = 0;   // published batches that did not arrive, or came twice
  std::uint64_t crashes = 0;   // of nodes
  std::uint64_t cuts = 0;      // of a node from the engine, or of a node's time
  std::uint64_t restarts = 0;  // of the engine, with and without loss
  std::uint64_t flushes = 0;
  std::uint64_t restores = 0;  // of old dumps
  std::uint64_t total() const { return lost + late + unheard + crashes + cuts + restarts + flushes + restores; }
};

/// How often what goes wrong, one time in so many: drawn anew for each seed, so that some storms are all of one kind.
struct Climate {
  std::uint64_t cut, pause, stop, engine;    // per step of 100 ms
  std::uint64_t engine_between, standstill;  // per call
  std::uint64_t lost, unheard, power_cut;    // per call, per published batch, per append
};

class Node;
class NodeDisk;

/// A fleet in one thread: the real protocol (FencedLog) on every node, over a simulated engine, network, disk and
/// clock. Every choice comes from one seed. A model watches every commit and every acknowledgement.
class Cluster {
public:
  Cluster(std::uint64_t seed, Bug bug, std::size_t nodes);
  ~Cluster();

  /// Faults everywhere while the clients write.
  void storm(std::int64_t ms);
  /// No faults any more: all must come to agree and take writes. Throws Broken.
  void heal();

  // For tests that set the scene themselves.
  void run(std::int64_t ms);
  void set_down(std::size_t node, bool down);
  Node& node(std::size_t i) { return *nodes_[i]; }
  Engine& engine() { return engine_; }
  bool write_at(std::size_t node, std::int64_t patience_ms);

  const Faults& faults() const { return faults_; }
  std::uint64_t acknowledged() const { return acknowledged_.size(); }
  std::uint64_t epochs() const { return epochs_; }
  std::int64_t now_ms() const { return now_ms_; }

private:
  friend class Node;
  friend class NodePort;
  friend class NodeDisk;

  void step();
  void anything_may_fail();
  void break_the_engine();
  void elsewhere();
  void stand_still();
  [[noreturn]] void power_cut();
  void deliver();
  void committed(const log::LogBatch&);
  const NodeDisk& furthest_disk() const;
  void acknowledged(std::uint64_t wish);
  bool may(std::uint64_t one_in) { return stormy_ && random_.one_in(one_in); }

  const Bug bug_;
  testing::Random random_;
  Engine engine_;
  std::vector<std::unique_ptr<Node>> nodes_;
  std::int64_t now_ms_ = 0;
  Climate climate_;
  bool stormy_ = false;
  bool somebody_stands_still_ = false;
  std::uint64_t next_wish_ = 1;
  std::uint64_t epochs_ = 0;
  std::map<Offset, std::string> truth_;  // the first that any node committed there
  std::set<std::uint64_t> acknowledged_;
  Faults faults_;
};

/// Marks a wish that comes back under another id, as from a client that forgot the first.
constexpr std::uint64_t anew = 1ull << 40;

/// Thrown where a node dies: between any two of its steps.
struct Crash {};

/// A disk that keeps what it said to keep; its process may die at any moment.
class NodeDisk final : public Local {
public:
  NodeDisk(Cluster& cluster, NodeId id) : cluster_(cluster) { standing_.node = std::move(id); }

  Tail tail() const override { return batches_.empty() ? Tail{} : tail_after(batches_.back()); }
  std::string community() const override { return batches_.empty() ? "" : "verona"; }
  std::string read_log(Offset after, const Log::Visit&) const override;
  Standing standing() const override { return standing_; }
  bool keep(const Standing&) override;

  void commit(const log::LogBatch&);
  bool holds(std::uint64_t wish) const { return wishes_.contains(wish); }
  void die();
  /// As an operator does with a node that was away too long.
  void restore(const NodeDisk& other);

private:
  Cluster& cluster_;
  std::vector<log::LogBatch> batches_;
  std::set<std::uint64_t> wishes_;
  std::set<std::uint64_t> granted_;  // whatever id they came back under
  Standing standing_;
};

/// A node's way to the engine, with all that may happen on it.
class NodePort final : public Port {
public:
  NodePort(Cluster& cluster, NodeId id) : cluster_(cluster), id_(std::move(id)) {}

  bool beat(const NodeId&, const Roster&, Scene&) override;
  Placed append(const NodeId&, const Meta&, const Tail&, const std::string&) override;
  Given read(const NodeId&, const Meta&, Offset, std::vector<std::string>&) override;
  std::vector<std::string> heard() override;
  bool vote(const Vote&, Scene&) override;
  bool seed(const NodeId&, bool first, const std::vector<Seed>&) override;
  bool open(const NodeId&, const Meta&, const std::vector<Vote>&) override;

  void publish(const Engine::Published&);
  void cut_until(std::int64_t ms) { cut_until_ms_ = ms; }
  void late_calls();
  void die() { heard_.clear(); }

private:
  enum class Way { answered, request_lost, answer_lost, late };
  bool call(const std::function<void()>&);
  Way choose_way();

  Cluster& cluster_;
  const NodeId id_;
  std::int64_t cut_until_ms_ = 0;
  std::vector<std::string> heard_;
  std::deque<std::function<void()>> late_;
};

/// One node: disk, way, protocol, and what the sequencer does with them.
class Node {
public:
  Node(Cluster& cluster, std::size_t number);

  void step();
  bool is_idle() const { return !busy_; }
  bool is_up() const { return up_; }
  void stop();
  void start();
  void wish(std::uint64_t id) { wishes_.push_back(id); }
  void wish_no_more(std::uint64_t id) { std::erase(wishes_, id); }
  void pause_until(std::int64_t ms) { paused_until_ms_ = ms; }

  NodeDisk& disk() { return disk_; }
  NodePort& port() { return port_; }
  FencedLog* log() { return log_.get(); }

private:
  void turn();
  bool catch_up();
  void write();

  Cluster& cluster_;
  const std::size_t number_;
  NodeDisk disk_;
  NodePort port_;
  std::unique_ptr<FencedLog> log_;
  std::deque<std::uint64_t> wishes_;
  std::int64_t paused_until_ms_ = 0;
  bool busy_ = false;
  bool up_ = false;
};

}  // namespace plenum::sim
