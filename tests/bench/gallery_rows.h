#pragma once

#include <cstddef>
#include <filesystem>

namespace plenum::bench {

/// What one kind of post costs a node that decides nothing and tells nobody: CPU of the one thread.
struct RowsOfPosts {
  std::size_t posts = 0;
  std::size_t rows = 0;   // of the state
  std::size_t bytes = 0;  // of keys and records, and of the log
  double applying_us = 0;
  double committing_us = 0;

  double per_post(double all) const { return all / static_cast<double>(posts); }
  double us_per_post() const { return per_post(applying_us + committing_us); }
};

struct GalleryRows {
  RowsOfPosts observed, among_members;
};

/// The floor of writing for the gallery: the log of a node that has stopped is applied to an empty store and committed
/// batch by batch, as by a node that follows. Counts batches of posts of one kind only, of at least so many.
/// Writes the store into `again`, which must not exist.
GalleryRows rows_alone(const std::filesystem::path& data, const std::filesystem::path& again,
                       std::size_t posts_of_batch_min);

}  // namespace plenum::bench
