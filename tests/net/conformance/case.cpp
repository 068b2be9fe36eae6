#include "tests/net/conformance/case.h"

namespace plenum::test::conformance {

std::string frame_of(unsigned opcode, std::string_view payload, unsigned rsv) {
  return encode({.opcode = opcode, .payload = std::string(payload), .rsv = rsv});
}
std::string text(std::string_view payload, bool fin, unsigned rsv) {
  return encode({.opcode = op_text, .payload = std::string(payload), .fin = fin, .rsv = rsv});
}
std::string binary(std::string_view payload, bool fin, unsigned rsv) {
  return encode({.opcode = op_binary, .payload = std::string(payload), .fin = fin, .rsv = rsv});
}
std::string continuation(std::string_view payload, bool fin) {
  return encode({.opcode = op_continuation, .payload = std::string(payload), .fin = fin});
}
std::string ping(std::string_view payload, bool fin, unsigned rsv) {
  return encode({.opcode = op_ping, .payload = std::string(payload), .fin = fin, .rsv = rsv});
}
std::string pong(std::string_view payload, bool fin) {
  return encode({.opcode = op_pong, .payload = std::string(payload), .fin = fin});
}
std::string closing(std::string_view payload) {
  return encode({.opcode = op_close, .payload = std::string(payload)});
}

}  // namespace plenum::test::conformance
