// What the Autobahn suite does not ask.
#include "tests/net/conformance/case.h"

namespace plenum::test::conformance {

std::vector<Case> beyond() {
  const auto in_form = [](std::string payload, int form) {
    return encode({.opcode = op_binary, .payload = std::move(payload), .length_form = form});
  };
  const auto unmasked = [](unsigned opcode, std::string payload) {
    return encode({.opcode = opcode, .payload = std::move(payload), .masked = false});
  };
  return {
      {"x.1", "unmasked text", {unmasked(op_text, "bare")}, {protocol_error()}},
      {"x.2", "an unmasked ping", {unmasked(op_ping, "bare")}, {protocol_error()}},
      {"x.3", "an unmasked Close", {unmasked(op_close, close_payload(1000))}, {protocol_error()}},
      {"x.4",
       "an unmasked piece behind a masked one",
       {text("a", false), unmasked(op_continuation, "b")},
       {protocol_error()}},
      {"x.5", "a short length in 16 bits", {in_form("short", 16)}, {protocol_error()}},
      {"x.6", "a short length in 64 bits", {in_form("short", 64)}, {protocol_error()}},
      {"x.7", "65535 in 64 bits", {in_form(std::string(65535, 'x'), 64)}, {protocol_error()}},
      {"x.8",
       "a length with the highest bit set",
       {std::string("\x82\xFF\x80\x00\x00\x00\x00\x00\x00\x01\x01\x02\x03\x04x", 15)},
       {closed({1002, 1009})}},
      {"x.9", "a ping of 65536 bytes", {frame_of(op_ping, std::string(65536, 'x'))}, {protocol_error()}},
      {"x.10",
       "pings among the pieces of a character",
       {text("\xE2", false), ping("1"), continuation("\x82", false), ping("2"), continuation("\xAC")},
       {answer_pong("1"), answer_pong("2"), echo_text("\xE2\x82\xAC")}},
      {"x.11",
       "a text cut short by an empty last piece",
       {text("\xE2\x82", false), continuation("")},
       {closed({1007})}},
      {"x.12", "bytes that are no UTF-8 in a binary message", {binary("\xFF\xFE\xC0")}, {echo_binary("\xFF\xFE\xC0")}},
      {"x.13", "a binary message whose piece calls itself text", {binary("a", false), text("b")}, {protocol_error()}},
      {"x.14", "the code 1012 (service restart)", {closing(close_payload(1012))}, {closed({1012})}},
      {"x.15", "the code 1015, which may not travel", {closing(close_payload(1015))}, {protocol_error()}},
      {"x.16",
       "a Close frame octet by octet",
       {closing(close_payload(4000, "slowly"))},
       {closed({4000})},
       Cut::by_octet},
      {"x.17",
       "text, binary and pings by turns",
       {text("t"), ping("p"), binary("b"), ping("q"), text("u")},
       {echo_text("t"), answer_pong("p"), echo_binary("b"), answer_pong("q"), echo_text("u")}},
  };
}

}  // namespace plenum::test::conformance
