// Frames to a crowd that reads quickly and slowly, pings, and leaves in every way, while every send may be cut short:
// no frame may arrive torn, twice, out of order or behind a Close. The parser is our own and strict.
//   PLENUM_STRICT_FRAMES=1000000 PLENUM_STRICT_SEED=7 build/asan/bin/test_net_strict
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tests/net/strict/citizen.h"
#include "tests/net/strict/cut_sends.h"
#include "tests/net/strict/square.h"

namespace plenum::test {
namespace {

constexpr unsigned threads = 2;
constexpr unsigned citizens_count = 24;

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* value = std::getenv(name);
  return value ? std::strtoull(value, nullptr, 10) : otherwise;
}

net::ListenerOptions tight() {
  net::ListenerOptions options;
  options.limits.connections_per_address_max = 1000;
  options.limits.message_bytes_max = 128 * 1024;
  options.limits.queue_bytes_max = 192 * 1024;  // so that slow readers lag
  options.limits.queue_low_water_bytes = 64 * 1024;
  options.limits.socket_send_buffer_bytes = 4608;
  options.limits.ping_interval_ms = 50;
  options.limits.stall_ms = 120'000;  // no deadline is meant to end anybody here, however slow the machine
  options.limits.teardown_ms = 120'000;
  return options;
}

// Random bytes, half frames, resets: nobody else may notice.
void vandal(std::uint16_t port, unsigned seed, const std::atomic<bool>& enough) {
  std::mt19937 chance(seed);
  while (!enough) {
    RawWebSocket client(port);
    if (chance() % 4 != 0 && !client.open()) continue;
    std::string bytes = encode({.opcode = static_cast<unsigned>(chance() % 16),
                                .payload = std::string(chance() % 300, static_cast<char>(chance())),
                                .fin = chance() % 2 == 0,
                                .rsv = chance() % 8 == 0 ? 1u : 0u,
                                .masked = chance() % 8 != 0});
    bytes.resize(bytes.size() - chance() % 3);
    client.socket.write(bytes);
    if (chance() % 2 == 0) client.socket.reset();
  }
}

std::uint64_t words_of(const std::vector<std::unique_ptr<Citizen>>& citizens) {
  std::uint64_t words = 0;
  for (const auto& citizen : citizens) words += citizen->words;
  return words;
}

// Until so many words have come, or somebody saw a fault. False: nothing moved for two minutes.
bool await_words(const std::vector<std::unique_ptr<Citizen>>& citizens, std::uint64_t wanted) {
  std::uint64_t before = 0;
  auto moved = std::chrono::steady_clock::now();
  for (;;) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    const auto words = words_of(citizens);
    if (words >= wanted) return true;
    const auto now = std::chrono::steady_clock::now();
    if (std::exchange(before, words) != words) moved = now;
    if (now - moved > std::chrono::minutes(2)) return false;
  }
}

TEST(Strict, no_frame_is_torn_whatever_the_readers_do_and_wherever_a_send_is_cut) {
  const auto wanted = setting("PLENUM_STRICT_FRAMES", 20'000);
  const auto seed = static_cast<unsigned>(setting("PLENUM_STRICT_SEED", std::random_device{}()));
  std::printf("seed %u\n", seed);
  cut_sends().seed = seed;
  Square square(threads);
  ServerUnderTest server(tight(), threads);
  server.script = [&](const net::HttpRequest&) { return square.script(); };

  const auto begun = std::chrono::steady_clock::now();
  std::atomic<bool> enough{false};
  std::vector<std::unique_ptr<Citizen>> citizens;
  std::vector<std::thread> living;
  for (unsigned i = 0; i < citizens_count; ++i) {
    citizens.push_back(std::make_unique<Citizen>(i, server.port(), seed));
    living.emplace_back([&, i] { citizens[i]->live(enough); });
  }
  living.emplace_back([&] { vandal(server.port(), seed, enough); });
  EXPECT_TRUE(await_words(citizens, wanted)) << "nothing moves";
  enough = true;
  for (auto& thread : living) thread.join();

  std::uint64_t pongs = 0, pings = 0, gaps = 0, closes = 0, lives = 0;
  for (const auto& citizen : citizens) {
    EXPECT_EQ(citizen->fault, "");
    pongs += citizen->pongs;
    pings += citizen->pings;
    gaps += citizen->gaps;
    closes += citizen->closes;
    lives += citizen->lives;
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begun;
  std::printf("strict: %lu frames exact, %lu pongs for %lu pings, %lu Closes in %lu lives, %lu gaps told\n",
              words_of(citizens), pongs, pings, closes, lives, gaps);
  std::printf("sends: %lu whole, %lu cut, %lu refused; %lu sessions, %.1f s\n", cut_sends().whole.load(),
              cut_sends().cut.load(), cut_sends().refused.load(), square.sessions.load(), seconds.count());
  EXPECT_GE(words_of(citizens), wanted);
  EXPECT_GT(pongs, 0u);
  EXPECT_GT(closes, 0u);
  EXPECT_GT(gaps, 0u) << "no reader was slow enough to lag";
  EXPECT_GT(cut_sends().cut.load(), wanted / 100) << "no send was cut: this test tests nothing";
  EXPECT_TRUE(eventually([&] { return server.listener->connections() == 0; }, 60'000));
}

}  // namespace
}  // namespace plenum::test
