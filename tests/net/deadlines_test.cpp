// Pings, idle peers, peers that take nothing. The times are the test here.
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

TEST(Deadlines, a_peer_that_answers_pings_stays_and_one_that_does_not_is_cut) {
  ServerUnderTest server(options_with([](net::Limits& l) {
    l.idle_ms = 600;
    l.ping_interval_ms = 100;
  }));
  RawWebSocket alive(server.port()), dead(server.port());
  ASSERT_TRUE(alive.open() && dead.open());
  const auto begun = std::chrono::steady_clock::now();
  int pings = 0;
  while (std::chrono::steady_clock::now() - begun < std::chrono::milliseconds(1500)) {
    const auto frame = alive.receive();
    ASSERT_TRUE(frame) << alive.fault;
    ASSERT_EQ(frame->opcode, unsigned{op_ping});
    ++pings;
    ASSERT_TRUE(alive.send({.opcode = op_pong, .payload = frame->payload}));
  }
  EXPECT_GE(pings, 5);
  EXPECT_LE(pings, 15);
  while (dead.receive()) {
  }
  EXPECT_TRUE(dead.ended) << dead.fault;
  EXPECT_EQ(server.listener->connections(), 1u);
}

TEST(Deadlines, a_peer_that_takes_no_bytes_is_cut_behind_the_stall_limit) {
  std::promise<std::uint16_t> code;
  ServerUnderTest server(options_with([](net::Limits& l) {
    l.stall_ms = 300;
    l.teardown_ms = 300;
    l.queue_bytes_max = 64 << 20;
  }));
  server.script = [&](const net::HttpRequest&) {
    Script script;
    script.on_open = [](auto& session) {
      const auto frame = encode_frame(Opcode::binary, std::string(1 << 20, 'x'));
      while (session.send(frame) == Sent::queued) {
      }
    };
    script.on_closed = [&](std::uint16_t c) { code.set_value(c); };
    return script;
  };
  RawWebSocket client(server.port(), 4096);
  ASSERT_TRUE(client.open());
  auto told = code.get_future();
  ASSERT_EQ(told.wait_for(std::chrono::seconds(8)), std::future_status::ready);
  EXPECT_EQ(told.get(), 1006);
}

// What it did not take is dropped, so that the Close is not behind it.
TEST(Deadlines, a_peer_that_wakes_up_behind_the_stall_limit_is_told_to_come_back) {
  std::atomic<net::WebSocketSession*> opened{nullptr};
  constexpr std::size_t filled = 40;
  ServerUnderTest server(options_with([](net::Limits& l) {
    l.stall_ms = 300;
    l.teardown_ms = 30'000;
    l.queue_bytes_max = 64 << 20;
    l.come_back_code = 4001;
  }));
  server.script = [&](const net::HttpRequest&) {
    Script script;
    script.on_open = [&](auto& session) {
      const auto frame = encode_frame(Opcode::binary, std::string(1 << 20, 'x'));
      for (std::size_t i = 0; i < filled; ++i) session.send(frame);
      opened = &session;
    };
    return script;
  };
  RawWebSocket client(server.port(), 4096);
  ASSERT_TRUE(client.open());
  ASSERT_TRUE(eventually([&] { return opened.load() != nullptr; }));
  std::atomic<std::size_t> queued{filled << 20};
  // Until its queue is given up: what the kernel holds, one frame's rest, and the Close.
  ASSERT_TRUE(eventually([&] {
    server.io.run_on(0, [&] { queued = opened.load()->queued_bytes(); });
    return queued <= (1 << 20) + 200;
  }));
  EXPECT_LE(server.listener->held().bytes, std::size_t{(1 << 20) + 200});
  std::size_t whole = 0;
  std::uint16_t code = 0;
  while (const auto frame = client.receive()) {
    if (frame->opcode == op_binary) ++whole;
    if (frame->opcode == op_close) code = frame->close_code();
    if (code != 0) break;
  }
  EXPECT_EQ(code, 4001) << client.fault;
  EXPECT_LT(whole, filled);
  client.send({.opcode = op_close, .payload = close_payload(code)});
  EXPECT_TRUE(client.ends()) << client.fault;
}

TEST(Deadlines, a_peer_that_takes_a_little_at_a_time_has_not_stalled) {
  constexpr auto stall = std::chrono::seconds(3);
  ServerUnderTest server(options_with([&](net::Limits& l) {
    l.stall_ms = static_cast<std::uint32_t>(std::chrono::milliseconds(stall).count());
    l.ping_interval_ms = 400;  // also the sweep's pace
    l.queue_bytes_max = 64 << 20;
  }));
  server.script = [&](const net::HttpRequest&) {
    Script script;
    script.on_open = [](auto& session) {
      const auto frame = encode_frame(Opcode::binary, std::string(1 << 20, 'x'));
      for (int i = 0; i < 40; ++i) session.send(frame);
    };
    return script;
  };
  RawWebSocket client(server.port(), 4096);
  ASSERT_TRUE(client.open());
  ASSERT_TRUE(eventually([&] { return server.listener->held().sessions == 1; }));
  // The times are the test: longer than the limit, a little in each piece of it, never as much as frees the buffer.
  const auto begun = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() - begun < 2 * stall) {
    std::string some;
    ASSERT_EQ(client.socket.read_some(some, 4096), RawSocket::Got::bytes);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  EXPECT_GT(server.listener->held().bytes, std::size_t{30 << 20}) << "what waits for it was given up";
}

TEST(Deadlines, a_peer_that_was_busy_taking_a_backlog_is_not_idle) {
  ServerUnderTest server(options_with([](net::Limits& l) {
    l.idle_ms = 800;
    l.ping_interval_ms = 200;
    l.queue_bytes_max = 64 << 20;
  }));
  server.script = [&](const net::HttpRequest&) {
    Script script;
    script.on_open = [](auto& session) {
      for (int i = 0; i < 30; ++i) session.send(encode_frame(Opcode::binary, std::string(1 << 20, 'd')));
    };
    return script;
  };
  RawWebSocket client(server.port(), 4096);
  ASSERT_TRUE(client.open());
  std::this_thread::sleep_for(std::chrono::milliseconds(1000));  // longer than idle_ms: the time is the test
  int data = 0, pings = 0;
  while (data < 30 || pings < 6) {
    const auto frame = client.receive();
    ASSERT_TRUE(frame) << "cut after " << data << " frames and " << pings << " pings " << client.fault;
    data += frame->opcode == op_binary;
    if (frame->opcode != op_ping) continue;
    ++pings;
    ASSERT_TRUE(client.send({.opcode = op_pong, .payload = frame->payload}));
  }
}

}  // namespace
}  // namespace plenum::test
