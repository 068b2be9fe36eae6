// Messages of every length, however TCP cuts them; beyond the limit 1009.
#include <gtest/gtest.h>

#include "tests/support/net/raw_websocket.h"
#include "tests/support/net/server_under_test.h"

namespace plenum::test {
namespace {

// What the server does with a message must not depend on how TCP cuts it.
TEST(Messages, of_every_length_come_back_whole) {
  ServerUnderTest server;
  RawWebSocket client(server.port());
  ASSERT_TRUE(client.open());
  for (const std::size_t length :
       {0u, 1u, 125u, 126u, 127u, 255u, 256u, 257u, 1535u, 1536u, 1537u, 4096u, 4352u, 4353u, 8192u, 65535u, 65536u}) {
    std::string payload(length, '\0');
    for (std::size_t i = 0; i < length; ++i) payload[i] = static_cast<char>(i * 7 + length);
    ASSERT_TRUE(client.send({.opcode = op_binary, .payload = payload}));
    const auto frame = client.receive();
    ASSERT_TRUE(frame) << length << client.fault;
    EXPECT_EQ(frame->opcode, unsigned{op_binary});
    EXPECT_TRUE(frame->payload == payload) << length;
  }
}

TEST(Messages, longer_than_the_limit_are_1009_in_one_frame_or_in_pieces) {
  ServerUnderTest server(options_with([](net::Limits& l) { l.message_bytes_max = 1000; }));
  RawWebSocket fits(server.port()), one(server.port()), pieces(server.port()), promised(server.port());
  ASSERT_TRUE(fits.open() && one.open() && pieces.open() && promised.open());
  ASSERT_TRUE(fits.send_text(std::string(1000, 'x')));
  EXPECT_EQ(fits.receive()->payload.size(), 1000u);
  one.send_text(std::string(1001, 'x'));
  pieces.send({.opcode = op_text, .payload = std::string(600, 'x'), .fin = false});
  pieces.send({.opcode = op_continuation, .payload = std::string(600, 'x')});
  // Only a header: the promise of 2^62 bytes must be refused before any memory is taken for it.
  promised.socket.write(std::string("\x82\xFF\x40\x00\x00\x00\x00\x00\x00\x00\x01\x02\x03\x04", 14));
  for (auto* client : {&one, &pieces, &promised}) {
    const auto frame = client->receive();
    ASSERT_TRUE(frame) << client->fault;
    EXPECT_EQ(frame->opcode, unsigned{op_close});
    EXPECT_EQ(frame->close_code(), 1009);
    EXPECT_TRUE(client->ends()) << client->fault;
  }
}

TEST(Messages, text_that_ends_within_a_character_is_1007_even_if_the_last_piece_is_empty) {
  ServerUnderTest server;
  RawWebSocket client(server.port());
  ASSERT_TRUE(client.open());
  client.send({.opcode = op_text, .payload = "caf\xC3", .fin = false});
  client.send({.opcode = op_continuation, .payload = ""});
  EXPECT_EQ(client.receive()->close_code(), 1007);
}

}  // namespace
}  // namespace plenum::test
