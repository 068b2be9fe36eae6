#include <algorithm>
#include <cstdio>
#include <thread>

#include <gtest/gtest.h>

#include "tests/net/conformance/case.h"
#include "tests/support/net/server_under_test.h"

namespace plenum::test::conformance {
namespace {

std::size_t piece_bytes(const Case& c, std::size_t all) {
  if (c.cut == Cut::by_octet) return 1;
  if (c.cut == Cut::by_size) return c.cut_bytes;
  return std::max<std::size_t>(all, 1);
}

// What is behind a fault may meet a closed socket: only what comes back is judged.
void send(RawSocket& socket, const Case& c) {
  std::vector<std::string> writes = c.frames;
  if (c.cut != Cut::by_frame) {
    std::string all;
    for (const auto& frame : c.frames) all += frame;
    writes = {all};
  }
  for (const auto& bytes : writes) {
    const std::size_t step = piece_bytes(c, bytes.size());
    for (std::size_t at = 0; at < bytes.size(); at += step)
      if (!socket.write(std::string_view(bytes).substr(at, step))) return;
  }
}

bool close_as_expected(const ServerFrame& frame, const Expected& expected) {
  const auto code = frame.close_code();
  if (expected.codes.empty()) return code == 0 || code == 1000;
  return std::find(expected.codes.begin(), expected.codes.end(), code) != expected.codes.end();
}

// Empty: passed. Else what was wrong.
std::string judge(RawWebSocket& client, const Expected& expected) {
  const auto frame = client.receive();
  if (!frame) return client.fault.empty() ? "the stream ended" : client.fault;
  if (frame->opcode != expected.opcode) {
    return "opcode " + std::to_string(frame->opcode) + " instead of " + std::to_string(expected.opcode) + ", code " +
           std::to_string(frame->close_code());
  }
  if (expected.opcode == op_close)
    return close_as_expected(*frame, expected) ? "" : "code " + std::to_string(frame->close_code());
  if (!frame->fin) return "a message in pieces";
  return frame->payload == expected.payload ? "" : "another payload";
}

std::string run(std::uint16_t port, const Case& c) {
  RawWebSocket client(port);
  if (!client.open()) return "handshake: " + client.fault;
  // Long messages fill both directions: one thread must read while the other writes.
  std::thread writer([&] { send(client.socket, c); });
  std::string verdict;
  for (const auto& expected : c.expected) {
    verdict = judge(client, expected);
    if (!verdict.empty()) break;
  }
  writer.join();
  if (!verdict.empty()) return verdict;
  if (client.closed) {
    client.send(
        {.opcode = op_close, .payload = close_payload(1000)});  // an answer to the server's, if it waits for one
  } else {
    client.send({.opcode = op_close, .payload = close_payload(1000)});
    if (verdict = judge(client, closed({1000})); !verdict.empty()) return "at the end: " + verdict;
  }
  return client.ends() ? "" : "behind the Close: " + client.fault;
}

std::size_t run_all(const char* category, const std::vector<Case>& cases) {
  net::ListenerOptions options;
  options.limits.message_bytes_max = 16 << 20;
  options.limits.queue_bytes_max = 64 << 20;
  options.limits.connections_per_address_max = 1000;
  ServerUnderTest server(options);
  std::size_t passed = 0;
  for (const auto& c : cases) {
    const auto verdict = run(server.port(), c);
    EXPECT_EQ(verdict, "") << c.id << " " << c.title;
    passed += verdict.empty() ? 1 : 0;
  }
  const auto ours = std::count_if(cases.begin(), cases.end(),
                                  [](const Case& c) { return c.id.find_first_of("xy") != std::string::npos; });
  std::printf("conformance %-16s %4zu of %4zu cases (%td of them ours)\n", category, passed, cases.size(), ours);
  return cases.size() - static_cast<std::size_t>(ours);
}

TEST(Conformance, framing_1) {
  EXPECT_EQ(run_all("1 framing", framing()), 16u);
}
TEST(Conformance, pings_2) {
  EXPECT_EQ(run_all("2 pings", pings()), 11u);
}
TEST(Conformance, reserved_bits_3) {
  EXPECT_EQ(run_all("3 reserved bits", reserved_bits()), 7u);
}
TEST(Conformance, opcodes_4) {
  EXPECT_EQ(run_all("4 opcodes", opcodes()), 10u);
}
TEST(Conformance, fragmentation_5) {
  EXPECT_EQ(run_all("5 fragmentation", fragmentation()), 20u);
}
TEST(Conformance, utf8_6) {
  EXPECT_EQ(run_all("6 UTF-8", utf8()), 145u);
}
TEST(Conformance, close_handling_7) {
  EXPECT_EQ(run_all("7 close", close_handling()), 37u);
}
TEST(Conformance, limits_9_and_10) {
  EXPECT_EQ(run_all("9, 10 limits", limits()), 55u);
}
TEST(Conformance, beyond) {
  run_all("beyond", beyond());
}

}  // namespace
}  // namespace plenum::test::conformance
