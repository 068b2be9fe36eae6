#pragma once

#include <cstddef>

#include <nlohmann/json_fwd.hpp>

namespace plenum::bench {

struct GalleryOptions {
  std::size_t seats = 2'000;  // and as many members
  std::size_t companies = 20;
  std::size_t in_flight = 1;  // posts under way at once
  std::size_t authors = 64;   // the same, where nobody follows
  std::size_t post_bytes = 240;
  double seconds = 2;  // of each part of a pair
  int pairs = 7;
};

/// What the gallery costs, against the members' side of the same server, by turns: a durable post to the seats of
/// several companies on one topic against one to as many members; and a durable post to nobody where it is written for
/// observers too against one where it is not.
nlohmann::ordered_json gallery(const GalleryOptions& options);

}  // namespace plenum::bench
