#include <fstream>

#include <gtest/gtest.h>

#include "tests/program/old_redis.h"
#include "tests/support/redis/redis_server.h"
#include "tests/support/server/running_server.h"

// A Redis that would lose the log sooner or later: plenumd does not start on it, and says what mends it.
namespace plenum::test {
namespace {

using testing::RedisServer;
using testing::Scratch;

struct Start {
  int status = -1;
  std::string said;
};

constexpr int not_found = 127;

/// A program that does start is ended after a while.
Start start_on(const std::string& redis) {
  const Scratch scratch;
  const auto config = (scratch / "plenumd.toml").string();
  std::ofstream(config) << "[log]\nredis = \"" << redis << "\"\nfounds = true\n";
  const auto command = "timeout 60 " + RunningServer::program("plenumd").string() + " --data " +
                       (scratch / "data").string() + " --config " + config + " --listen 127.0.0.1:0 2>&1 </dev/null";
  Start start;
  // It may be linked anew between the look for it and its start.
  for (int tries = 0; tries < 3 && (tries == 0 || start.status == not_found); ++tries) {
    RunningServer::program("plenumd");
    start = {};
    auto* pipe = ::popen(command.c_str(), "r");
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) start.said += static_cast<char>(c);
    start.status = WEXITSTATUS(::pclose(pipe));
  }
  return start;
}

void expect_refused(const std::string& redis, const std::string& sentence) {
  const auto start = start_on(redis);
  EXPECT_EQ(start.status, 1) << start.said;
  EXPECT_NE(start.said.find(sentence), std::string::npos) << start.said;
  EXPECT_EQ(start.said.find("listening on"), std::string::npos) << start.said;
}

TEST(UnfitRedis, keeps_no_file_or_syncs_it_too_late) {
  expect_refused(RedisServer({"--appendonly", "no"}).url(), "set `appendonly yes`");
  for (const char* when : {"everysec", "no"}) {
    expect_refused(RedisServer({"--appendfsync", when}).url(), "set `appendfsync always`");
  }
  expect_refused(RedisServer({"--no-appendfsync-on-rewrite", "yes"}).url(), "set `no-appendfsync-on-rewrite no`");
}

TEST(UnfitRedis, may_evict_the_log) {
  for (const char* policy : {"allkeys-lru", "allkeys-lfu", "allkeys-random"}) {
    expect_refused(RedisServer({"--maxmemory", "100mb", "--maxmemory-policy", policy}).url(),
                   "set `maxmemory-policy noeviction`");
  }
}

TEST(UnfitRedis, is_part_of_a_cluster) {
  expect_refused(RedisServer({"--cluster-enabled", "yes"}).url(), "without `cluster-enabled yes`");
}

TEST(UnfitRedis, is_too_old) {
  const OldRedis old;
  expect_refused(old.url(), "version 7 or newer is needed");
}

}  // namespace
}  // namespace plenum::test
