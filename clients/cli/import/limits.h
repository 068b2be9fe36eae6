#pragma once

#include <cstddef>
#include <cstdint>

#include "proto/limits.h"

// What an archive may be. Each has a test that hits it, through Bounds, since nobody wants 4 GiB in a test.
namespace plenum::imports {

struct Bounds {
  std::uint64_t entry_bytes_max = 256ULL << 20;   // one file, unpacked
  std::uint64_t archive_bytes_max = 4ULL << 30;   // all files, unpacked
  std::uint64_t entries_max = 1'000'000;          // files and folders
  std::uint64_t held_bytes_max = 1ULL << 30;      // read before their turn, since an archive has its own order
  std::uint64_t ratio_max = 200;                  // unpacked to packed ...
  std::uint64_t ratio_floor_bytes = 64ULL << 20;  // ... from this size on: a short text may well shrink more
};

inline constexpr std::size_t json_levels_max = 200;
inline constexpr std::size_t shown_title_characters_max = limits::title_characters_max;

}  // namespace plenum::imports
