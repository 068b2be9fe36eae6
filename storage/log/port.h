#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "storage/log/chain.h"

namespace plenum {

using NodeId = std::string;  // 32 hexadecimal digits, chosen once per data directory
using Roster = std::set<NodeId>;

/// The feature level of a program that says of none: none of those knows more.
inline constexpr std::uint32_t level_untold = 3;

/// What the engine keeps beside the entries: where the log ends, whose it is, and which run of the engine says so.
struct Meta {
  std::string community;
  Tail tail;
  std::string run_id;

  bool operator==(const Meta&) const = default;
};

/// How far a node has come in the open epoch. Who takes part decides who joins: the last to go must be the first to
/// come back, for nobody else can know that they have all there is.
enum class Stage {
  joins,     // shows itself; waits to be taken in by all that take part
  voted,     // took part in opening the epoch; is waited for like the admitted
  admitted,  // it and all the others that are waited for know each other: may append, read and strike out
};

/// A node as the engine knows it.
struct Registered {
  Stage stage = Stage::joins;
  Roster knows;

  bool operator==(const Registered&) const = default;
};

/// Where a node stands when an epoch is over, and whom it knows to wait for. It is a promise: this node takes part in
/// no epoch before the one it votes for, and in that one only in the run it votes in.
struct Vote {
  NodeId node;
  std::uint64_t epoch = 0;  // the one it votes for
  Tail tail;
  Roster knows;

  bool operator==(const Vote&) const = default;
};

/// All that one look at the engine tells, from one moment.
struct Scene {
  std::string run_id;  // the engine's own
  std::optional<Meta> meta;
  std::map<NodeId, Registered> nodes;
  std::vector<Vote> votes;                   // made in this run
  Roster left_out;                           // in this run, by an operator's word: nobody waits for them
  std::map<NodeId, std::uint32_t> levels{};  // the feature levels that nodes say their programs know
  std::map<NodeId, Offset> applied{};  // how far each registered node had come when it was last heard, here or gone
  Offset from = 0;                     // from here on the engine holds all; 0: it does not say

  /// Absent meta, or that of another run, is sealed: what it says may have been overtaken. Never empty.
  bool is_open() const { return meta && meta->run_id == run_id; }
};

enum class Placed {
  placed,
  moved,      // the tail is another
  sealed,     // the epoch is over
  stranger,   // this node is not, or no longer, admitted
  lost,       // no answer: it may have happened, or may happen yet
  unreached,  // it was never sent
};

enum class Given {
  given,    // as many as were asked for: there may be more
  all,      // and there was no more at that moment
  refused,  // sealed, another epoch, or this node is not admitted: what lies there may not be the truth
  unreached,
};

/// The engine that orders a log for several nodes, as the protocol (storage/log/fenced_log.h) sees it. Every call is
/// one atomic step of the engine, or was not answered; and once a later call is answered, one that was not has happened
/// or never will (a new connection ends the node's old ones first) - in the same run: of another's nothing is known.
/// Belongs to the sequencer's thread.
class Port {
public:
  virtual ~Port() = default;

  /// Why the last call was not answered, in a sentence, where more is known than that.
  virtual std::string trouble() const { return {}; }

  /// In an open epoch: renews this node's lease and what it says to know; admits it once it and all that are waited for
  /// know each other; strikes out, for one that is admitted, the others whose lease ran out. False: no answer.
  virtual bool beat(const NodeId&, const Roster& knows, Scene&) = 0;

  /// Places the entry if the meta is `expected` in all its parts, and publishes it in the same step.
  virtual Placed append(const NodeId&, const Meta& expected, const Tail& next, const std::string& entry) = 0;

  /// Entries after the offset, in order, some hundreds of them at most; only in this epoch of this run.
  virtual Given read(const NodeId&, const Meta& epoch, Offset after, std::vector<std::string>& entries) = 0;

  /// What was published since the last call: may lack, repeat or disorder anything. An empty entry: something may have
  /// been missed.
  virtual std::vector<std::string> heard() = 0;

  /// Ends the epoch, if it is still the one that is open. Safe at any time: no more than a pause.
  virtual bool seal(const Meta& epoch) = 0;

  /// Only while sealed, and only in this run; replaces this node's vote.
  virtual bool vote(const std::string& run_id, const Vote&, Scene&) = 0;

  /// Only while sealed, and only in this run: an operator takes it upon himself that this node is not waited for. Its
  /// vote is struck out, and it has none until an epoch opens.
  virtual bool leave_out(const std::string& run_id, const NodeId&) = 0;

  /// Lays entries aside in this run for an epoch that this node may open; the first call of a series starts afresh.
  struct Seed {
    Offset last;
    std::string entry;
  };
  virtual bool seed(const std::string& run_id, const NodeId&, bool first, const std::vector<Seed>&) = 0;

  /// Opens the epoch with what was laid aside, if it is still sealed and the votes are exactly these. Those who voted
  /// are the nodes from then on; each has to be admitted anew. False: not opened, or no answer.
  virtual bool open(const NodeId&, const Meta& next, const std::vector<Vote>& votes) = 0;
};

}  // namespace plenum
