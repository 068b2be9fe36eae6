#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace plenum::bench {

struct PostOptions {
  int authors = 256;      // each with one post under way
  double seconds = 3;     // of each pair's two halves
  int pairs = 3;          // ours, then the floor, in turn
  std::string directory;  // on the disk to measure
};

/// Durable posts a second through the sequencer, against a loop of bare RocksDB commits of the same bytes in batches
/// of the same size.
nlohmann::ordered_json post(const PostOptions& options);

}  // namespace plenum::bench
