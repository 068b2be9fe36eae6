// Category 5: messages in pieces, with control frames between them. RFC 6455 section 5.4.
#include "tests/net/conformance/case.h"

namespace plenum::test::conformance {
namespace {

constexpr Cut cuts[] = {Cut::together, Cut::by_frame, Cut::by_octet};

void in_three_ways(std::vector<Case>& cases, int first_number, const Case& c) {
  for (int i = 0; i < 3; ++i) {
    cases.push_back(c);
    cases.back().id = "5." + std::to_string(first_number + i);
    cases.back().cut = cuts[i];
  }
}

}  // namespace

std::vector<Case> fragmentation() {
  const std::string one = "fragment1", two = "fragment2";
  std::vector<Case> cases = {
      {"5.1", "a ping in two pieces", {ping(one, false), continuation(two)}, {protocol_error()}},
      {"5.2", "a pong in two pieces", {pong(one, false), continuation(two)}, {protocol_error()}},
  };
  in_three_ways(cases, 3, {"", "text in two pieces", {text(one, false), continuation(two)}, {echo_text(one + two)}});
  in_three_ways(cases, 6,
                {"",
                 "text in two pieces, a ping between",
                 {text(one, false), ping("ping"), continuation(two)},
                 {answer_pong("ping"), echo_text(one + two)}});
  in_three_ways(cases, 9, {"", "a last piece of nothing", {continuation("stray"), text("Hello")}, {protocol_error()}});
  in_three_ways(cases, 12,
                {"", "a middle piece of nothing", {continuation("stray", false), text("Hello")}, {protocol_error()}});
  cases.push_back({"5.15",
                   "a whole message in pieces, then a piece of nothing",
                   {text(one, false), continuation(two), continuation("stray", false), text("Hello")},
                   {echo_text(one + two), protocol_error()}});
  cases.push_back({"5.16",
                   "a middle piece of nothing, twice",
                   {continuation(one, false), text(two, false), continuation("3"), continuation(one, false)},
                   {protocol_error()}});
  cases.push_back({"5.17",
                   "a last piece of nothing, twice",
                   {continuation(one), text(two, false), continuation("3"), continuation(one)},
                   {protocol_error()}});
  cases.push_back({"5.18", "a second piece that calls itself text", {text(one, false), text(two)}, {protocol_error()}});
  const Case five{
      "5.19",
      "text in five pieces with pings between",
      {text("fragment1", false), continuation("fragment2", false), ping("pongme 1!"), continuation("fragment3", false),
       ping("pongme 2!"), continuation("fragment4", false), continuation("fragment5")},
      {answer_pong("pongme 1!"), answer_pong("pongme 2!"), echo_text("fragment1fragment2fragment3fragment4fragment5")},
      Cut::by_frame};
  cases.push_back(five);
  cases.push_back(five);
  cases.back().id = "5.20";
  cases.back().cut = Cut::together;
  return cases;
}

}  // namespace plenum::test::conformance
