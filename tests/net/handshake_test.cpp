// The opening handshake: what is refused and in which words, and what comes with it.
#include <gtest/gtest.h>

#include "tests/support/net/raw_websocket.h"
#include "tests/support/net/server_under_test.h"

namespace plenum::test {
namespace {

using net::encode_frame;
using net::Opcode;

struct BadHandshake {
  const char* what;
  std::string request;
  unsigned status;
};

std::string handshake_with(const std::string& from, const std::string& to) {
  std::string request = RawWebSocket::handshake();
  return request.replace(request.find(from), from.size(), to);
}

TEST(Handshake, every_malformed_one_is_refused) {
  ServerUnderTest server;
  const std::string key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  const std::string version = "Sec-WebSocket-Version: 13\r\n";
  const BadHandshake table[] = {
      {"no version", handshake_with(version, ""), 426},
      {"version 8", handshake_with(version, "Sec-WebSocket-Version: 8\r\n"), 426},
      {"two versions", handshake_with(version, version + version), 426},
      {"no key", handshake_with(key, ""), 400},
      {"two keys", handshake_with(key, key + key), 400},
      {"a key of 15 bytes", handshake_with(key, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j\r\n"), 400},
      {"a key that is no base64", handshake_with(key, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j*Q==\r\n"), 400},
      {"an endless key", handshake_with(key, "Sec-WebSocket-Key: " + std::string(500, 'A') + "\r\n"), 400},
      {"Connection without Upgrade", handshake_with("Connection: Upgrade", "Connection: keep-alive"), 400},
      {"POST", handshake_with("GET", "POST"), 400},
      {"HTTP/1.0", handshake_with("HTTP/1.1", "HTTP/1.0"), 400},
      {"no Host", handshake_with("Host: localhost\r\n", ""), 400},
      {"a body", handshake_with("Host: localhost\r\n", "Host: localhost\r\nContent-Length: 1\r\n") + "x", 400},
  };
  for (const auto& row : table) {
    SCOPED_TRACE(row.what);
    auto socket = RawSocket::tcp(server.port());
    const auto answer = ask(socket, row.request);
    EXPECT_EQ(answer.status, row.status) << answer.status_line << answer.fault;
    EXPECT_EQ(answer.header("Sec-WebSocket-Version"), row.status == 426 ? "13" : "");
  }
}

TEST(Handshake, tokens_may_be_in_any_case_and_among_others) {
  ServerUnderTest server;
  auto request = handshake_with("Connection: Upgrade", "Connection: keep-alive, upgrade");
  request.replace(request.find("websocket"), 9, "WebSocket");
  auto socket = RawSocket::tcp(server.port());
  EXPECT_EQ(ask(socket, request).status, 101u);
}

TEST(Handshake, another_upgrade_is_an_ordinary_request) {
  ServerUnderTest server;
  auto socket = RawSocket::tcp(server.port());
  const auto answer = ask(socket, "GET /x HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n");
  EXPECT_EQ(answer.body, "GET /x\n");
}

TEST(Handshake, the_handler_refuses_in_its_own_words_and_the_connection_goes_on) {
  ServerUnderTest server;
  server.refuse_upgrade = [](const net::HttpRequest& request) -> std::optional<net::HttpResponse> {
    if (request.path == "/open") return std::nullopt;
    return net::HttpResponse::plain(403, "Not by this door.");
  };
  RawWebSocket client(server.port());
  EXPECT_FALSE(client.open("/shut"));
  EXPECT_EQ(client.answer.status, 403u);
  EXPECT_EQ(client.answer.body, "Not by this door.\n");
  EXPECT_TRUE(client.open("/open")) << client.fault;
}

TEST(Handshake, a_subprotocol_must_be_one_that_was_offered) {
  ServerUnderTest server;
  server.subprotocol = [](const net::HttpRequest& request) {
    EXPECT_EQ(net::offered_subprotocols(request).size(), 3u);
    return std::string("plenum.v1.json");
  };
  RawWebSocket common(server.port()), uncommon(server.port());
  EXPECT_TRUE(common.open("/", "Sec-WebSocket-Protocol: a, plenum.v1.json\r\nSec-WebSocket-Protocol: b\r\n"));
  EXPECT_EQ(common.answer.header("Sec-WebSocket-Protocol"), "plenum.v1.json");
  EXPECT_FALSE(uncommon.open("/", "Sec-WebSocket-Protocol: a, b, c\r\n"));
  EXPECT_EQ(uncommon.answer.status, 400u);
}

TEST(Handshake, compression_is_not_offered) {
  ServerUnderTest server;
  RawWebSocket client(server.port());
  EXPECT_TRUE(client.open("/", "Sec-WebSocket-Extensions: permessage-deflate\r\n")) << client.fault;
  EXPECT_EQ(client.answer.count("Sec-WebSocket-Extensions"), 0u);
}

TEST(Handshake, may_come_byte_by_byte) {
  ServerUnderTest server;
  RawWebSocket client(server.port());
  for (const char c : RawWebSocket::handshake()) ASSERT_TRUE(client.socket.write(std::string_view(&c, 1)));
  EXPECT_EQ(read_answer(client.socket, client.rest).status, 101u);
  for (const char c : encode({.payload = "slowly"})) ASSERT_TRUE(client.socket.write(std::string_view(&c, 1)));
  EXPECT_EQ(client.receive()->payload, "slowly") << client.fault;
}

TEST(Handshake, bytes_that_came_with_it_are_not_lost) {
  ServerUnderTest server;
  RawWebSocket client(server.port());
  std::string all = RawWebSocket::handshake();
  for (int i = 0; i < 100; ++i) all += encode({.payload = "early " + std::to_string(i) + std::string(100, '.')});
  ASSERT_TRUE(client.socket.write(all));
  ASSERT_EQ(read_answer(client.socket, client.rest).status, 101u);
  for (int i = 0; i < 100; ++i) {
    const auto frame = client.receive();
    ASSERT_TRUE(frame) << client.fault;
    ASSERT_EQ(frame->payload, "early " + std::to_string(i) + std::string(100, '.'));
  }
}

TEST(Handshake, on_open_may_send_at_once) {
  ServerUnderTest server;
  server.script = [](const net::HttpRequest& request) {
    Script script;
    script.on_open = [path = request.path](auto& session) { session.send(encode_frame(Opcode::text, path)); };
    return script;
  };
  RawWebSocket client(server.port());
  ASSERT_TRUE(client.open("/elsinore")) << client.fault;
  EXPECT_EQ(client.receive()->payload, "/elsinore");
}

}  // namespace
}  // namespace plenum::test
