#pragma once

#include <map>

#include "storage/log/port.h"
#include "tests/sim/bugs.h"
#include "tests/support/storage/seed.h"

namespace plenum::sim {

/// One Redis as the protocol uses it, in memory: the same steps as the scripts of storage/log/redis, each atomic, and
/// the ways in which Redis fails. Single thread.
class Engine {
public:
  static constexpr std::int64_t lease_ms = 10'000;
  static constexpr Offset keep_events = 20;  // few, so that much is dropped

  Engine(testing::Random& random, Bug bug) : random_(random), bug_(bug) { begin_run(); }

  Scene beat(const NodeId&, const Roster& knows, Offset applied);
  Placed append(const NodeId&, const Meta& expected, const Tail& next, const std::string& entry);
  Given read(const NodeId&, const Meta& epoch, Offset after, std::vector<std::string>& entries) const;
  void seal(const Meta& epoch);
  void leave_out(const std::string& run_id, const NodeId&);
  bool vote(const std::string& run_id, const Vote&, Scene&);
  bool seed(const std::string& run_id, const NodeId&, bool first, const std::vector<Port::Seed>&);
  using Applied = std::map<NodeId, Offset>;
  /// `registered`: whom the caller remembers to be, if they were forgotten here.
  bool open(const NodeId&, const Meta& next, const std::vector<Vote>& votes, const Applied& registered);

  /// Another run, over what the disk kept: all of it, or what it was some calls ago.
  void restart(std::size_t calls_lost);
  void flush();
  /// What stood here long ago comes back, in another run.
  void restore_an_old_dump();
  void pass(std::int64_t ms) { now_ms_ += ms; }
  /// Becomes a replica of the other, without its last calls, and is made the master: another run.
  void succeed(const Engine& master, std::size_t calls_behind);
  /// Whether the open epoch was opened in knowledge of where this node stood.
  bool was_heard(const NodeId& id) const { return heard_of_.contains(id); }
  bool is_open() const { return scene().is_open(); }
  /// What this node has not applied is kept for it.
  bool is_registered(const NodeId& id) const { return now_.applied.contains(id); }

  /// What was published, for whoever was listening then.
  struct Published {
    NodeId by;
    std::string entry;
  };
  std::vector<Published> take_published();
  const std::string& run_id() const { return run_id_; }

private:
  struct Kept {
    std::optional<Meta> meta;
    std::map<Offset, std::string> log;
    struct Node {
      Registered registered;
      std::int64_t lease_ends_ms;
    };
    std::map<NodeId, Node> nodes;
    struct RunVote {
      std::string run_id;
      Vote vote;
    };
    std::map<NodeId, RunVote> votes;
    std::map<NodeId, std::string> left_out;  // and the run
    Applied applied;
    Offset from = 1;
    std::map<NodeId, std::map<Offset, std::string>> laid_aside;
  };

  void begin_run();
  void changed();
  const Kept& some_calls_ago(std::size_t calls) const;
  Scene scene() const;
  bool may_be_admitted(const NodeId&) const;
  bool is_admitted(const NodeId&) const;
  void drop_what_all_have();

  testing::Random& random_;
  const Bug bug_;
  std::string run_id_;
  std::int64_t now_ms_ = 1'000'000;
  Kept now_;
  std::vector<Kept> before_;  // the last states, newest last
  std::vector<Kept> dumps_;
  std::vector<Published> published_;
  Roster heard_of_;
};

}  // namespace plenum::sim
