#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "proto/gallery.pb.h"

// What was put before an observer: told to the meter by whoever shows it. Entries by the gallery's own ids, never by a
// company's.
namespace plenum {

/// By one answer.
struct Shown {
  v1::ReadingKind kind = v1::READING_READ;  // a search's hits are FOUND
  std::vector<std::string> entries;         // whose words stand in it
  std::string thread;                       // where it opened one
};

/// By one live frame, and made with it: each line counts it, and the first of them notes it for the register.
struct ShownInFrame {
  std::vector<std::string> entries;
  std::atomic<bool> is_noted{false};
};

}  // namespace plenum
