// What waits for a peer that does not read: bounded, told when it drains, pongs included.
#include <atomic>
#include <chrono>
#include <future>
#include <thread>

#include <gtest/gtest.h>

#include "tests/support/net/raw_websocket.h"
#include "tests/support/net/server_under_test.h"

namespace plenum::test {
namespace {

using net::encode_frame;
using net::Opcode;
using Sent = net::WebSocketSession::Sent;

// Fills the queue whenever it may, with numbered frames; what `send` took must arrive, and nothing else.
struct Pump {
  std::atomic<std::uint64_t> accepted{0};
  std::atomic<std::size_t> queued_max{0};
  std::atomic<int> over_limit{0}, drained{0};
  std::atomic<bool> stop{false};

  void fill(net::WebSocketSession& session) {
    while (!stop) {
      std::string payload = std::to_string(accepted.load());
      payload.resize(1000, ' ');
      const auto sent = session.send(encode_frame(Opcode::text, payload));
      queued_max = std::max(queued_max.load(), session.queued_bytes());
      if (sent != Sent::queued) {
        if (sent == Sent::over_limit) ++over_limit;
        return;
      }
      ++accepted;
    }
  }
};

TEST(Backpressure, a_client_that_does_not_read_bounds_the_queue_and_is_told_when_to_go_on) {
  constexpr std::size_t queue_max = 100'000;
  Pump pump;
  ServerUnderTest server(options_with([](net::Limits& l) {
    l.queue_bytes_max = queue_max;
    l.queue_low_water_bytes = 20'000;
  }));
  server.script = [&](const net::HttpRequest&) {
    Script script;
    script.on_open = [&](auto& session) { pump.fill(session); };
    script.on_drained = [&](auto& session) {
      ++pump.drained;
      EXPECT_LE(session.queued_bytes(), 20'000u);
      pump.fill(session);
    };
    return script;
  };
  RawWebSocket client(server.port(), 4096);
  ASSERT_TRUE(client.open());
  // Until the kernel's buffers are full too.
  std::uint64_t before = 0;
  ASSERT_TRUE(eventually([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
    return std::exchange(before, pump.accepted.load()) == pump.accepted.load() && before != 0;
  }));
  EXPECT_LE(pump.queued_max.load(), queue_max);
  EXPECT_GE(pump.over_limit.load(), 1);
  const int drained_before = pump.drained;
  const auto stuck_at = pump.accepted.load();
  std::uint64_t got = 0;
  for (; got < stuck_at + 500; ++got) {
    const auto frame = client.receive();
    ASSERT_TRUE(frame) << client.fault;
    ASSERT_EQ(std::stoull(frame->payload), got);
  }
  EXPECT_GT(pump.drained.load(), drained_before) << "it read again and nobody was told";
  pump.stop = true;
  while (const auto frame = client.receive(std::chrono::milliseconds(500))) {
    ASSERT_EQ(std::stoull(frame->payload), got);
    ++got;
  }
  EXPECT_EQ(got, pump.accepted.load());
}

TEST(Backpressure, a_flood_of_pings_from_a_client_that_does_not_read_holds_few_pongs) {
  std::promise<net::WebSocketSession*> opened;
  ServerUnderTest server(options_with([](net::Limits& l) { l.queue_bytes_max = 32 << 20; }));
  server.script = [&](const net::HttpRequest&) {
    Script script;
    script.on_open = [&](auto& session) {
      for (int i = 0; i < 20; ++i) session.send(encode_frame(Opcode::binary, std::string(1 << 20, 'd')));
      opened.set_value(&session);
    };
    return script;
  };
  RawWebSocket client(server.port(), 4096);
  ASSERT_TRUE(client.open());
  auto* session = opened.get_future().get();
  std::string flood;
  for (int i = 0; i < 20'000; ++i) flood += encode({.opcode = op_ping, .payload = std::to_string(i)});
  ASSERT_TRUE(client.socket.write(flood));
  int pongs = 0;
  std::string last;
  std::atomic<std::size_t> queued{0};
  server.io.run_on(0, [&] { queued = session->queued_bytes(); });
  EXPECT_LE(queued.load(), 20u * ((1 << 20) + 10) + 16 * 127);
  while (last != "19999") {
    const auto frame = client.receive();
    ASSERT_TRUE(frame) << client.fault;
    if (frame->opcode != op_pong) continue;
    ++pongs;
    last = frame->payload;
  }
  EXPECT_LT(pongs, 20'000);
}

TEST(Backpressure, pongs_carry_the_pings_payload_and_come_between_whole_frames) {
  ServerUnderTest server;
  RawWebSocket client(server.port());
  ASSERT_TRUE(client.open());
  for (int i = 0; i < 50; ++i) {
    client.send({.opcode = op_ping, .payload = "p" + std::to_string(i)});
    client.send_text("t" + std::to_string(i));
    bool pong = false, text = false;
    while (!text || !pong) {
      const auto frame = client.receive();
      ASSERT_TRUE(frame) << client.fault;
      pong |= frame->opcode == op_pong && frame->payload == "p" + std::to_string(i);
      text |= frame->opcode == op_text && frame->payload == "t" + std::to_string(i);
    }
  }
}

}  // namespace
}  // namespace plenum::test
