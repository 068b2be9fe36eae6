#pragma once

#include <cstddef>
#include <filesystem>

#include "storage/machine/ids.h"

namespace plenum::bench {

/// The least that a node does for each post of a log, its own and the others': it is applied and committed, so many
/// appends with one sync. Nothing is decided, heard, told or answered.
struct BareFollower {
  std::size_t posts = 0;
  double us = 0;  // CPU of the one thread

  double us_per_post() const { return us / static_cast<double>(posts); }
};

/// The log of a node that has stopped goes into an empty store, which must not exist; counts what lies after the one
/// offset and up to the other.
BareFollower follow_alone(const std::filesystem::path& data, const std::filesystem::path& again, Offset after,
                          Offset until, std::size_t appends_of_commit);

}  // namespace plenum::bench
