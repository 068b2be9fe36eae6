#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>
#include <sys/types.h>

namespace plenum::bench {

/// CPU time of this process so far (user and system), in microseconds.
double cpu_us();

/// CPU time of this thread so far.
double thread_cpu_us();

/// The same of another process and of its children, by the scheduler's own clock (nanoseconds, not ticks).
double cpu_us_of(pid_t pid);

/// The same by thread of one process.
struct ThreadTime {
  std::string name;
  double us = 0;
};
std::map<pid_t, ThreadTime> cpu_us_by_thread(pid_t pid);

/// Seconds of a steady clock.
double now_s();

/// What a process and its children hold in memory, in bytes.
struct Memory {
  double resident = 0;
  double anonymous = 0;  // resident, of no file: heap and stacks
};
Memory memory_of(pid_t pid);

/// Of how many tasks ran or waited to run in the last minute: what else this machine did.
double load_average();

/// To the four digits that a person reads.
double rounded(double value);

double median(std::vector<double> values);

/// Sets `name`, `name_min` and `name_max`: the median of the values with its span.
void set_span(nlohmann::ordered_json& line, const std::string& name, const std::vector<double>& values);

}  // namespace plenum::bench
