#include "server/node/chance.h"

#include <chrono>

#include <sodium.h>

namespace plenum {

std::uint64_t Chance::number() {
  for (;;) {
    std::uint64_t value = 0;
    for (const char byte : bytes(8)) value = (value << 8) | static_cast<unsigned char>(byte);
    value >>= 1;
    if (value != 0) return value;
  }
}

std::int64_t SystemChance::now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::string SystemChance::bytes(std::size_t count) {
  std::string random(count, '\0');
  randombytes_buf(random.data(), random.size());
  return random;
}

}  // namespace plenum
