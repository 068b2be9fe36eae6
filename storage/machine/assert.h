#pragma once

#include <cstdio>
#include <cstdlib>

namespace plenum {

/// The impossible has happened: the state can no longer be trusted, so nothing may be written after it.
[[noreturn]] inline void impossible(const char* what, const char* file, int line) {
  std::fprintf(stderr, "impossible: %s (%s:%d)\n", what, file, line);
  std::abort();
}

}  // namespace plenum

// Kept in release builds: a wrong state that goes on is worse than one that stops.
#define PLENUM_ASSERT(condition, what)                                \
  do {                                                                \
    if (!(condition)) ::plenum::impossible(what, __FILE__, __LINE__); \
  } while (false)
