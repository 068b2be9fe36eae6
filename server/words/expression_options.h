#pragma once

#include <re2/re2.h>

#include "server/words/pattern.h"

namespace plenum {

/// How RE2 reads every expression of ours: UTF-8, silent about faults, in bounded memory.
inline re2::RE2::Options expression_options() {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(Pattern::memory_bytes_max);
  return options;
}

}  // namespace plenum
