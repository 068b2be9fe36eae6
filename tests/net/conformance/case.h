#pragma once
// A conformance case as a row: what the client sends and what an echo server must answer.
#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/net/raw_websocket.h"

namespace plenum::test::conformance {

// How the bytes are handed to the socket.
enum class Cut { together, by_frame, by_octet, by_size };

struct Expected {
  unsigned opcode;
  std::string payload{};               // of text, binary, pong
  std::vector<std::uint16_t> codes{};  // of a Close: any of these; empty: a Close without a code, or with 1000
};

struct Case {
  std::string id;
  std::string title;
  std::vector<std::string> frames;  // as bytes
  std::vector<Expected> expected;   // if the last is no Close, the client closes with 1000 and expects that back
  Cut cut = Cut::together;
  std::size_t cut_bytes = 0;  // of by_size
};

std::string text(std::string_view payload, bool fin = true, unsigned rsv = 0);
std::string binary(std::string_view payload, bool fin = true, unsigned rsv = 0);
std::string continuation(std::string_view payload, bool fin = true);
std::string ping(std::string_view payload, bool fin = true, unsigned rsv = 0);
std::string pong(std::string_view payload, bool fin = true);
std::string closing(std::string_view payload);
std::string frame_of(unsigned opcode, std::string_view payload, unsigned rsv = 0);

inline Expected echo_text(std::string payload) {
  return {.opcode = op_text, .payload = std::move(payload)};
}
inline Expected echo_binary(std::string payload) {
  return {.opcode = op_binary, .payload = std::move(payload)};
}
inline Expected answer_pong(std::string payload) {
  return {.opcode = op_pong, .payload = std::move(payload)};
}
inline Expected closed(std::vector<std::uint16_t> codes) {
  return {.opcode = op_close, .codes = std::move(codes)};
}
inline Expected protocol_error() {
  return closed({1002});
}

std::vector<Case> framing();         // 1
std::vector<Case> pings();           // 2
std::vector<Case> reserved_bits();   // 3
std::vector<Case> opcodes();         // 4
std::vector<Case> fragmentation();   // 5
std::vector<Case> utf8();            // 6
std::vector<Case> close_handling();  // 7
std::vector<Case> limits();          // 9, 10
std::vector<Case> beyond();          // ours

}  // namespace plenum::test::conformance
