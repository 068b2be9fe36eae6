#pragma once
// A strict WebSocket client: any byte sequence may be sent, and whatever the server sends must be exact (RFC 6455).
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tests/support/net/http_exchange.h"
#include "tests/support/net/raw_socket.h"

namespace plenum::test {

enum Op : unsigned { op_continuation = 0, op_text = 1, op_binary = 2, op_close = 8, op_ping = 9, op_pong = 10 };

struct ClientFrame {
  unsigned opcode = op_text;
  std::string payload{};
  bool fin = true;
  unsigned rsv = 0;  // bits 4, 2, 1 for RSV1, RSV2, RSV3
  bool masked = true;
  int length_form = 0;  // 0: the shortest; else 7, 16 or 64 bits
};
std::string encode(const ClientFrame& frame);
std::string close_payload(std::uint16_t code, std::string_view reason = {});

struct ServerFrame {
  unsigned opcode = 0;
  bool fin = true;
  std::string payload;
  std::uint16_t close_code() const;  // 0 if there is none
};

class RawWebSocket {
public:
  static constexpr std::string_view sample_key = "dGhlIHNhbXBsZSBub25jZQ==";
  static constexpr std::string_view sample_accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";  // RFC 6455 1.3
  static std::string handshake(std::string_view path = "/", std::string_view more_headers = {});

  RawWebSocket() = default;
  explicit RawWebSocket(std::uint16_t port, int receive_buffer_bytes = 0)
      : socket(RawSocket::tcp(port, receive_buffer_bytes)) {}

  // Sends the handshake and checks the answer; false with `fault` set.
  bool open(std::string_view path = "/", std::string_view more_headers = {});
  bool send(const ClientFrame& frame) { return socket.write(encode(frame)); }
  bool send_text(std::string_view text) { return send({.opcode = op_text, .payload = std::string(text)}); }

  // The next frame; nullopt with `fault` set at a fault, with `ended` at the end of the stream, with
  // neither if it is late. Checks: not masked,
  // no reserved bits, shortest length, known opcode, control frames whole and short, nothing behind a Close frame.
  std::optional<ServerFrame> receive(std::chrono::milliseconds patience = RawSocket::patience);
  // The end of the stream must come now, without another byte.
  bool ends();

  RawSocket socket;
  std::string rest;  // read, not yet used
  std::string fault;
  Answer answer;  // to the handshake
  bool ended = false;
  bool was_reset = false;
  bool closed = false;  // a Close frame was received

private:
  bool need(std::size_t bytes, std::chrono::milliseconds patience);
  std::optional<ServerFrame> fail(std::string why);
  std::optional<ServerFrame> cut_short(const std::string& where);
};

}  // namespace plenum::test
