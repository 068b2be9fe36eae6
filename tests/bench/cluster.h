#pragma once

#include <cstddef>

#include <nlohmann/json_fwd.hpp>

namespace plenum::bench {

struct ClusterOptions {
  double posts_per_s = 50;           // from node to node, so slowly that none waits for another
  std::size_t in_flight = 8;         // posts under way at each of the three nodes while all write
  double seconds = 3;                // of each part of a pair
  int pairs = 3;                     // ours, then the floor, in turn
  std::size_t away_posts = 100'000;  // that a node misses,
  std::size_t away_in_flight = 32;   // written with so many under way at each of the other two
  int absences = 3;
};

/// Three nodes on one Redis on this machine, against what they are made of: a post from one node to another's client
/// against the same within one node with the embedded log; posts of all three at once against one bare client of the
/// same script; and how soon a node that was away has all it missed.
nlohmann::ordered_json cluster(const ClusterOptions& options);

}  // namespace plenum::bench
