#include <atomic>
#include <cstdio>
#include <vector>

#include <gtest/gtest.h>
#include <malloc.h>

#include "tests/support/net/raw_websocket.h"
#include "tests/support/net/server_under_test.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define PLENUM_HEAP_IS_WATCHED 1
#endif
#endif

namespace plenum::test {
namespace {

// Beast's trap 8: async_read keeps 1536 bytes in hand for every silent session.
TEST(Memory, a_silent_websocket_holds_less_than_five_kilobytes) {
#ifdef PLENUM_HEAP_IS_WATCHED
  GTEST_SKIP() << "a sanitizer's heap tells nothing about ours";
#endif
  constexpr std::size_t sessions = 500;
  net::ListenerOptions options;
  options.limits.connections_per_address_max = 2 * sessions;
  ServerUnderTest server(options);
  server.script = [](const net::HttpRequest&) { return Script{}; };
  std::vector<RawSocket> clients(2 * sessions);
  const auto open = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      RawWebSocket client(server.port());
      ASSERT_TRUE(client.open()) << client.fault;
      // Once spoken, and silent since: what speaking took must be given back.
      ASSERT_TRUE(client.send({.opcode = op_binary, .payload = std::string(20'000, 'x')}));
      ASSERT_TRUE(client.send({.opcode = op_ping}));
      ASSERT_TRUE(client.receive()) << client.fault;
      clients[i] = std::move(client.socket);
    }
  };
  open(0, sessions);  // the first ones pay for what all share
  const auto before = ::mallinfo2().uordblks;
  open(sessions, 2 * sessions);
  const auto each = (::mallinfo2().uordblks - before) / sessions;
  std::printf("a silent WebSocket holds %zu bytes of heap\n", each);
  EXPECT_LT(each, 5000u);
  EXPECT_EQ(server.listener->connections(), 2 * sessions);
}

// Each gets frames of its own, so that nothing is shared and every byte counts.
TEST(Memory, under_a_thousand_sockets_that_never_read_is_bounded_and_reported) {
  constexpr std::size_t sessions = 1000, held_max = 16 << 20, frame_bytes = 8000;
  net::raise_descriptor_limit();
  net::ListenerOptions options;
  options.limits.connections_per_address_max = 2 * sessions;
  options.limits.socket_send_buffer_bytes = 4608;
  options.limits.held_bytes_max = held_max;
  std::vector<net::WebSocketSession*> silent;
  net::WebSocketSession* awake = nullptr;
  ServerUnderTest server(options);
  server.script = [&](const net::HttpRequest& request) {
    Script script;
    script.on_open = [&, reads = request.path == "/reads"](auto& session) {
      reads ? void(awake = &session) : silent.push_back(&session);
    };
    return script;
  };
  std::vector<RawWebSocket> clients;
  for (std::size_t i = 0; i < sessions; ++i) {
    clients.emplace_back(server.port(), 4096);
    ASSERT_TRUE(clients.back().open()) << clients.back().fault;
  }
  RawWebSocket reader(server.port());
  ASSERT_TRUE(reader.open("/reads")) << reader.fault;
  const auto before = ::mallinfo2().uordblks;
  std::atomic<std::size_t> refused{0};
  for (int round = 0; round < 100; ++round) {
    const auto payload = std::to_string(round) + std::string(frame_bytes, 'r');
    server.io.run_on(0, [&] {
      for (auto* each : silent)
        refused += each->send(net::encode_frame(net::Opcode::text, payload)) != net::WebSocketSession::Sent::queued;
      EXPECT_EQ(awake->send(net::encode_frame(net::Opcode::text, payload)), net::WebSocketSession::Sent::queued);
    });
    const auto frame = reader.receive();
    ASSERT_TRUE(frame) << "the one that reads waits for those that do not: " << reader.fault;
    ASSERT_EQ(frame->payload, payload);
  }
  const auto held = server.listener->held();
  std::printf("%zu sessions that never read: %zu bytes held, %zu of heap, %zu frames refused\n", sessions, held.bytes,
              ::mallinfo2().uordblks - before, refused.load());
  EXPECT_GT(held.bytes, held_max / 2) << "they read: this test tests nothing";
  EXPECT_LE(held.bytes, held_max + sessions * frame_bytes * 2) << "what one turn brings may come on top";
  EXPECT_GT(refused.load(), sessions * 50);
  EXPECT_TRUE(eventually([&] { return server.listener->held().sessions == sessions; }));
#ifndef PLENUM_HEAP_IS_WATCHED
  EXPECT_LT(::mallinfo2().uordblks - before, 2 * held_max);
#endif
  clients.clear();
  EXPECT_TRUE(eventually([&] { return server.listener->held().bytes == 0; }));
}

// Trap 10: with io_uring Asio would want its descriptors registered, which fails below a high limit of them.
TEST(Memory, plain_descriptors_are_used) {
#if defined(BOOST_ASIO_HAS_IO_URING)
  FAIL() << "this build of Asio drives its sockets by io_uring";
#endif
}

}  // namespace
}  // namespace plenum::test
