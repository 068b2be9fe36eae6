// Categories 1 to 4: framing, pings, reserved bits, opcodes. RFC 6455 sections 5.2, 5.5.2, 5.5.3.
#include "tests/net/conformance/case.h"

namespace plenum::test::conformance {

using namespace std::string_literals;

std::vector<Case> framing() {
  constexpr std::size_t sizes[] = {0, 125, 126, 127, 128, 65535, 65536, 65536};
  std::vector<Case> cases;
  for (int kind = 1; kind <= 2; ++kind)
    for (int i = 0; i < 8; ++i) {
      const std::string payload(sizes[i], kind == 1 ? '*' : '\xFE');
      Case c;
      c.id = "1." + std::to_string(kind) + "." + std::to_string(i + 1);
      c.title = "a message of " + std::to_string(sizes[i]) + " bytes";
      c.frames = {kind == 1 ? text(payload) : binary(payload)};
      c.expected = {kind == 1 ? echo_text(payload) : echo_binary(payload)};
      if (i == 7) c.cut = Cut::by_size, c.cut_bytes = 997;
      cases.push_back(std::move(c));
    }
  return cases;
}

std::vector<Case> pings() {
  const std::string odd = "\x00\xFF\xFE\xFD\xFC\xFB\x00\xFF"s;
  const std::string full(125, '\xFE');
  std::vector<Case> cases = {
      {"2.1", "a ping without payload", {ping("")}, {answer_pong("")}},
      {"2.2", "a ping with text", {ping("Hello, world!")}, {answer_pong("Hello, world!")}},
      {"2.3", "a ping with bytes that are no text", {ping(odd)}, {answer_pong(odd)}},
      {"2.4", "a ping of 125 bytes", {ping(full)}, {answer_pong(full)}},
      {"2.5", "a ping of 126 bytes", {ping(full + "\xFE")}, {protocol_error()}},
      {"2.6", "a ping of 125 bytes, octet by octet", {ping(full)}, {answer_pong(full)}, Cut::by_octet},
      {"2.7", "an unasked pong without payload", {pong("")}, {}},
      {"2.8", "an unasked pong with payload", {pong("unasked")}, {}},
      {"2.9", "an unasked pong, then a ping", {pong("unasked"), ping("asked")}, {answer_pong("asked")}},
  };
  Case ten{"2.10", "ten pings", {}, {}};
  for (int i = 0; i < 10; ++i) {
    ten.frames.push_back(ping("payload-" + std::to_string(i)));
    ten.expected.push_back(answer_pong("payload-" + std::to_string(i)));
  }
  cases.push_back(ten);
  ten.id = "2.11";
  ten.cut = Cut::by_octet;
  cases.push_back(ten);
  return cases;
}

std::vector<Case> reserved_bits() {
  const std::string hello = "Hello, world!";
  return {
      {"3.1", "text with RSV3", {text(hello, true, 1)}, {protocol_error()}},
      {"3.2",
       "text, then text with RSV2",
       {text(hello), text(hello, true, 2), ping("")},
       {echo_text(hello), protocol_error()}},
      {"3.3",
       "the same with RSV2 and RSV3, frame by frame",
       {text(hello), text(hello, true, 3), ping("")},
       {echo_text(hello), protocol_error()},
       Cut::by_frame},
      {"3.4",
       "the same with RSV1, octet by octet",
       {text(hello), text(hello, true, 4), ping("")},
       {echo_text(hello), protocol_error()},
       Cut::by_octet},
      {"3.5", "binary with RSV1 and RSV3", {binary("\x01\xFF", true, 5)}, {protocol_error()}},
      {"3.6", "a ping with RSV1 and RSV2", {ping(hello, true, 6)}, {protocol_error()}},
      {"3.7", "a Close with all three", {frame_of(op_close, close_payload(1000), 7)}, {protocol_error()}},
  };
}

std::vector<Case> opcodes() {
  const std::string hello = "Hello, world!";
  std::vector<Case> cases;
  const unsigned first[] = {3, 11};
  for (unsigned group = 0; group < 2; ++group) {
    const std::string id = "4." + std::to_string(group + 1) + ".";
    const unsigned op = first[group];
    cases.push_back({id + "1", "a reserved opcode, empty", {frame_of(op, "")}, {protocol_error()}});
    cases.push_back({id + "2", "a reserved opcode with payload", {frame_of(op + 1, "reserved")}, {protocol_error()}});
    for (unsigned i = 2; i < 5; ++i)
      cases.push_back({id + std::to_string(i + 1),
                       "text, then a reserved opcode, then a ping",
                       {text(hello), frame_of(op + i, i == 2 ? "" : "reserved"), ping("")},
                       {echo_text(hello), protocol_error()},
                       i == 4 ? Cut::by_octet : Cut::together});
  }
  return cases;
}

}  // namespace plenum::test::conformance
