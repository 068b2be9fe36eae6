#pragma once

#include <atomic>
#include <mutex>

#include "storage/log/local.h"
#include "storage/log/log.h"
#include "storage/log/port.h"

namespace plenum {

/// One log for several nodes over an engine that may restart, forget, or go back in time: each append names the tail,
/// the epoch and the run of the engine that it follows, and the engine compares (DESIGN: "Several nodes").
///
///  * Sealed: the meta is absent or of another run. Nobody appends or reads. Every node votes where it stands; once all
///    that any voter knows have voted for the same epoch, the one whose chain contains the others' seeds the engine and
///    opens it.
///  * Two masters: after a failover there may be two runs of the engine for a while, one of which lags. A vote is a
///    promise, on disk before it is told: no part in an earlier epoch, and in this one in no other run. So of two runs
///    the later opens only once all have left the earlier, and with all they had there. A run that is found open in an
///    epoch that this node has promised to leave is sealed.
///  * Roster: whom a node waits for. It takes a node in (on disk) before that one is admitted, and lets it go only once
///    the engine has struck it out and this node, admitted itself, has applied all that stood there then. So whoever is
///    not waited for has nothing that the voters lack, whatever any clock says.
///  * Heard is fast, read is true: what is published is taken only where it continues this node's chain in the epoch
///    in which it is admitted; all else makes it read.
///  * A vote tells all: what `follow` visited is on disk, or dropped, before this node looks at the engine again, where
///    it may vote. So `follow` never looks once it has visited anything; and `looks` tells the sequencer, which holds
///    nothing over a look that was visited before.
///
/// Belongs to the sequencer's thread, but for `closed_because`. Never acknowledges, never writes to the store: it tells
/// the sequencer what stands where.
class FencedLog final : public Log {
public:
  struct Settings {
    bool founds = false;            // may open a log that never was, for a community that is not yet
    std::int64_t beat_ms = 1'000;   // how often a node shows itself
    std::int64_t stale_ms = 4'000;  // no answer for so long: what is heard is not taken; well below the lease
    Offset keep_events = 200'000;   // of the log laid into a new epoch, beyond what voters lack
  };
  using Clock = std::function<std::int64_t()>;  // ms; never goes back

  FencedLog(Port& port, Local& local, Clock clock, Settings settings);

  Tail tail() override;
  Append append(const Tail& expected, const log::LogBatch& batch) override;
  std::string follow(const Tail& after, const Visit& visit) override;
  void tend() override;
  bool has_news() override;
  std::uint64_t looks() const override { return looks_; }
  std::uint64_t epoch() const override { return epoch_; }
  std::uint32_t level_known_by_all() const override;
  std::string closed_because() const override;

  /// How it stands, as of the last look at the engine. From any thread.
  struct Report {
    bool reached = false;  // the engine, at the last look
    Scene scene;           // as it was when it was reached last
    Standing standing;
    std::uint64_t epoch = 0;  // this node lives in it; 0: in none
    bool admitted = false;
    Tail local;
    std::string closed_because;
    bool anothers = false;           // another community's log is there
    std::string forked_because;      // empty: this node's log is no fork, as far as is known
    std::uint64_t batches_read = 0;  // of the engine since the start, because they had not been heard
  };
  Report report() const;

  /// What has become of an operator's word that nobody is to wait for these nodes, as this scene shows it.
  enum class LeftOut { not_yet, all, too_late };
  static LeftOut are_left_out(const Scene&, const Roster&);

  /// An operator's words, heard at the next look at the engine. From any thread; `report` tells what came of it.
  void ask_to_seal();
  void ask_to_leave_out(const NodeId&);
  /// What has not been done by now is not wished any more; what was sent to the engine may happen yet.
  void ask_for_nothing();

private:
  struct Unsettled {
    Meta expected;
    Tail next;
    std::string entry;
  };

  bool is_live() const { return epoch_ != 0 && admitted_; }
  bool is_silent() const { return clock_() - beaten_at_ms_ > settings_.stale_ms; }
  std::uint64_t epoch_left() const;
  bool is_anothers(const Scene&) const;
  bool is_unnamed(const Scene&) const;
  bool may_take_part(const Scene&) const;
  bool keep(const Standing&);
  void close(const std::string& why);
  void lose_contact();

  // The course of epochs: fenced_epochs.cpp.
  void look();
  void live(const Scene&);
  std::string find_fork(const Scene&) const;
  void attend(const Scene&);
  void obey(const Scene&);
  void show();
  void end(const Scene&);
  bool meet(const Scene&);
  void part(const Scene&);
  void ballot(const Scene&);
  bool promise(const Scene&);
  bool all_vote_alike(const Scene&);
  bool holds(const Tail&) const;
  void try_to_open(const Scene&);
  bool seed_from(Offset after, const std::string& run_id);

  bool settle();
  void listen();
  bool is_all(Offset) const;  // as far as is known, the log ends there
  bool pass_on_heard(Tail& at, const Visit&);
  std::string pass_on_read(Offset after, Tail& at, const Visit&);
  std::string find_missing(Offset after);

  Port& port_;
  Local& local_;
  const Clock clock_;
  const Settings settings_;
  Standing standing_;

  Meta meta_;                // as last seen; meaningful while an epoch is open
  std::uint64_t epoch_ = 0;  // open, and this node's chain belongs to it; 0: none
  bool admitted_ = false;
  std::uint64_t looks_ = 0;
  bool behind_ = false;               // the engine holds what was not heard
  std::optional<Offset> moved_from_;  // an append behind it lost: there is more. A second time the log may be another
  std::int64_t beaten_at_ms_ = 0;
  std::int64_t next_beat_ms_ = 0;
  Roster told_;                            // what the engine was told: never more than is on disk
  std::string voting_in_;                  // the run whose opening this node waits for
  std::map<NodeId, Offset> leaving_;       // struck out, and the tail at that time
  std::map<Offset, log::LogBatch> heard_;  // by the first offset
  std::optional<Unsettled> unsettled_;
  std::atomic<std::uint64_t> batches_read_{0};

  Scene scene_;  // as last seen
  bool reached_ = false;
  std::string forked_because_;

  mutable std::mutex mutex_;  // guards what follows
  Report report_;
  bool asked_to_seal_ = false;
  Roster asked_to_leave_out_;
  std::string closed_because_ = "The log's engine was not reached yet.";
};

}  // namespace plenum
