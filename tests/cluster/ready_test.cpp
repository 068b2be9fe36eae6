// Whom a proxy may send people to, told at the machines' door.
#include "server/admin/readings.h"
#include "tests/cluster/two_nodes.h"

namespace plenum::test {
namespace {

std::string ready_at(std::uint16_t port) {
  cli::HttpClient http(cli::Address::of_url("http://127.0.0.1:" + std::to_string(port)), std::chrono::seconds(30));
  const auto answer = http.post("/readyz", {}, "");
  return answer.status == 200 ? "ready" : answer.body;
}

TEST(Readiness, a_node_without_its_redis_is_sent_nobody_until_it_has_it_again) {
  RedisServer redis;
  const auto port = testing::free_port();
  RunningServer node("admin_listen = \"127.0.0.1:" + std::to_string(port) + "\"\n" + settings_of(redis, true));
  ASSERT_NO_FATAL_FAILURE(node.start());
  EXPECT_TRUE(eventually([&] { return ready_at(port) == "ready"; })) << ready_at(port);
  redis.stop();
  EXPECT_TRUE(eventually([&] { return ready_at(port).find("Redis") != std::string::npos; })) << ready_at(port);
  redis.go_on();
  EXPECT_TRUE(eventually([&] { return ready_at(port) == "ready"; })) << ready_at(port);
}

TEST(Readiness, a_node_that_is_far_behind_is_sent_nobody_and_one_that_is_a_little_behind_is) {
  FencedLog::Report report;
  EXPECT_EQ(why_behind(report, 5), "") << "nothing is known of the log";
  report.scene.meta.emplace().tail.offset = 100'000;
  EXPECT_EQ(why_behind(report, 100'000), "");
  EXPECT_EQ(why_behind(report, 100'000 - behind_max), "");
  EXPECT_EQ(why_behind(report, 99'999 - behind_max), "It is catching up: 1001 events are still to come.");
  EXPECT_EQ(why_behind(report, 100'001), "") << "it knows more than it has looked at";
  EXPECT_EQ(log_lag(report, 100'001), 0u);
}

}  // namespace
}  // namespace plenum::test
