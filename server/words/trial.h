#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "server/words/pattern.h"
#include "storage/machine/state.h"

namespace plenum {

/// What a rule would have caught.
struct Trial {
  struct Catch {
    PostId post;
    Span span;
  };
  std::vector<Catch> caught;  // the newest first, at most `shown_max`
  std::uint32_t caught_total = 0;
  std::uint32_t looked_at = 0;
  bool cut = false;

  static constexpr std::size_t shown_max = 50;
  static constexpr std::size_t rows_max = 500'000;  // of which the newest `posts_max` are read
  static constexpr std::uint32_t posts_max = 50'000;
  static constexpr std::chrono::milliseconds time_max{2'000};
};

/// Tries a pattern on the words that stand, written since then; in one topic, or with none in all. Bounded in time and
/// in what it reads: takes up to two seconds, on a thread that may.
Trial try_pattern(const View&, const Pattern&, TopicId, std::int64_t since_ms);

}  // namespace plenum
