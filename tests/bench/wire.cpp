#include "tests/bench/wire.h"

namespace plenum::bench {

namespace {

constexpr char mask_bit = '\x80';

void add_length(std::string& frame, std::size_t payload, char mask) {
  const auto marked = [mask](std::size_t length) { return static_cast<char>(static_cast<char>(length) | mask); };
  if (payload < 126) {
    frame.push_back(marked(payload));
    return;
  }
  const bool is_long = payload > 0xFFFF;
  frame.push_back(marked(is_long ? 127 : 126));
  for (int shift = is_long ? 56 : 8; shift >= 0; shift -= 8) frame.push_back(static_cast<char>(payload >> shift));
}

}  // namespace

std::string client_frame(std::string_view payload, Op op) {
  std::string frame(1, static_cast<char>(0x80 | static_cast<unsigned char>(op)));
  add_length(frame, payload.size(), mask_bit);
  frame.append(4, '\0');
  return frame.append(payload);
}

std::string server_frame(std::size_t bytes) {
  const auto payload = bytes - (bytes < 128 ? 2 : bytes < 0x10004 ? 4 : 10);
  std::string frame(1, static_cast<char>(0x80 | static_cast<unsigned char>(Op::binary)));
  add_length(frame, payload, 0);
  return frame + std::string(payload, 'x');
}

std::size_t server_frame_bytes(std::size_t payload) {
  return payload + (payload < 126 ? 2 : payload <= 0xFFFF ? 4 : 10);
}

std::string upgrade_request(const std::string& path, const std::string& subprotocol, const std::string& more) {
  std::string request = "GET " + path +
                        " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";
  if (!subprotocol.empty()) request += "Sec-WebSocket-Protocol: " + subprotocol + "\r\n";
  return request + more + "\r\n";
}

FrameSpan next_frame(std::string_view bytes) {
  if (bytes.size() < 2) return {};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  std::size_t header = 2;
  std::uint64_t payload = byte(1);
  if (payload >= 126) {
    header = payload == 126 ? 4 : 10;
    if (bytes.size() < header) return {};
    payload = 0;
    for (std::size_t i = 2; i < header; ++i) payload = (payload << 8) | byte(i);
  }
  if (bytes.size() < header + payload) return {};
  return {static_cast<Op>(byte(0) & 0x0F), header + payload, bytes.substr(header, payload)};
}

}  // namespace plenum::bench
