#include <gtest/gtest.h>

#include "tests/support/net/raw_websocket.h"
#include "tests/support/net/server_under_test.h"

namespace plenum::test {
namespace {

TEST(WebSocketEcho, a_message_comes_back_as_it_was_sent) {
  ServerUnderTest server;
  RawWebSocket client(server.port());
  ASSERT_TRUE(client.open()) << client.fault;
  ASSERT_TRUE(client.send_text("Who's there?"));
  const auto frame = client.receive();
  ASSERT_TRUE(frame) << client.fault;
  EXPECT_EQ(frame->opcode, unsigned{op_text});
  EXPECT_EQ(frame->payload, "Who's there?");
}

TEST(WebSocketEcho, the_closing_handshake_answers_with_the_same_code_and_ends_the_stream) {
  ServerUnderTest server;
  RawWebSocket client(server.port());
  ASSERT_TRUE(client.open()) << client.fault;
  ASSERT_TRUE(client.send({.opcode = op_close, .payload = close_payload(1000, "good night")}));
  const auto frame = client.receive();
  ASSERT_TRUE(frame) << client.fault;
  EXPECT_EQ(frame->opcode, unsigned{op_close});
  EXPECT_EQ(frame->close_code(), 1000);
  EXPECT_TRUE(client.ends()) << client.fault;
}

TEST(Http, a_get_is_answered_and_the_connection_serves_the_next) {
  ServerUnderTest server;
  auto socket = RawSocket::tcp(server.port());
  for (int i = 0; i < 3; ++i) {
    const auto answer = ask(socket, "GET /healthz?x=1 HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_EQ(answer.status, 200u) << answer.fault;
    EXPECT_EQ(answer.body, "GET /healthz\n");
    EXPECT_EQ(answer.count("Server"), 0u);
  }
}

}  // namespace
}  // namespace plenum::test
