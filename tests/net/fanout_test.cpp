// One frame to many sessions, and everything of a turn in one write.
#include <atomic>
#include <chrono>
#include <future>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/net/raw_websocket.h"
#include "tests/support/net/server_under_test.h"

namespace plenum::test {
namespace {

using net::encode_frame;
using net::Opcode;
using Sent = net::WebSocketSession::Sent;

TEST(FanOut, one_frame_is_shared_by_two_hundred_sessions) {
  net::ListenerOptions options;
  options.limits.connections_per_address_max = 300;
  std::mutex mutex;
  std::set<net::WebSocketSession*> sessions[2];
  ServerUnderTest server(options, 2);
  server.script = [&](const net::HttpRequest&) {
    Script script;
    script.on_open = [&](auto& session) {
      const std::lock_guard lock(mutex);
      sessions[session.thread_index()].insert(&session);
    };
    return script;
  };
  std::vector<RawWebSocket> clients;
  for (int i = 0; i < 200; ++i) {
    clients.emplace_back(server.port());
    ASSERT_TRUE(clients.back().open()) << i << clients.back().fault;
  }
  ASSERT_TRUE(eventually([&] {
    const std::lock_guard lock(mutex);
    return sessions[0].size() == 100 && sessions[1].size() == 100;
  })) << "pinned, as many to each thread";
  std::vector<net::Frame> frames;
  for (int i = 0; i < 40; ++i) frames.push_back(encode_frame(Opcode::binary, "frame " + std::to_string(i)));
  std::atomic<long> shared{0};
  for (unsigned thread = 0; thread < 2; ++thread)
    server.io.run_on(thread, [&] {
      for (auto* session : sessions[thread])
        for (const auto& frame : frames) EXPECT_EQ(session->send(frame), Sent::queued);
      shared = frames[0].use_count();
    });
  EXPECT_GE(shared.load(), 100) << "the queues hold the frame itself, not copies";
  for (auto& client : clients)
    for (int i = 0; i < 40; ++i) {
      const auto frame = client.receive();
      ASSERT_TRUE(frame) << client.fault;
      ASSERT_EQ(frame->payload, "frame " + std::to_string(i));
    }
  EXPECT_TRUE(eventually([&] { return frames[0].use_count() == 1; })) << "written frames are let go";
}

// A browser asks for its page and then opens its line: in turn, all lines would meet on one thread.
TEST(FanOut, lines_are_spread_evenly_though_every_other_connection_is_a_short_one) {
  net::ListenerOptions options;
  options.limits.connections_per_address_max = 300;
  std::atomic<int> lines[2] = {0, 0};
  ServerUnderTest server(options, 2);
  server.script = [&](const net::HttpRequest&) {
    Script script;
    script.on_open = [&](auto& session) { ++lines[session.thread_index()]; };
    return script;
  };
  std::vector<RawWebSocket> clients;
  for (int i = 0; i < 40; ++i) {
    auto page = RawSocket::tcp(server.port());
    ASSERT_EQ(ask(page, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").status, 200u);
    clients.emplace_back(server.port());
    ASSERT_TRUE(clients.back().open()) << clients.back().fault;
    page.close();
    ASSERT_TRUE(eventually([&] { return server.listener->connections() == clients.size(); }));
  }
  EXPECT_EQ(lines[0].load(), 20);
  EXPECT_EQ(lines[1].load(), 20);
}

// Beast's trap 3: with a posted flush the second message of one packet would be written alone, and so on.
TEST(FanOut, messages_that_came_together_leave_in_one_write) {
  std::promise<net::WebSocketSession*> opened;
  std::atomic<std::size_t> waiting_max{0};
  std::atomic<bool> closed{false};
  ServerUnderTest server;
  server.script = [&](const net::HttpRequest&) {
    auto script = echo_script();
    script.on_open = [&](auto& session) { opened.set_value(&session); };
    script.on_closed = [&](std::uint16_t) { closed = true; };
    return script;
  };
  RawWebSocket client(server.port());
  ASSERT_TRUE(client.open());
  auto* session = opened.get_future().get();
  server.io.run_on(0, [&] {
    server.io.add_turn_hook(0, net::TurnPhase::gather, [&, session] {
      if (!closed) waiting_max = std::max(waiting_max.load(), session->queued_bytes());
    });
  });
  std::string together;
  for (int i = 0; i < 100; ++i) together += encode({.payload = "0123456789"});  // 1600 bytes
  ASSERT_TRUE(client.socket.write(together));
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(client.receive()) << client.fault;
  EXPECT_GE(waiting_max.load(), 90u * 12) << "of 100 echoes of 12 bytes";
}

TEST(FanOut, a_session_that_floods_does_not_keep_the_others_waiting) {
  ServerUnderTest server;
  RawWebSocket loud(server.port()), quiet(server.port());
  ASSERT_TRUE(loud.open() && quiet.open());
  std::atomic<bool> stop{false};
  std::thread flood([&] {
    std::string some;
    for (int i = 0; i < 2000; ++i) some += encode({.opcode = op_pong, .payload = "unasked"});
    while (!stop && loud.socket.write(some)) {
    }
  });
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(quiet.send_text("still here?"));
    ASSERT_TRUE(quiet.receive(std::chrono::seconds(5))) << quiet.fault;
  }
  stop = true;
  flood.join();
}

}  // namespace
}  // namespace plenum::test
