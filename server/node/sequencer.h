#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "server/node/command.h"
#include "server/node/gallery_pen.h"
#include "server/node/group_commit.h"
#include "server/node/tally.h"
#include "storage/log/log.h"

namespace plenum {

/// Makes commands into events, one batch at a time: takes all that wait, decides each against the state and what is
/// pending before it, appends, commits with one sync, then answers. What arrives meanwhile forms the next batch.
///
/// Where many write at once a commit is worth waiting for: if the last batch held several commands, the next one
/// gathers for `gather_us` after its first. A commit costs several times what a post in it costs, and every hand-over
/// to the audience starts from one. Whoever writes alone never waits.
///
/// Where others write too, one of them may append first. Theirs is applied and held, and committed together with what
/// this node then writes on top: whoever stopped to sync would lose again to those who did not, and so on without end.
///
/// Owns its thread. `submit` may be called from any; callbacks run on the sequencer's. It must never wait for a
/// socket, and never acknowledge what is not on disk.
class Sequencer {
public:
  using Publish = plenum::Publish;

  /// Requires: the community has been founded (see found_community). `pen` writes what observers are given, and
  /// outlives this; without one nothing is observed.
  Sequencer(Store& store, Log& log, Chance& chance, Publish publish, const GalleryPen* pen = nullptr);
  ~Sequencer();

  void submit(Command command);

  /// Submits and waits: for start-up, tests and the operator's line. Not from the sequencer's thread.
  Result submit_and_wait(Command command);

  /// Lets a deadline that has come due fire now; a test with its own clock calls this after moving it.
  void look_at_the_clock();

  /// Others have appended: wakes the sequencer. From any thread, waits for nothing.
  void look_at_the_log() { look_at_the_clock(); }

  /// What it has done since it began. Any thread.
  Tally::Counts counts() const { return tally_.counts(); }

  /// Answers what was submitted, then ends the thread.
  void stop();

  static constexpr std::size_t batch_commands_max = 1024;
  static constexpr std::int64_t gather_us = 2'000;
  static constexpr std::size_t gathered_commands_enough = 64;
  static constexpr std::size_t losses_held_max = 16;  // then what the winners wrote is committed all the same
  static constexpr std::size_t waiting_commands_max = 20'000;

private:
  struct Decided {
    Command* command;
    Result result;
  };

  void run();
  bool wait_for_work(std::deque<Command>& taken);
  void gather(std::unique_lock<std::mutex>& lock);
  void process(std::deque<Command>& commands);
  enum class Turn { committed, moved, unknown, halted };
  Turn attempt(std::deque<Command>& commands, std::vector<Decided>& decided, GroupCommit& group);
  Turn commit(GroupCommit& group, std::vector<Decided>& decided);
  static void deny(std::vector<Decided>& decided);
  void answer(std::vector<Decided>& decided);
  /// What the whole batch shares.
  struct Moment {
    std::int64_t time_ms = 0;
    bool anybody_listens = false;
    std::uint32_t level_max = 0;  // that every node knows
  };
  Moment moment(const View& state);
  Result decide(Command& command, Pending& pending, log::LogBatch& batch, const Moment& now);
  void fire_deadlines(Pending& pending, log::LogBatch& batch, std::int64_t time_ms);
  void write_down(Proposal& proposal, const Command& command, Pending& pending, log::LogBatch& batch);
  bool wait_for_the_log_to_move(Offset from);
  std::int64_t next_deadline_ms() const;

  Store& store_;
  Log& log_;
  Chance& chance_;
  Publish publish_;
  const GalleryPen* const pen_;
  Tally tally_;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Command> waiting_;
  std::size_t last_batch_commands_ = 0;  // of its own thread
  bool look_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

/// Applies what others appended to the log since. False: the log cannot be followed, or does not fit.
bool catch_up(Store& store, Log& log, const Sequencer::Publish& publish);

/// Brings the store up to the log; where that holds nothing yet, founds the community with its first event. Returns
/// what went wrong, or nothing.
std::string found_community(Store& store, Log& log, Chance& chance, const std::string& name);

}  // namespace plenum
