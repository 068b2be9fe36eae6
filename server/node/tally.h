#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace plenum {

/// What a sequencer has done since it began, for whoever watches. Written by its thread alone, a few times a batch;
/// read by any. The numbers of one reading may be of two moments.
class Tally {
public:
  /// Upper bounds of what a commit takes, append and sync together; the last bucket has none.
  static constexpr std::array<std::int64_t, 12> commit_us_bounds = {
      100, 250, 500, 1'000, 2'500, 5'000, 10'000, 25'000, 100'000, 250'000, 1'000'000, 5'000'000};

  struct Counts {
    std::uint64_t accepted = 0;  // commands that were answered with an outcome, repeated ones included
    std::uint64_t refused = 0;
    std::uint64_t events = 0;
    std::array<std::uint64_t, commit_us_bounds.size() + 1> commits{};  // by what they took; not cumulated
    std::uint64_t commit_us = 0;
  };

  void count_answers(std::size_t accepted, std::size_t refused) {
    add(accepted_, accepted);
    add(refused_, refused);
  }

  void count_commit(std::chrono::microseconds took, std::size_t events) {
    std::size_t bucket = 0;
    while (bucket < commit_us_bounds.size() && took.count() > commit_us_bounds[bucket]) ++bucket;
    add(commits_[bucket], 1);
    add(commit_us_, static_cast<std::uint64_t>(took.count()));
    add(events_, events);
  }

  Counts counts() const {
    Counts counts{accepted_.load(relaxed), refused_.load(relaxed), events_.load(relaxed), {}, commit_us_.load(relaxed)};
    for (std::size_t i = 0; i < commits_.size(); ++i) counts.commits[i] = commits_[i].load(relaxed);
    return counts;
  }

private:
  using Count = std::atomic<std::uint64_t>;
  static constexpr auto relaxed = std::memory_order_relaxed;
  // One writer: no read-modify-write is needed.
  static void add(Count& count, std::uint64_t more) { count.store(count.load(relaxed) + more, relaxed); }

  Count accepted_{0};
  Count refused_{0};
  Count events_{0};
  std::array<Count, commit_us_bounds.size() + 1> commits_{};
  Count commit_us_{0};
};

}  // namespace plenum
