// Between laying the log aside and opening an epoch with it, what lay aside could expire (a machine that slept for ten
// minutes) or be evicted (a policy for keys that expire): the epoch then opened over an empty stream, and who lacked
// anything never got it.
#include <gtest/gtest.h>

#include "tests/log/redis_twin.h"

namespace plenum {
namespace {

TEST(EvictedSeed, opens_no_epoch) {
  testing::RedisServer server;
  redis::RedisPort hamlet(server.settings("elsinore"), "hamlet", [] {});
  Scene scene;
  ASSERT_TRUE(hamlet.beat("hamlet", {}, scene));
  const auto run = scene.run_id;
  const auto batch = testing::batch_after({}, 2);
  const auto tail = tail_after(batch);
  ASSERT_TRUE(hamlet.seed(run, "hamlet", true, {{tail.offset, batch.SerializeAsString()}}));
  ASSERT_TRUE(hamlet.vote(run, {"hamlet", 1, tail, {}}, scene));
  const Meta next{"elsinore", tail, run};
  ASSERT_EQ(server.command({"DEL", "elsinore:aside:hamlet"}), "1");
  EXPECT_FALSE(hamlet.open("hamlet", next, scene.votes));
  ASSERT_TRUE(hamlet.beat("hamlet", {}, scene));
  EXPECT_FALSE(scene.is_open());

  ASSERT_TRUE(hamlet.seed(run, "hamlet", true, {{tail.offset, batch.SerializeAsString()}}));
  ASSERT_TRUE(hamlet.vote(run, {"hamlet", 1, tail, {}}, scene));
  EXPECT_TRUE(hamlet.open("hamlet", next, scene.votes)) << "laid aside again";
}

}  // namespace
}  // namespace plenum
