// Who closes, with which code, and what still arrives before the end.
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

TEST(Closing, the_client_is_told_how_it_ended) {
  std::promise<std::uint16_t> codes[4];
  ServerUnderTest server;
  server.script = [&](const net::HttpRequest& request) {
    auto script = echo_script();
    script.on_closed = [&, n = request.path[1] - '0'](std::uint16_t code) { codes[n].set_value(code); };
    return script;
  };
  RawWebSocket said(server.port()), silent(server.port()), half(server.port()), reset(server.port());
  ASSERT_TRUE(said.open("/0") && silent.open("/1") && half.open("/2") && reset.open("/3"));
  said.send({.opcode = op_close, .payload = close_payload(4001, "exeunt")});
  said.receive();
  said.socket.close();
  silent.send({.opcode = op_close});
  EXPECT_TRUE(silent.receive()) << silent.fault;
  silent.socket.close();
  half.socket.shutdown_output();
  reset.socket.reset();
  const std::uint16_t expected[] = {4001, 1005, 1006, 1006};
  for (int i = 0; i < 4; ++i) {
    auto code = codes[i].get_future();
    ASSERT_EQ(code.wait_for(std::chrono::seconds(5)), std::future_status::ready) << i;
    EXPECT_EQ(code.get(), expected[i]) << i;
  }
  EXPECT_TRUE(half.ends()) << half.fault;
  EXPECT_TRUE(eventually([&] { return server.listener->connections() == 0; }));
}

TEST(Closing, by_the_server_carries_code_and_reason_behind_all_that_was_sent) {
  std::promise<std::uint16_t> code;
  std::atomic<int> messages{0};
  ServerUnderTest server;
  server.script = [&](const net::HttpRequest&) {
    Script script;
    script.on_message = [&](auto& session, std::string_view, bool) {
      ++messages;
      for (int i = 0; i < 50; ++i) session.send(encode_frame(Opcode::text, std::to_string(i)));
      session.close(1012, "come back");
      EXPECT_EQ(session.send(encode_frame(Opcode::text, "too late")), Sent::closed);
      session.close(1001, "a second time");
    };
    script.on_closed = [&](std::uint16_t c) { code.set_value(c); };
    return script;
  };
  RawWebSocket client(server.port());
  ASSERT_TRUE(client.open());
  client.socket.write(encode({.payload = "go"}) + encode({.payload = "ignored: it is closing"}));
  for (int i = 0; i < 50; ++i) ASSERT_EQ(client.receive()->payload, std::to_string(i));
  const auto frame = client.receive();
  ASSERT_TRUE(frame) << client.fault;
  EXPECT_EQ(frame->close_code(), 1012);
  EXPECT_EQ(frame->payload.substr(2), "come back");
  client.send({.opcode = op_close, .payload = close_payload(1012)});
  EXPECT_TRUE(client.ends()) << client.fault;
  client.socket.close();
  EXPECT_EQ(code.get_future().get(), 1012);
  EXPECT_EQ(messages.load(), 1) << "none is delivered to a client that has closed";
}

// Beast's trap 6: the read that waits takes the peer's Close, and our own close is told operation_aborted.
TEST(Closing, by_the_server_while_a_read_waits_ends_with_the_peers_answer) {
  std::promise<net::WebSocketSession*> opened;
  std::promise<std::uint16_t> code;
  ServerUnderTest server;
  server.script = [&](const net::HttpRequest&) {
    Script script;
    script.on_open = [&](auto& session) { opened.set_value(&session); };
    script.on_closed = [&](std::uint16_t c) { code.set_value(c); };
    return script;
  };
  RawWebSocket client(server.port());
  ASSERT_TRUE(client.open());
  auto* session = opened.get_future().get();
  for (int turn = 0; turn < 3; ++turn) server.io.run_on(0, [] {});  // the read waits
  server.io.run_on(0, [&] { session->close(1012, "come back"); });
  EXPECT_EQ(client.receive()->close_code(), 1012);
  client.send({.opcode = op_close, .payload = close_payload(4321)});
  EXPECT_TRUE(client.ends()) << client.fault;
  client.socket.close();
  auto told = code.get_future();
  ASSERT_EQ(told.wait_for(std::chrono::seconds(5)), std::future_status::ready) << "it waits for its deadline";
  EXPECT_EQ(told.get(), 4321);
}

TEST(Closing, a_peer_that_does_not_answer_our_close_is_cut_at_the_teardown_deadline) {
  std::promise<std::uint16_t> code;
  ServerUnderTest server(options_with([](net::Limits& l) { l.teardown_ms = 200; }));
  server.script = [&](const net::HttpRequest&) {
    Script script;
    script.on_open = [](auto& session) { session.close(1001, ""); };
    script.on_closed = [&](std::uint16_t c) { code.set_value(c); };
    return script;
  };
  RawWebSocket client(server.port());
  ASSERT_TRUE(client.open());
  EXPECT_EQ(client.receive()->close_code(), 1001);
  auto told = code.get_future();
  ASSERT_EQ(told.wait_for(std::chrono::seconds(5)), std::future_status::ready);
  EXPECT_EQ(told.get(), 1006);
}

// Beast's trap 1: its timer of the open state cut a closing connection, and what was queued was lost.
TEST(Closing, by_the_peer_with_much_still_queued_sends_all_of_it_first) {
  ServerUnderTest server(options_with([](net::Limits& l) {
    l.idle_ms = 400;
    l.ping_interval_ms = 100;
    l.teardown_ms = 20'000;
    l.stall_ms = 20'000;
    l.queue_bytes_max = 64 << 20;
  }));
  constexpr int frames = 300;
  server.script = [&](const net::HttpRequest&) {
    Script script;
    script.on_message = [](auto& session, std::string_view, bool) {
      for (int i = 0; i < frames; ++i)
        session.send(encode_frame(Opcode::binary, std::string(60'000, static_cast<char>(i))));
    };
    return script;
  };
  RawWebSocket client(server.port(), 4096);
  ASSERT_TRUE(client.open());
  client.send_text("go");
  client.send({.opcode = op_close, .payload = close_payload(1000)});
  std::this_thread::sleep_for(std::chrono::milliseconds(900));  // longer than idle_ms: the time is the test
  int got = 0;
  while (const auto frame = client.receive()) {
    if (frame->opcode == op_close) break;
    if (frame->opcode != op_binary) continue;
    ASSERT_EQ(frame->payload, std::string(60'000, static_cast<char>(got)));
    ++got;
  }
  EXPECT_TRUE(client.closed) << "cut without a Close frame " << client.fault;
  EXPECT_GT(got, 0);
  EXPECT_TRUE(client.ends()) << client.fault;
}

}  // namespace
}  // namespace plenum::test
