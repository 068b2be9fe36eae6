// Category 7: the closing handshake and its codes. RFC 6455 sections 5.5.1, 7.1, 7.4.
#include "tests/net/conformance/case.h"

namespace plenum::test::conformance {

using namespace std::string_literals;

std::vector<Case> close_handling() {
  const std::string hello = "Hello World!";
  const std::string long_text(256 * 1024, '*');
  const auto goodbye = closing(close_payload(1000));
  const auto end = closed({1000});
  std::vector<Case> cases = {
      {"7.1.1", "text, then a Close", {text(hello), goodbye}, {echo_text(hello), end}},
      {"7.1.2", "two Closes", {goodbye, goodbye}, {end}},
      {"7.1.3", "a ping behind the Close", {goodbye, ping("")}, {end}},
      {"7.1.4", "text behind the Close", {goodbye, text(hello)}, {end}},
      {"7.1.5", "a Close between two pieces", {text("fragment1", false), goodbye, continuation("fragment2")}, {end}},
      {"7.1.6", "256 KiB, a Close, a ping", {text(long_text), goodbye, ping("")}, {echo_text(long_text), end}},
      {"7.3.1", "a Close without payload", {closing("")}, {closed({})}},
      {"7.3.2", "a Close of one byte", {closing("a")}, {protocol_error()}},
      {"7.3.3", "a Close with a code", {goodbye}, {end}},
      {"7.3.4", "a Close with a reason", {closing(close_payload(1000, hello))}, {end}},
      {"7.3.5", "a reason of 123 bytes", {closing(close_payload(1000, std::string(123, '*')))}, {end}},
      {"7.3.6", "a reason of 124 bytes", {closing(close_payload(1000, std::string(124, '*')))}, {protocol_error()}},
      {"7.5.1",
       "a reason that is no UTF-8",
       {closing(close_payload(1000, "\xCE\xBA\xE1\xBD\xB9\xED\xA0\x80"s))},
       {closed({1002, 1007})}},
  };
  int number = 0;
  for (const std::uint16_t code : {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999})
    cases.push_back({"7.7." + std::to_string(++number),
                     "the valid code " + std::to_string(code),
                     {closing(close_payload(code))},
                     {closed({code})}});
  number = 0;
  for (const std::uint16_t code : {0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999})
    cases.push_back({"7.9." + std::to_string(++number),
                     "the invalid code " + std::to_string(code),
                     {closing(close_payload(code))},
                     {protocol_error()}});
  number = 0;
  for (const std::uint16_t code : {5000, 65535})  // undefined by the RFC; Autobahn only reports what is done
    cases.push_back({"7.13." + std::to_string(++number),
                     "the undefined code " + std::to_string(code),
                     {closing(close_payload(code))},
                     {closed({code, 1002})}});
  return cases;
}

}  // namespace plenum::test::conformance
