#pragma once
// A frame as it stands on the wire: RFC 6455 section 5.2, from a server (FIN set, never masked, no extension bits).
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace plenum::net {

enum class Opcode : std::uint8_t { text = 0x1, binary = 0x2, close = 0x8, ping = 0x9, pong = 0xA };

// Immutable once made, so any thread may hold it: one frame is shared by every session that receives it.
struct EncodedFrame {
  std::string bytes;  // header and payload
  Opcode opcode = Opcode::binary;
};

using Frame = std::shared_ptr<const EncodedFrame>;

// Encodes once; any thread. The header has the shortest length form (RFC 6455 5.2 "minimal number of bytes").
// Requires: text payloads are UTF-8; control payloads (ping, pong, close) are at most 125 bytes.
Frame encode_frame(Opcode opcode, std::string_view payload);

}  // namespace plenum::net
