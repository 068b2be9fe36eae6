// A stream whose end somebody had deleted: a node that lacked it followed to nowhere, said nothing, and its writes went
// round for ever (its place was taken, and what had taken it could not be read).
#include "tests/log/two_over_redis.h"

namespace plenum {
namespace {

class MissingEnd : public testing::TwoOverRedis {
protected:
  void SetUp() override { meet(server_.settings("elsinore")); }

  testing::RedisServer server_;
};

TEST_F(MissingEnd, is_told_by_the_node_that_lacks_it) {
  ASSERT_TRUE(writes(*hamlet_, "the end"));
  ASSERT_TRUE(agree());
  const auto& batches = hamlet_->local.batches();
  const auto end = tail_after(batches.back()).offset;
  ASSERT_EQ(server_.command({"XDEL", "elsinore:log", std::to_string(end) + "-0"}), "1");
  testing::RedisNode laertes(server_.settings("elsinore"), false);  // who has to read, for nobody publishes it anew
  ASSERT_TRUE(testing::eventually([&] {
    attend();
    return laertes.takes_part();
  })) << laertes.log.closed_because();
  EXPECT_TRUE(laertes.catch_up());
  EXPECT_EQ(laertes.local.batches().size(), batches.size() - 1) << "all that is there";
  EXPECT_TRUE(laertes.log.has_news());
  const auto fault = laertes.log.follow(laertes.local.tail(), [](const log::LogBatch&) { return true; });
  const auto place = std::to_string(batches.back().first());
  EXPECT_NE(fault.find("The log's entry at " + place + " cannot be taken: it is missing"), std::string::npos) << fault;
}

}  // namespace
}  // namespace plenum
