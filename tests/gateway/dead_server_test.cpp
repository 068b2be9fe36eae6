// The tests' own tools: when the server has died, whoever asks it is told at once and does not wait its patience out.
#include <gtest/gtest.h>
#include <signal.h>

#include "tests/gateway/seat.h"

namespace plenum::test {
namespace {

class DeadServer : public Elsinore {};

TEST_F(DeadServer, is_noticed_at_once_by_every_line_and_every_call) {
  Line line(seat("ophelia"));
  EXPECT_TRUE(server_.is_running());
  ::kill(server_.pid(), SIGKILL);
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_TRUE(line.call("whoAmI", Json::object()).contains("fault"));
  EXPECT_TRUE(line.await_update([](const Json&) { return true; }).is_null());
  while (server_.is_running()) {
  }
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(seat("iago").call("WhoAmI", Json::object()).contains("fault"));
  // One wait of a test's patience is ten seconds.
  EXPECT_LT(std::chrono::steady_clock::now() - begun, RawSocket::patience);
  server_.kill();
}

}  // namespace
}  // namespace plenum::test
