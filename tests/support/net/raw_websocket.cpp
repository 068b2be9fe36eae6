#include "tests/support/net/raw_websocket.h"

namespace plenum::test {
namespace {

constexpr unsigned char mask_key[4] = {0x37, 0xFA, 0x21, 0x3D};

void append_big_endian(std::string& out, std::uint64_t value, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) out.push_back(static_cast<char>(value >> (8 * i)));
}

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

int form_of(const ClientFrame& frame) {
  if (frame.length_form != 0) return frame.length_form;
  if (frame.payload.size() < 126) return 7;
  return frame.payload.size() <= 0xFFFF ? 16 : 64;
}

}  // namespace

std::string encode(const ClientFrame& frame) {
  std::string out;
  out.push_back(static_cast<char>((frame.fin ? 0x80u : 0u) | frame.rsv << 4 | frame.opcode));
  const unsigned mask_bit = frame.masked ? 0x80 : 0;
  switch (form_of(frame)) {
    case 7:
      out.push_back(static_cast<char>(mask_bit | frame.payload.size()));
      break;
    case 16:
      out.push_back(static_cast<char>(mask_bit | 126u));
      append_big_endian(out, frame.payload.size(), 2);
      break;
    default:
      out.push_back(static_cast<char>(mask_bit | 127u));
      append_big_endian(out, frame.payload.size(), 8);
  }
  if (!frame.masked) return out + frame.payload;
  out.append(reinterpret_cast<const char*>(mask_key), 4);
  for (std::size_t i = 0; i < frame.payload.size(); ++i)
    out.push_back(static_cast<char>(static_cast<unsigned char>(frame.payload[i]) ^ mask_key[i % 4]));
  return out;
}

std::string close_payload(std::uint16_t code, std::string_view reason) {
  std::string out;
  append_big_endian(out, code, 2);
  return out.append(reason);
}

std::uint16_t ServerFrame::close_code() const {
  return payload.size() < 2 ? std::uint16_t{0} : static_cast<std::uint16_t>(big_endian(payload.substr(0, 2)));
}

std::string RawWebSocket::handshake(std::string_view path, std::string_view more_headers) {
  std::string request = "GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n";
  request.append("Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ").append(sample_key);
  return request.append("\r\n").append(more_headers).append("\r\n");
}

bool RawWebSocket::open(std::string_view path, std::string_view more_headers) {
  if (!socket.write(handshake(path, more_headers))) return fail("handshake not sent").has_value();
  answer = read_answer(socket, rest);
  if (answer.status != 101) return fail("handshake: " + answer.status_line + answer.fault).has_value();
  if (answer.header("Upgrade") != "websocket") return fail("Upgrade header").has_value();
  if (answer.header("Connection") != "Upgrade") return fail("Connection header").has_value();
  if (answer.header("Sec-WebSocket-Accept") != sample_accept) return fail("accept key").has_value();
  if (answer.count("Sec-WebSocket-Extensions") + answer.count("Server") != 0) return fail("banner").has_value();
  return true;
}

bool RawWebSocket::need(std::size_t bytes, std::chrono::milliseconds patience) {
  while (rest.size() < bytes) {
    const auto got = socket.read_some(rest, 65536, patience);
    if (got == RawSocket::Got::bytes) continue;
    ended = got != RawSocket::Got::late;
    was_reset = got == RawSocket::Got::reset;
    return false;
  }
  return true;
}

std::optional<ServerFrame> RawWebSocket::fail(std::string why) {
  fault = std::move(why);
  return std::nullopt;
}

// Too late is no fault: the next call goes on where this one waited.
std::optional<ServerFrame> RawWebSocket::cut_short(const std::string& where) {
  if (!ended || rest.empty()) return std::nullopt;
  return fail("stream ends within " + where);
}

std::optional<ServerFrame> RawWebSocket::receive(std::chrono::milliseconds patience) {
  if (!need(2, patience)) return cut_short("a header");
  const auto first = static_cast<unsigned char>(rest[0]);
  const auto second = static_cast<unsigned char>(rest[1]);
  ServerFrame frame;
  frame.fin = (first & 0x80) != 0;
  frame.opcode = first & 0x0F;
  if (closed) return fail("a frame behind the Close frame");
  if ((first & 0x70) != 0) return fail("reserved bits");
  if ((second & 0x80) != 0) return fail("masked by the server");
  if (frame.opcode > 10 || (frame.opcode > 2 && frame.opcode < 8)) return fail("opcode");
  std::uint64_t length = second;
  std::size_t header = 2;
  if (length >= 126) {
    header = length == 126 ? 4 : 10;
    if (!need(header, patience)) return cut_short("a length");
    length = big_endian(std::string_view(rest).substr(2, header - 2));
    if (length <= (header == 4 ? 125u : 0xFFFFu)) return fail("length not in its shortest form");
  }
  if (frame.opcode >= 8 && (!frame.fin || length > 125)) return fail("control frame long or in pieces");
  if (!need(header + length, patience)) return cut_short("a payload");
  frame.payload = rest.substr(header, length);
  rest.erase(0, header + length);
  if (frame.opcode == op_close) closed = true;
  if (frame.opcode == op_close && frame.payload.size() == 1) return fail("Close frame of one byte");
  return frame;
}

bool RawWebSocket::ends() {
  if (need(1, RawSocket::patience)) return fail("bytes instead of the end").has_value();
  if (!ended) return fail("neither bytes nor the end").has_value();
  return true;
}

}  // namespace plenum::test
