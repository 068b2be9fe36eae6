#include "server/net/frame.h"

#include <cassert>

namespace plenum::net {
namespace {

void append_big_endian(std::string& out, std::uint64_t value, unsigned bytes) {
  for (unsigned i = bytes; i-- > 0;) out.push_back(static_cast<char>(value >> (8 * i)));
}

void append_length(std::string& out, std::size_t length) {
  if (length < 126) {
    out.push_back(static_cast<char>(length));
  } else if (length <= 0xFFFF) {
    out.push_back(126);
    append_big_endian(out, length, 2);
  } else {
    out.push_back(127);
    append_big_endian(out, length, 8);
  }
}

}  // namespace

Frame encode_frame(Opcode opcode, std::string_view payload) {
  assert(static_cast<unsigned>(opcode) < 0x8 || payload.size() <= 125);
  constexpr std::size_t header_bytes_max = 10;
  constexpr unsigned char fin = 0x80;
  auto frame = std::make_shared<EncodedFrame>();
  frame->opcode = opcode;
  frame->bytes.reserve(header_bytes_max + payload.size());
  frame->bytes.push_back(static_cast<char>(fin | static_cast<unsigned char>(opcode)));
  append_length(frame->bytes, payload.size());
  frame->bytes.append(payload);
  return frame;
}

}  // namespace plenum::net
