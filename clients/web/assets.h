#pragma once

#include <span>
#include <string_view>

// The web client inside the program. Any thread may read it; it is constant and lives as long as the program.
namespace plenum::web {

struct Asset {
  std::string_view path;  // as asked for: "/index.html"
  std::string_view mime;  // with its charset where it has one
  std::string_view etag;  // quoted
  std::string_view raw;
  std::string_view gzip;    // empty where it would not be smaller
  std::string_view brotli;  // empty where it would not be smaller
  bool immutable;           // its name holds a hash of what it says
};

// Empty when built with PLENUM_WEB=OFF.
std::span<const Asset> assets();

}  // namespace plenum::web
