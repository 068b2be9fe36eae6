#include "tests/log/two_over_redis.h"

// Somebody's hand was in Redis: it is said what lies there, and what mends it.
namespace plenum {
namespace {

using testing::eventually;
using testing::RedisNode;
using testing::RedisServer;

class DamagedRedis : public testing::TwoOverRedis {
protected:
  void SetUp() override { meet(server_.settings("elsinore")); }
  bool says(const std::string& words) {
    return eventually([&] {
      hamlet_->log.tend();
      return hamlet_->log.closed_because().find(words) != std::string::npos;
    });
  }

  RedisServer server_;
};

TEST_F(DamagedRedis, StateThatLacksItsPartsIsNamedAndMendedAsItIsSaid) {
  server_.command({"HDEL", "elsinore:meta", "community", "epoch", "tail", "hash"});
  EXPECT_TRUE(says("`DEL elsinore:meta elsinore:nodes elsinore:votes elsinore:left elsinore:applied`"))
      << hamlet_->log.closed_because();
  server_.command({"DEL", "elsinore:meta", "elsinore:nodes", "elsinore:votes", "elsinore:left", "elsinore:applied"});
  all_is_well_again();
}

TEST_F(DamagedRedis, StateThatIsNoneIsNamedAndMendedAsItIsSaid) {
  server_.command({"HSET", "elsinore:meta", "tail", "To be."});
  server_.command({"HSET", "elsinore:nodes", "yorick", "Alas."});
  EXPECT_TRUE(says("is damaged")) << hamlet_->log.closed_because();
  server_.command({"DEL", "elsinore:meta", "elsinore:nodes", "elsinore:votes", "elsinore:left", "elsinore:applied"});
  all_is_well_again();
}

TEST_F(DamagedRedis, AnothersKeysUnderThePrefixAreNoLog) {
  server_.command({"DEL", "elsinore:meta"});
  server_.command({"SET", "elsinore:meta", "a shopping list"});
  EXPECT_TRUE(says("is no log: give the log a `prefix` of its own")) << hamlet_->log.closed_because();
  server_.command({"DEL", "elsinore:meta"});
  all_is_well_again();
}

TEST_F(DamagedRedis, AFullMemoryIsNamedAndWaitedFor) {
  server_.command({"CONFIG", "SET", "maxmemory", "1"});
  EXPECT_TRUE(says("raise its `maxmemory`")) << hamlet_->log.closed_because();
  server_.command({"CONFIG", "SET", "maxmemory", "0"});
  all_is_well_again();
}

}  // namespace
}  // namespace plenum
