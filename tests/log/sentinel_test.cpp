#include "tests/log/two_over_redis.h"

// Real Sentinels over a real master and its replica: the log goes on where they say, and nothing acknowledged is lost.
namespace plenum {
namespace {

using testing::batch_after;
using testing::eventually;
using testing::RedisNode;
using testing::RedisServer;
using testing::Sentinels;

class OverSentinels : public testing::TwoOverRedis {
protected:
  void SetUp() override {
    ASSERT_TRUE(eventually([this] { return sentinels_.know_a_replica(); }));
    meet(sentinels_.settings("elsinore"));
    ASSERT_TRUE(eventually([this] { return offset_of(replica_) == offset_of(master_); }));
  }
  static std::string offset_of(RedisServer& server) {
    const auto info = server.command({"INFO", "replication"});
    const auto at = info.find("master_repl_offset:");
    return info.substr(at, info.find('\r', at) - at);
  }
  bool is_master(const RedisServer& server) { return sentinels_.master_port() == std::to_string(server.port()); }

  RedisServer master_;
  RedisServer replica_{{"--replicaof", "127.0.0.1", std::to_string(master_.port())}};
  Sentinels sentinels_{"elsinore", master_};
};

TEST_F(OverSentinels, TheReplicaTakesOverFromAMasterThatDied) {
  const auto epoch = hamlet_->log.epoch();
  master_.kill();
  ASSERT_TRUE(eventually([this] { return is_master(replica_); }));
  all_is_well_again();
  EXPECT_GT(hamlet_->log.epoch(), epoch);
}

// The replica lacks what was acknowledged last; the nodes have it.
TEST_F(OverSentinels, WhatTheReplicaLacksIsTaughtByTheNodes) {
  replica_.command({"REPLICAOF", "127.0.0.1", "1"});  // a master that is not there: it falls behind
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(writes(*horatio_, "not in the replica"));
  ASSERT_TRUE(agree());
  master_.kill();
  ASSERT_TRUE(eventually([this] {
    replica_.command({"REPLICAOF", "NO", "ONE"});
    return is_master(replica_);
  })) << "the Sentinels come to it, or it comes to them";
  all_is_well_again();
}

// It stands still, is replaced, and comes back believing that it is the master.
TEST_F(OverSentinels, AMasterThatComesBackIsNotBelieved) {
  master_.stop();
  ASSERT_TRUE(eventually([this] { return is_master(replica_); }));
  const auto before = hamlet_->local.batches().size();
  EXPECT_TRUE(writes(*horatio_, "meanwhile"));
  master_.go_on();
  EXPECT_TRUE(writes(*hamlet_, "after"));
  ASSERT_TRUE(
      eventually([this] { return master_.command({"INFO", "replication"}).find("role:slave") != std::string::npos; }));
  EXPECT_TRUE(writes(*hamlet_, "in the end"));
  EXPECT_TRUE(agree());
  EXPECT_EQ(hamlet_->local.batches().size(), before + 3);
}

TEST(SentinelsOwnPassword, IsAskedForByNameAndServes) {
  RedisServer master;
  const Sentinels sentinels("elsinore", master, "guildenstern");
  auto chosen = sentinels.settings("elsinore");
  const auto refusal = [&chosen](const std::string& words) {
    RedisNode stranger(chosen, true);
    return eventually([&] {
      stranger.takes_part();
      return stranger.log.closed_because().find(words) != std::string::npos;
    });
  };
  chosen.address.sentinel_password.clear();
  EXPECT_TRUE(refusal("wants a password: give it as `sentinel_password`"));
  chosen.address.sentinel_password = "rosencrantz";
  EXPECT_TRUE(refusal("refuses the user or the password"));
  RedisNode known(sentinels.settings("elsinore"), true);
  EXPECT_TRUE(eventually([&] { return known.takes_part(); })) << known.log.closed_because();
}

// Without Sentinels, as by hand: the very process was a replica for a moment and lost what it had not passed on.
TEST_F(OverSentinels, AMasterThatWasAReplicaMeanwhileIsSealed) {
  redis::RedisPort port(master_.settings("elsinore"), "laertes", [] {});
  Scene scene;
  ASSERT_TRUE(port.beat("laertes", {}, scene));
  ASSERT_TRUE(scene.is_open());
  const auto meta = *scene.meta;
  master_.command({"REPLICAOF", "127.0.0.1", "1"});
  master_.command({"REPLICAOF", "NO", "ONE"});
  const auto batch = batch_after(meta.tail, 1);
  EXPECT_NE(port.append(hamlet_->local.standing().node, meta, tail_after(batch), batch.SerializeAsString()),
            Placed::placed);
  ASSERT_TRUE(eventually([&] { return port.beat("laertes", {}, scene); }));
  EXPECT_FALSE(scene.is_open());
}

}  // namespace
}  // namespace plenum
