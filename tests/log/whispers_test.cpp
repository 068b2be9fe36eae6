#include "storage/log/redis/whispers.h"

#include <algorithm>
#include <mutex>

#include <gtest/gtest.h>

#include "tests/support/redis/redis_server.h"

// What may be lost between nodes: said while Redis lives, it is heard; nobody ever waits for it.
namespace plenum {
namespace {

using testing::eventually;
using testing::RedisServer;

/// One who hears, and keeps what was heard.
class Listener {
public:
  explicit Listener(const redis::Settings& settings)
      : whispers(settings, [this](std::string_view word) {
          const std::lock_guard lock(mutex_);
          heard_.emplace_back(word);
        }) {}

  bool has_heard(const std::string& word) const {
    const std::lock_guard lock(mutex_);
    return std::ranges::find(heard_, word) != heard_.end();
  }

private:
  mutable std::mutex mutex_;
  std::vector<std::string> heard_;

public:
  redis::Whispers whispers;
};

/// Says it again and again, as whoever whispers does, until the other has heard it.
bool reaches(Listener& from, const Listener& to, const std::string& word) {
  return eventually([&] {
    from.whispers.say(word);
    return to.has_heard(word);
  });
}

TEST(Whispers, AreHeardByTheOthersByOneselfAndByNobodyUnderAnotherPrefix) {
  RedisServer server;
  Listener hamlet(server.settings("elsinore")), horatio(server.settings("elsinore")), faust(server.settings("castle"));
  EXPECT_TRUE(reaches(hamlet, horatio, "Who's there?"));
  EXPECT_TRUE(reaches(horatio, hamlet, "Friends."));
  EXPECT_TRUE(hamlet.has_heard("Who's there?"));
  EXPECT_TRUE(reaches(faust, faust, "Alas."));
  EXPECT_FALSE(faust.has_heard("Friends."));
  EXPECT_FALSE(horatio.has_heard("")) << "a sign of life is for the channel alone";
}

TEST(Whispers, AreHeardAgainAfterRedisDiedAndAfterTheirConnectionsWereCut) {
  RedisServer server;
  Listener hamlet(server.settings("elsinore")), horatio(server.settings("elsinore"));
  ASSERT_TRUE(reaches(hamlet, horatio, "before"));
  server.kill();
  server.start();
  EXPECT_TRUE(reaches(hamlet, horatio, "after its death"));
  server.command({"CLIENT", "KILL", "TYPE", "pubsub"});
  EXPECT_TRUE(reaches(hamlet, horatio, "after the cut"));
  server.command({"CLIENT", "KILL", "TYPE", "normal"});
  EXPECT_TRUE(reaches(horatio, hamlet, "after another"));
}

TEST(Whispers, HoldNobodyUpWhereRedisIsSilent) {
  RedisServer server;
  Listener hamlet(server.settings("elsinore")), horatio(server.settings("elsinore"));
  ASSERT_TRUE(reaches(hamlet, horatio, "before"));
  server.stop();
  for (std::size_t i = 0; i < 100 * redis::Whispers::waiting_max; ++i) hamlet.whispers.say(std::string(64 * 1024, 'x'));
  server.go_on();
  EXPECT_TRUE(reaches(hamlet, horatio, "after the silence")) << "what was too much is gone, and nothing else";
}

TEST(Whispers, EndWithAFarewellThatIsHeard) {
  RedisServer server;
  Listener horatio(server.settings("elsinore"));
  {
    Listener hamlet(server.settings("elsinore"));
    ASSERT_TRUE(reaches(hamlet, horatio, "before"));
    hamlet.whispers.say("farewell");
  }
  EXPECT_TRUE(eventually([&] { return horatio.has_heard("farewell"); }));
}

}  // namespace
}  // namespace plenum
