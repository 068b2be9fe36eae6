#pragma once

#include <atomic>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace plenum::test {

/// What was acknowledged, and when it was asked for and answered: held against what a node shows in the end.
/// From any thread.
class Journal {
public:
  using Moment = std::uint64_t;

  /// Before a post is asked for.
  Moment begin() { return ++clock_; }
  /// After the answer.
  void acknowledged(const std::string& words, Moment begun);

  struct Verdict {
    std::size_t acknowledged = 0;
    std::size_t lost = 0;       // acknowledged, and not there
    std::size_t doubled = 0;    // there more than once, acknowledged or not
    std::size_t reordered = 0;  // acknowledged before another was asked for, and stands behind it
    std::size_t faults() const { return lost + doubled + reordered; }
  };
  Verdict judge(const std::vector<std::string>& shown) const;

private:
  struct Entry {
    Moment begun;
    Moment answered;
  };
  std::atomic<Moment> clock_{0};
  mutable std::mutex mutex_;  // guards entries_
  std::map<std::string, Entry> entries_;
};

}  // namespace plenum::test
