#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace plenum::bench {

/// Opcodes of RFC 6455.
enum class Op : unsigned char { text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

/// A masked frame, as a client sends it. The mask is of zeros, which leaves the payload as it is.
std::string client_frame(std::string_view payload, Op op = Op::binary);

/// An unmasked binary frame of so many bytes altogether, as a server sends it; the payload is all `x`.
std::string server_frame(std::size_t bytes);

/// Of a server's frame with such a payload.
std::size_t server_frame_bytes(std::size_t payload);

/// The request that makes a WebSocket of a connection; `more` are whole header lines.
std::string upgrade_request(const std::string& path, const std::string& subprotocol, const std::string& more = {});

/// Where a server's frame begins and ends in bytes that have come. Zero `size`: it is not whole yet.
struct FrameSpan {
  Op op{};
  std::size_t size = 0;  // header and payload
  std::string_view payload;
};
FrameSpan next_frame(std::string_view bytes);

}  // namespace plenum::bench
