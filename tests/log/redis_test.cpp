#include <thread>

#include <gtest/gtest.h>

#include "tests/log/two_over_redis.h"

// Two nodes over a real Redis that is killed, stopped, emptied and set back in time.
namespace plenum {
namespace {

using testing::batch_after;
using testing::eventually;
using testing::RedisNode;
using testing::RedisServer;

class OverRedis : public testing::TwoOverRedis {
protected:
  void SetUp() override { meet(server_.settings("elsinore")); }

  RedisServer server_;
};

TEST_F(OverRedis, WhatOneWritesTheOtherHears) {
  EXPECT_TRUE(writes(*hamlet_, "Who's there?"));
  EXPECT_TRUE(agree());
  EXPECT_TRUE(writes(*horatio_, "Friends to this ground."));
  EXPECT_TRUE(agree());
}

TEST_F(OverRedis, BothAtOnceAndEveryAnsweredBatchStandsOnce) {
  const auto race = [](RedisNode& node, const std::string& name, int& answered) {
    for (const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
         answered < 100 && std::chrono::steady_clock::now() < end;) {
      node.log.tend();
      ASSERT_TRUE(node.catch_up());
      auto tail = node.local.tail();
      if (node.log.epoch() != 0) tail.epoch = node.log.epoch();
      const auto batch = batch_after(tail, 1, name + std::to_string(answered));
      if (node.log.append(tail, batch) != Append::appended) continue;
      node.local.commit(batch);
      ++answered;
    }
  };
  int of_hamlet = 0, of_horatio = 0;
  std::thread one([&] { race(*hamlet_, "hamlet ", of_hamlet); });
  std::thread two([&] { race(*horatio_, "horatio ", of_horatio); });
  one.join();
  two.join();
  EXPECT_EQ(of_hamlet, 100);
  EXPECT_EQ(of_horatio, 100);
  ASSERT_TRUE(agree());
  EXPECT_EQ(hamlet_->local.batches().size(), 210u);
  Tail tail;
  for (const auto& batch : hamlet_->local.batches()) {
    ASSERT_EQ(find_fault(batch, tail), "");
    tail = tail_after(batch);
  }
}

TEST_F(OverRedis, KilledAndStartedAgain) {
  const auto epoch = hamlet_->log.epoch();
  server_.kill();
  const auto tail = hamlet_->local.tail();
  EXPECT_NE(hamlet_->log.append(tail, batch_after(tail, 1)), Append::appended);
  EXPECT_TRUE(eventually([this] { return !hamlet_->takes_part(); }));
  server_.start();
  all_is_well_again();
  EXPECT_EQ(hamlet_->log.epoch(), epoch + 1);
}

// Redis brings its meta back from the disk, with the run that wrote it: nobody may take that for an open epoch.
TEST_F(OverRedis, WhatComesBackFromTheDiskIsSealed) {
  redis::RedisPort port(server_.settings("elsinore"), "laertes", [] {});
  Scene scene;
  ASSERT_TRUE(port.beat("laertes", {}, scene));
  ASSERT_TRUE(scene.is_open());
  const auto before = *scene.meta;
  server_.kill();
  server_.start();
  ASSERT_TRUE(eventually([&] { return port.beat("laertes", {}, scene); }));
  ASSERT_TRUE(scene.meta.has_value());
  EXPECT_EQ(*scene.meta, before);
  EXPECT_FALSE(scene.is_open());
  const auto batch = batch_after(before.tail, 1);
  std::vector<std::string> entries;
  EXPECT_EQ(port.append(hamlet_->local.standing().node, before, tail_after(batch), batch.SerializeAsString()),
            Placed::sealed);
  EXPECT_EQ(port.read(hamlet_->local.standing().node, before, 0, entries), Given::refused);
  all_is_well_again();
}

TEST_F(OverRedis, Emptied) {
  server_.command({"FLUSHALL"});
  all_is_well_again();
}

TEST_F(OverRedis, RestoredFromAnOldDump) {
  server_.kill();
  server_.keep_its_disk("old");
  server_.start();
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(writes(*horatio_, "not in the dump"));
  ASSERT_TRUE(agree());
  server_.kill();
  server_.put_back("old");
  server_.start();
  all_is_well_again();
}

TEST_F(OverRedis, StalledAndGoingOn) {
  server_.stop();
  const auto started = std::chrono::steady_clock::now();
  const auto tail = hamlet_->local.tail();
  auto expected = tail;
  expected.epoch = hamlet_->log.epoch();
  const auto batch = batch_after(expected, 1, "into the silence");
  EXPECT_EQ(hamlet_->log.append(expected, batch), Append::unknown);
  EXPECT_EQ(hamlet_->log.append(expected, batch), Append::unavailable) << "never again before the first is settled";
  EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(30));
  server_.go_on();
  EXPECT_TRUE(eventually([&] {
    hamlet_->log.tail();  // settles it
    attend();
    return hamlet_->local.tail().offset > tail.offset;
  })) << hamlet_->log.closed_because();
  ASSERT_TRUE(agree());
  int times = 0;
  for (const auto& one : hamlet_->local.batches()) times += one.hash() == batch.hash() ? 1 : 0;
  EXPECT_EQ(times, 1);
  all_is_well_again();
}

TEST_F(OverRedis, EveryConnectionIsCut) {
  for (int i = 0; i < 5; ++i) {
    server_.command({"CLIENT", "KILL", "TYPE", "normal"});
    server_.command({"CLIENT", "KILL", "TYPE", "pubsub"});
    all_is_well_again();
  }
}

// What a Redis must not be, and the sentence that mends it.
std::string refusal(std::vector<std::string> settings, std::string password = "") {
  RedisServer server(std::move(settings));
  auto chosen = server.settings("elsinore");
  chosen.address.password = std::move(password);
  RedisNode node(chosen, true);
  eventually([&] { return node.takes_part() || node.port.is_unfit() || !node.port.trouble().empty(); });
  return node.log.closed_because();
}

TEST(UnfitRedis, IsRefusedWithWhatMendsIt) {
  EXPECT_EQ(refusal({"--appendonly", "no"}), "Redis keeps no append-only file: set `appendonly yes`.");
  EXPECT_EQ(refusal({"--appendfsync", "everysec"}),
            "Redis answers before what it took is on its disk: set `appendfsync always`.");
  EXPECT_EQ(refusal({"--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru"}),
            "Redis may evict the log: set `maxmemory-policy noeviction`.");
  EXPECT_EQ(refusal({"--cluster-enabled", "yes"}),
            "Redis runs in cluster mode: use one without `cluster-enabled yes`.");
  EXPECT_EQ(refusal({}), "");
}

TEST(RedisUsers, TheWrongPasswordIsSaidAndTheRightOneServes) {
  RedisServer server;
  server.command({"ACL", "SETUSER", "plenum", "on", ">arras", "~elsinore:*", "&elsinore:*", "+@all"});
  auto chosen = server.settings("elsinore");
  chosen.address.user = "plenum";
  chosen.address.password = "wrong";
  RedisNode stranger(chosen, true);
  ASSERT_TRUE(eventually([&] {
    stranger.takes_part();
    return stranger.log.closed_because().find("refuses the user or the password") != std::string::npos;
  })) << stranger.log.closed_because();
  chosen.address.password = "arras";
  RedisNode known(chosen, true);
  EXPECT_TRUE(eventually([&] { return known.takes_part(); })) << known.log.closed_because();
}

// A Redis that others run may keep its settings to itself.
TEST(RedisUsers, WhoMayNotAskForTheSettingsIsServedAllTheSame) {
  RedisServer server;
  server.command({"ACL", "SETUSER", "plenum", "on", ">arras", "~elsinore:*", "&elsinore:*", "+@all", "-config"});
  auto chosen = server.settings("elsinore");
  chosen.address.user = "plenum";
  chosen.address.password = "arras";
  RedisNode known(chosen, true);
  EXPECT_TRUE(eventually([&] { return known.takes_part(); })) << known.log.closed_because();
}

TEST(RedisOverTls, IsTrustedByItsCertificate) {
  const testing::Scratch scratch;
  const auto certificate = (scratch / "certificate.pem").string();
  const auto key = (scratch / "key.pem").string();
  const auto make =
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=elsinore "
      "-addext subjectAltName=IP:127.0.0.1 -keyout " +
      key + " -out " + certificate + " 2>/dev/null";
  ASSERT_EQ(std::system(make.c_str()), 0);
  const auto port = std::to_string(testing::free_port());
  RedisServer server({"--tls-port", port, "--tls-cert-file", certificate, "--tls-key-file", key, "--tls-ca-cert-file",
                      certificate, "--tls-auth-clients", "no"});
  auto chosen = server.settings("elsinore");
  ASSERT_EQ(redis::parse("rediss://127.0.0.1:" + port, chosen.address), "");
  chosen.address.ca_file = certificate;
  RedisNode hamlet(chosen, true);
  EXPECT_TRUE(eventually([&] { return hamlet.takes_part(); })) << hamlet.log.closed_because();
  chosen.address.ca_file.clear();
  RedisNode horatio(chosen, false);
  EXPECT_TRUE(eventually([&] {
    horatio.takes_part();
    return horatio.log.closed_because().find("offers no TLS connection that can be trusted") != std::string::npos;
  })) << "the system does not vouch for it: "
      << horatio.log.closed_because();
}

TEST(APrefix, IsOneCommunitysAlsoWhileItsLogIsSealed) {
  RedisServer server;
  const auto settings = server.settings("castle");
  {
    RedisNode hamlet(settings, true);
    hamlet.local.belong_to("elsinore");
    ASSERT_TRUE(eventually([&] { return hamlet.takes_part(); }));
  }
  RedisNode faust(settings, true);
  faust.local.belong_to("wittenberg");
  const auto is_refused = [&] {
    faust.takes_part();
    return faust.log.report().anothers;
  };
  EXPECT_TRUE(eventually(is_refused));
  EXPECT_EQ(faust.log.closed_because(),
            "Another community's log is under this prefix: give each its own `prefix` in [log].");
  server.kill();
  server.start();
  ASSERT_TRUE(eventually([&] {
    faust.takes_part();
    return faust.log.report().reached && !faust.log.report().scene.is_open();
  }));
  EXPECT_TRUE(is_refused());
  EXPECT_TRUE(faust.log.report().scene.votes.empty());
}

}  // namespace
}  // namespace plenum
