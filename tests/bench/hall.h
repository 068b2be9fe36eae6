#pragma once

#include <memory>

#include "tests/bench/audience.h"
#include "tests/bench/author.h"
#include "tests/bench/contest.h"

namespace plenum::bench {

/// A real server with an audience spread evenly over its topics, and an author who writes in turn in each of them, or
/// in as many topics that nobody follows. Belongs to the loop's thread.
class Hall {
public:
  struct Size {
    std::size_t subscribers = 1'000;
    std::size_t topics = 1;
    std::size_t lines = 1;                        // of the author; each holds 64 posts under way
    std::string more = ": to be, or not to be.";  // of each post, behind its number
  };
  Hall(Loop& loop, Size size);

  /// The audience arrives, all of it; a former one has left.
  void fill();
  void clear();

  /// What is written for all, and heard by all who follow the topic.
  Side in_public();

  /// The part of a stretch's time that was spent in deciding, applying and committing.
  double commit_us(const Stretch& stretch) const;
  /// What a post to nobody costs in all: read, decided, committed, answered.
  double cpu_us_per_unheard_post() const { return cpu_us_per_unheard_post_; }

  std::size_t frame_bytes() const { return frame_bytes_; }
  const Community& community() const { return community_; }
  const Ledger& heard() const { return *heard_; }
  Audience& audience() { return *audience_; }

  /// What was delivered, by all audiences.
  void close(nlohmann::ordered_json& line);

private:
  /// What is written where nobody listens: heard when it was acknowledged.
  Side to_nobody();
  void speak_to_nobody();
  void keep_count();

  Loop& loop_;
  const Size size_;
  Community community_;
  Author author_;
  Ledger acknowledged_{1};
  std::unique_ptr<Ledger> heard_;
  std::unique_ptr<Audience> audience_;
  std::size_t frame_bytes_ = 0;
  double cpu_us_per_unheard_post_ = 0;
  std::uint64_t delivered_ = 0;
  std::uint64_t expected_ = 0;
  std::uint64_t doubles_ = 0;
  std::uint64_t gaps_ = 0;
};

}  // namespace plenum::bench
