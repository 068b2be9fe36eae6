#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <vector>

#include <zlib.h>

#include "clients/cli/import/limits.h"

namespace plenum::imports {

// A .gz file, unpacked block by block. libarchive reads gzip too, but does not compare the checksum: a flipped bit
// would become somebody's words. zlib compares it. Refuses damage, truncation and what unpacks beyond the bounds.
class GzipStream {
public:
  GzipStream(const std::filesystem::path& path, const Bounds& bounds);
  ~GzipStream();
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;

  // The next block, valid until the next call; empty once the end was reached and found sound.
  std::string_view next();

private:
  bool fill();  // false: no more bytes in the file
  void check_bounds(std::size_t unpacked);

  std::filesystem::path path_;
  Bounds bounds_;
  std::ifstream in_;
  z_stream z_{};
  std::vector<char> packed_;
  std::vector<char> unpacked_;
  std::uint64_t packed_bytes_ = 0;
  std::uint64_t unpacked_bytes_ = 0;
  bool at_member_end_ = false;
};

}  // namespace plenum::imports
