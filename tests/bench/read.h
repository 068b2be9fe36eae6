#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace plenum::bench {

struct ReadOptions {
  int thread_posts = 2'000;
  int page_posts = 50;
  int pages = 5'000;
  std::string directory;
};

/// Server time of one page out of a long thread: read, projected, encoded; at random places. The floor is the same
/// number of bare point reads from the same store.
nlohmann::ordered_json read(const ReadOptions& options);

}  // namespace plenum::bench
