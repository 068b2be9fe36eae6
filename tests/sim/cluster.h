#pragma once

#include <array>
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
  std::uint64_t restores = 0;   // of old dumps
  std::uint64_t failovers = 0;  // to a replica that lags; the old master takes writes for a while
  std::uint64_t strays = 0;     // of a node to a master that is not, or no longer, the fleet's
  std::uint64_t total() const {
    return lost + late + unheard + crashes + cuts + restarts + flushes + restores + failovers + strays;
  }
};

/// How often what goes wrong, one time in so many: drawn anew for each seed, so that some storms are all of one kind.
struct Climate {
  std::uint64_t cut, pause, stop, engine;    // per step of 100 ms
  std::uint64_t failover, stray;             // per step
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
  Engine& engine() { return engines_[master_]; }
  Engine& other_engine() { return engines_[1 - master_]; }
  /// The other becomes the master, without the last calls. Nodes come over when they are told; the old one takes what
  /// they send meanwhile, until it is gone.
  void fail_over(std::size_t calls_behind);
  void come_over(std::size_t node);
  /// It was a mistake: the old one is the master, as it is.
  void fail_back();
  void old_master_is_gone() { old_gone_at_ms_ = now_ms_; }
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
  void masters_change();
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
  std::array<Engine, 2> engines_;  // the master, and its replica or what was the master
  std::size_t master_ = 0;         // as a new connection finds it
  std::int64_t old_gone_at_ms_ = 0;
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
  NodePort(Cluster& cluster, NodeId id, const NodeDisk& disk) : cluster_(cluster), id_(std::move(id)), disk_(disk) {}

  bool beat(const NodeId&, const Roster&, Scene&) override;
  Placed append(const NodeId&, const Meta&, const Tail&, const std::string&) override;
  Given read(const NodeId&, const Meta&, Offset, std::vector<std::string>&) override;
  std::vector<std::string> heard() override;
  bool seal(const Meta& epoch) override;
  bool leave_out(const std::string& run_id, const NodeId&) override;
  bool vote(const std::string& run_id, const Vote&, Scene&) override;
  bool seed(const std::string& run_id, const NodeId&, bool first, const std::vector<Seed>&) override;
  bool open(const NodeId&, const Meta&, const std::vector<Vote>&) override;

  void publish(std::size_t engine, const Engine::Published&);
  void cut_until(std::int64_t ms) { cut_until_ms_ = ms; }
  void late_calls();
  void die() { heard_.clear(), registered_.clear(); }
  void go_to(std::size_t engine, std::int64_t at_ms) { next_ = engine, goes_at_ms_ = at_ms; }
  void listen_to(std::size_t engine) { hears_ = engine; }
  std::size_t at() const { return at_; }
  bool was_heard(const NodeId& id) const;
  bool is_registered(const NodeId& id) const;
  /// How often this node told the engine that it lives, or where it stands.
  std::uint64_t looks() const { return looks_; }

private:
  enum class Way { answered, request_lost, answer_lost, late };
  using Step = std::function<void(Engine&)>;
  bool call(const Step&);
  Way choose_way();
  void remember_registered(Scene&);

  Cluster& cluster_;
  const NodeId id_;
  const NodeDisk& disk_;
  Engine::Applied registered_;  // when the log was last seen open
  std::int64_t cut_until_ms_ = 0;
  std::vector<std::string> heard_;
  struct Late {
    std::size_t engine;
    Step step;
  };
  std::deque<Late> late_;
  std::size_t at_ = 0;     // the engine that the steps go to,
  std::size_t hears_ = 0;  // and the one that is listened to: another connection
  std::size_t next_ = 0;
  std::int64_t goes_at_ms_ = 0;
  std::uint64_t looks_ = 0;
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
  struct Group {
    std::vector<log::LogBatch> batches;
    std::uint64_t looks = 0;
  };
  void take(Group&, const log::LogBatch&);
  bool is_current(const Group&) const;
  void commit(Group&);
  void write();
  bool follow_behind(Group& theirs, std::vector<std::uint64_t>& taken);
  Append try_to_write(const std::vector<std::uint64_t>& taken, const std::vector<log::LogBatch>& theirs);

  Cluster& cluster_;
  const std::size_t number_;
  NodeDisk disk_;
  NodePort port_;
  std::unique_ptr<FencedLog> log_;
  std::deque<std::uint64_t> wishes_;
  std::vector<log::LogBatch> held_;  // where that bug is planted
  std::int64_t paused_until_ms_ = 0;
  bool busy_ = false;
  bool up_ = false;
};

}  // namespace plenum::sim
