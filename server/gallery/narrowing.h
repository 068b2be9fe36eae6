#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "server/gallery/masking_pen.h"
#include "server/gallery/names.h"
#include "server/node/command.h"
#include "server/node/sequencer.h"

namespace plenum {

/// Takes names that were claimed later out of what observers read already, or will: looks through the gallery's texts
/// when somebody joins or is named anew, and once after a start, since a crash may have come between a name and its
/// narrowing. In small pieces on a thread of its own, with a pause after each; the sequencer decides each post again,
/// so that of several nodes that find the same one narrows it. `committed` is the sequencer's: it never waits.
class Narrowing {
public:
  struct Pace {
    std::int64_t settle_ms = 1'000;  // names that come together are looked for together
    std::int64_t pause_ms = 5;       // after each piece
  };
  /// `submit`: to the sequencer.
  Narrowing(const Store& store, const MaskingPen& pen, std::function<void(Command)> submit, Pace pace);
  ~Narrowing();

  /// What was claimed before is looked for first.
  void start();
  void committed(const Committed&);
  void stop();

  static constexpr int rows_per_piece = 200;

private:
  void run();
  bool rest(std::int64_t ms);
  void find_new_names(const std::vector<MemberId>& changed, bool all);
  void pass();
  bool look_through_entries();
  bool look_through_waiting();
  bool look_through_titles();
  bool names_somebody_new(const std::string& text) const;
  void narrow(Command);
  std::function<std::string(const std::string&)> mask() const;

  const Store& store_;
  const MaskingPen& pen_;
  const std::function<void(Command)> submit_;
  const Pace pace_;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<MemberId> changed_;
  bool started_ = false;
  bool stopping_ = false;

  // Of its own thread.
  std::set<std::string> known_;  // handles that were looked for
  Names new_names_;
  std::thread thread_;
};

}  // namespace plenum
