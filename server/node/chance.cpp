#include "server/node/chance.h"

#include <chrono>
#include <cstring>

#include <sodium.h>

namespace plenum {

namespace {

/// Random bytes not yet handed out. What was handed out is wiped: no later look at this memory tells a secret.
struct Pool {
  unsigned char bytes[1024];
  std::size_t left = 0;

  void take(char* to, std::size_t count) {
    if (left < count) {
      randombytes_buf(bytes, sizeof bytes);
      left = sizeof bytes;
    }
    left -= count;
    std::memcpy(to, bytes + left, count);
    sodium_memzero(bytes + left, count);
  }
};

}  // namespace

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

// A post takes four draws; one system call for each would be a twentieth of what it costs.
std::string SystemChance::bytes(std::size_t count) {
  thread_local Pool pool;
  std::string random(count, '\0');
  if (count > sizeof pool.bytes) {
    randombytes_buf(random.data(), count);
  } else {
    pool.take(random.data(), count);
  }
  return random;
}

}  // namespace plenum
