#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "tests/bench/author.h"
#include "tests/bench/fleet.h"
#include "tests/bench/ledger.h"

namespace plenum::bench {

/// An author at each of the first nodes, each in a topic of its own that nobody follows; each keeps so many posts under
/// way, whatever becomes of the others. Belongs to the loop's thread.
class Writers {
public:
  /// The i-th writes in the topic behind `first_topic`.
  Writers(Loop& loop, Fleet& fleet, std::size_t nodes, std::size_t first_topic);

  struct Written {
    double seconds = 0;
    double posts = 0;                   // acknowledged
    std::vector<double> posts_by_node;  // the same
    double p50_ms = 0;                  // until a post is acknowledged
    double p99_ms = 0;
    double cpu_us = 0;         // of the nodes in all
    double commit_cpu_us = 0;  // the part of it that decides, appends, applies and commits

    double posts_per_s() const { return posts / seconds; }
  };
  /// Ends when all are answered: after so long, or so many.
  Written for_seconds(double seconds, std::size_t under_way_each);
  Written count(std::size_t posts, std::size_t under_way_each);

  std::uint64_t sent() const { return ledger_.sent(); }
  std::uint64_t acknowledged() const { return ledger_.deliveries(); }

private:
  using Enough = std::function<bool()>;
  Written run(const Enough& enough, std::size_t under_way_each);
  void write(std::size_t node);

  Loop& loop_;
  Fleet& fleet_;
  const std::size_t first_topic_;
  Ledger ledger_{1};
  std::vector<std::unique_ptr<Author>> authors_;
};

}  // namespace plenum::bench
