#pragma once

#include <span>
#include <string_view>

namespace plenum::web {

/// One file of the web client as it lies in the program: raw, and compressed where that is smaller (else empty).
struct Asset {
  std::string_view path;  // "/assets/index-3f2a.js"
  std::string_view mime;
  std::string_view etag;  // quoted, from the content
  std::string_view raw;
  std::string_view gzip;
  std::string_view brotli;
  bool immutable;         // the name changes with the content
};

/// Empty where the program was built without the bundle (PLENUM_WEB=OFF).
std::span<const Asset> assets();

}  // namespace plenum::web
