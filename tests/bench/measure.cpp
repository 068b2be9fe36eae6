#include "tests/bench/measure.h"

#include <chrono>
#include <fstream>

#include <sys/resource.h>
#include <unistd.h>

namespace plenum::bench {

double cpu_us() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto us = [](const timeval& t) { return static_cast<double>(t.tv_sec) * 1e6 + static_cast<double>(t.tv_usec); };
  return us(usage.ru_utime) + us(usage.ru_stime);
}

double cpu_us_of(int pid) {
  std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
  std::string text((std::istreambuf_iterator<char>(stat)), {});
  // Fields 14 and 15, counted from behind the name, which may hold spaces.
  std::size_t at = text.rfind(')') + 2;
  for (int field = 3; field < 14; ++field) at = text.find(' ', at) + 1;
  char* end = nullptr;
  const auto user = std::strtoull(text.c_str() + at, &end, 10);
  const auto system = std::strtoull(end, nullptr, 10);
  return static_cast<double>(user + system) * 1e6 / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double now_s() {
  using namespace std::chrono;
  return duration<double>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace plenum::bench
