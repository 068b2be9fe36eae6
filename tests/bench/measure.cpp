#include "tests/bench/measure.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

namespace plenum::bench {

namespace {

/// The process and all below it: nginx serves from a child.
std::vector<pid_t> family_of(pid_t pid) {
  std::vector<pid_t> all = {pid};
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto name = std::to_string(all[i]);
    std::ifstream children("/proc/" + name + "/task/" + name + "/children");
    for (pid_t child = 0; children >> child;) all.push_back(child);
  }
  return all;
}

double status_bytes(pid_t pid, const std::string& field) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(field + ":")) return std::stod(line.substr(field.size() + 1)) * 1024;
  }
  return 0;
}

}  // namespace

double cpu_us() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto us = [](const timeval& t) { return static_cast<double>(t.tv_sec) * 1e6 + static_cast<double>(t.tv_usec); };
  return us(usage.ru_utime) + us(usage.ru_stime);
}

double thread_cpu_us() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

double cpu_us_of(pid_t pid) {
  double us = 0;
  for (const auto one : family_of(pid)) {
    clockid_t clock{};
    timespec time{};
    if (::clock_getcpuclockid(one, &clock) != 0 || ::clock_gettime(clock, &time) != 0) continue;
    us += static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
  }
  return us;
}

std::map<pid_t, ThreadTime> cpu_us_by_thread(pid_t pid) {
  std::map<pid_t, ThreadTime> threads;
  std::error_code gone;
  for (const auto& task : std::filesystem::directory_iterator("/proc/" + std::to_string(pid) + "/task", gone)) {
    auto& thread = threads[std::stoi(task.path().filename())];
    std::ifstream(task.path() / "comm") >> thread.name;
    std::ifstream(task.path() / "schedstat") >> thread.us;  // nanoseconds on a core
    thread.us /= 1e3;
  }
  return threads;
}

double now_s() {
  using namespace std::chrono;
  return duration<double>(steady_clock::now().time_since_epoch()).count();
}

Memory memory_of(pid_t pid) {
  Memory memory;
  for (const auto one : family_of(pid)) {
    memory.resident += status_bytes(one, "VmRSS");
    memory.anonymous += status_bytes(one, "RssAnon");
  }
  return memory;
}

double load_average() {
  std::ifstream file("/proc/loadavg");
  double load = 0;
  file >> load;
  return load;
}

double rounded(double value) {
  char text[32];
  std::snprintf(text, sizeof text, std::abs(value) >= 1'000 ? "%.0f" : "%.4g", value);
  return std::isfinite(value) ? std::strtod(text, nullptr) : 0;
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void set_span(nlohmann::ordered_json& line, const std::string& name, const std::vector<double>& values) {
  if (values.empty()) return;
  line[name] = rounded(median(values));
  line[name + "_min"] = rounded(*std::min_element(values.begin(), values.end()));
  line[name + "_max"] = rounded(*std::max_element(values.begin(), values.end()));
}

}  // namespace plenum::bench
