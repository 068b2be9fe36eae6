// Many clients at once: quick and slow readers, pings, closes from both sides, broken frames. What arrives must be
// exact for those who keep the rules, and nobody else may disturb them.
#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <random>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/net/raw_websocket.h"
#include "tests/support/net/server_under_test.h"

namespace plenum::test {
namespace {

// Every message goes to all sessions of its thread, as one frame.
struct Square {
  std::mutex mutex;  // of what the test reads
  std::map<unsigned, std::vector<net::WebSocketSession*>> present;
  std::atomic<std::uint64_t> delivered{0}, lost{0};

  Script script() {
    auto self = std::make_shared<net::WebSocketSession*>(nullptr);
    Script s;
    s.on_open = [this, self](auto& session) {
      *self = &session;
      const std::lock_guard lock(mutex);
      present[session.thread_index()].push_back(&session);
    };
    s.on_message = [this](auto& session, std::string_view payload, bool) {
      if (!payload.starts_with("from ") && payload != "leave") return;  // a vandal's
      const auto frame = net::encode_frame(net::Opcode::text, payload);
      for (auto* each : on_thread(session.thread_index()))
        ++(each->send(frame) == net::WebSocketSession::Sent::queued ? delivered : lost);
      if (payload.starts_with("leave")) session.close(4000, "as you wish");
    };
    s.on_closed = [this, self](std::uint16_t) {
      const std::lock_guard lock(mutex);
      for (auto& [thread, all] : present) std::erase(all, *self);
    };
    return s;
  }

  std::vector<net::WebSocketSession*> on_thread(unsigned thread) {
    const std::lock_guard lock(mutex);
    return present[thread];
  }
};

std::string message(int sender, int number, std::size_t bytes) {
  std::string text = "from " + std::to_string(sender) + " number " + std::to_string(number) + " ";
  if (text.size() < bytes) text.resize(bytes, static_cast<char>('a' + number % 26));
  return text;
}

// Keeps the rules. Each sender's numbers must rise, each payload be what that sender makes of that number.
struct Citizen {
  int name;
  bool slow;
  std::uint16_t port;
  unsigned seed;
  int rounds;
  std::string fault;
  std::uint64_t received = 0;
  std::uint64_t pongs = 0;

  void live() {
    std::mt19937 chance(seed);
    RawWebSocket client(port, slow ? 4096 : 0);
    if (!client.open()) return note("handshake " + client.fault);
    std::map<int, int> last;
    for (int i = 0; i < rounds && fault.empty(); ++i) {
      const auto bytes = chance() % 8 == 0 ? 3000 + chance() % 9000 : 20 + chance() % 100;
      if (!client.send_text(message(name, i, bytes))) return note("cannot send");
      if (chance() % 4 == 0) client.send({.opcode = op_ping, .payload = std::to_string(i)});
      if (slow) std::this_thread::sleep_for(std::chrono::milliseconds(chance() % 3));
      take(client, last, chance() % (slow ? 3 : 40));
    }
    if (chance() % 2 == 0) {
      client.send({.opcode = op_close, .payload = close_payload(1000)});
    } else {
      client.send_text("leave");
    }
    while (fault.empty() && !client.closed && take(client, last, 1)) {
    }
    if (!client.closed) note("no Close frame: " + client.fault);
    client.send({.opcode = op_close, .payload = close_payload(1000)});
    if (fault.empty() && !client.ends()) note(client.fault);
  }

  bool take(RawWebSocket& client, std::map<int, int>& last, unsigned frames) {
    for (unsigned i = 0; i < frames; ++i) {
      const auto frame = client.receive(std::chrono::milliseconds(frames == 1 ? 10'000 : 1));
      if (!frame && !client.ended && client.fault.empty()) return false;  // nothing yet
      if (!frame) return note(client.fault + (client.ended ? " ended" : "")), false;
      if (frame->opcode == op_pong) ++pongs;
      if (frame->opcode == op_text && !check(*frame, last)) return false;
      if (frame->opcode == op_close) return true;
    }
    return true;
  }

  bool check(const ServerFrame& frame, std::map<int, int>& last) {
    ++received;
    if (frame.payload == "leave") return true;
    int sender = 0, number = 0;
    if (std::sscanf(frame.payload.c_str(), "from %d number %d ", &sender, &number) != 2) return note("torn"), false;
    if (last.contains(sender) && last[sender] >= number) return note("out of order"), false;
    last[sender] = number;
    if (frame.payload != message(sender, number, frame.payload.size())) return note("corrupt"), false;
    return true;
  }

  void note(std::string why) {
    if (fault.empty()) fault = "citizen " + std::to_string(name) + ": " + std::move(why);
  }
};

// Breaks every rule it can: random bytes, half frames, resets.
void vandal(std::uint16_t port, unsigned seed, const std::atomic<bool>& stop) {
  std::mt19937 chance(seed);
  while (!stop) {
    RawWebSocket client(port);
    if (chance() % 4 != 0 && !client.open()) continue;
    std::string bytes;
    for (unsigned i = 0; i < chance() % 5; ++i)
      bytes += encode({.opcode = static_cast<unsigned>(chance() % 16),
                       .payload = std::string(chance() % 300, static_cast<char>(chance())),
                       .fin = chance() % 2 == 0,
                       .rsv = chance() % 8 == 0 ? 1u : 0u,
                       .masked = chance() % 8 != 0});
    for (unsigned i = 0; i < chance() % 4 && !bytes.empty(); ++i)
      bytes[chance() % bytes.size()] = static_cast<char>(chance());
    bytes.resize(bytes.size() - std::min<std::size_t>(bytes.size(), chance() % 3));
    client.socket.write(bytes);
    if (chance() % 2 == 0) client.socket.reset();
  }
}

TEST(Storm, leaves_every_citizen_with_exact_frames_in_order_and_a_proper_end) {
  const unsigned seed = std::random_device{}();
  std::printf("seed %u\n", seed);
  Square square;
  net::ListenerOptions options;
  options.limits.connections_per_address_max = 10'000;
  options.limits.queue_bytes_max = 64 << 20;       // nothing is dropped, so all that was taken must come
  options.limits.socket_send_buffer_bytes = 4608;  // so that nearly every write is cut short
  std::atomic<unsigned> sessions{0};
  ServerUnderTest server(options, 2);
  server.script = [&](const net::HttpRequest&) {
    ++sessions;
    return square.script();
  };

  std::vector<Citizen> citizens;
  for (int i = 0; i < 24; ++i)
    citizens.push_back(
        {i, i % 3 == 0, server.port(), seed + 1000u + static_cast<unsigned>(i), i % 3 == 0 ? 60 : 300, "", 0, 0});
  std::atomic<bool> stop{false};
  std::vector<std::thread> threads;
  for (auto& citizen : citizens) threads.emplace_back([&] { citizen.live(); });
  std::thread wild([&] { vandal(server.port(), seed, stop); });
  for (auto& thread : threads) thread.join();
  stop = true;
  wild.join();

  std::uint64_t received = 0, pongs = 0;
  for (const auto& citizen : citizens) {
    EXPECT_EQ(citizen.fault, "");
    received += citizen.received;
    pongs += citizen.pongs;
  }
  std::printf("storm: %lu frames and %lu pongs exact, %u connections\n", received, pongs, sessions.load());
  EXPECT_GT(received, 1000u);
  EXPECT_GT(pongs, 100u);
  EXPECT_TRUE(eventually([&] { return server.listener->connections() == 0; }));
}

}  // namespace
}  // namespace plenum::test
