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

// Trap 10: with io_uring Asio would want its descriptors registered, which fails below a high limit of them.
TEST(Memory, plain_descriptors_are_used) {
#if defined(BOOST_ASIO_HAS_IO_URING)
  FAIL() << "this build of Asio drives its sockets by io_uring";
#endif
}

}  // namespace
}  // namespace plenum::test
