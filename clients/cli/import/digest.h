#pragma once

#include <string>
#include <string_view>

namespace plenum::imports {

// One post as the digest of an import sees it.
struct DigestRow {
  std::string_view topic;
  std::string_view thread;
  std::string_view id;
  bool id_is_number = false;
  std::string_view author;
  std::string_view time;
  bool time_is_number = false;
  std::string_view body;
};

// The row as a JSON array, byte for byte what Python's json.dumps(row, ensure_ascii=False, separators=(',', ':'))
// makes. The digest is the SHA-256 of these lines, each with a newline, in the order in which read() yields the posts.
std::string digest_line(const DigestRow& row);

}  // namespace plenum::imports
