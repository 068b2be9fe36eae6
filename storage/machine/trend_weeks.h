#pragma once

#include <cstdint>

#include "proto/gallery.pb.h"

// Weeks as trends are counted in: from a Monday, 00:00 UTC, to the next.
namespace plenum {

inline constexpr std::int64_t week_length_ms = 7LL * 24 * 3'600'000;

/// The Monday on or before a time.
std::int64_t monday_of(std::int64_t time_ms);

/// When all that was written in a week has been released in this class: then it is counted.
std::int64_t tick_of(std::int64_t week_ms, v1::EmbargoClass);

/// Terms of one week of one feed that are kept.
inline constexpr int trend_terms_max = 500;

}  // namespace plenum
