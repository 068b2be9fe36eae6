#pragma once

#include <cstdint>
#include <string>

namespace plenum::bench {

/// CPU time of this process so far (user and system), in microseconds.
double cpu_us();

/// The same of another process, to the resolution of its clock ticks (10 ms).
double cpu_us_of(int pid);

/// Seconds of a steady clock.
double now_s();

}  // namespace plenum::bench
