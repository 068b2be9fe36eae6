#include "tests/cluster/storm.h"

// Sentinels, who have a password of their own, watch over a master and its replica; members write on.
namespace plenum::test {
namespace {

using testing::Sentinels;

class Failovers : public Storm {
protected:
  std::string settings(bool founds) const {
    return "commands_per_10_s = 1000000\ngallery_key = \"" + gallery_key_of(one_).string() + "\"\n[log]\nredis = \"" +
           sentinels_.url() +
           "\"\nsentinel_password = \"guildenstern\"\nprefix = \"elsinore\"\nfounds = " + (founds ? "true" : "false") +
           "\n";
  }
  bool is_master(const RedisServer& server) const { return sentinels_.master_port() == std::to_string(server.port()); }
  static bool follows(RedisServer& server) {
    return server.command({"INFO", "replication"}).find("master_link_status:up") != std::string::npos;
  }

  /// Both nodes write to this one, and no longer to the other.
  std::function<void()> follow(RedisServer& server) {
    return [&, this] {
      const auto info = server.command({"INFO", "server"});
      const auto at = info.find("run_id:") + 7;
      const auto run = info.substr(at, info.find('\r', at) - at);
      ASSERT_TRUE(eventually([&, this] {
        const auto one = log_of(0);
        const auto two = log_of(1);
        return one.open() && one.run().starts_with(run) && two.open() && two.run().starts_with(run);
      }));
    };
  }

  RedisServer one_;
  RedisServer other_{{"--replicaof", "127.0.0.1", std::to_string(one_.port())}};
  Sentinels sentinels_{"elsinore", one_, "guildenstern"};
  RunningServer hamlet_{settings(true)};
  RunningServer horatio_{settings(false)};
};

// Until a node follows it may go on writing to the old master, and rightly: what counts is when it writes to the new.
TEST_F(Failovers, in_turn_lose_double_and_reorder_nothing_that_was_acknowledged) {
  ASSERT_TRUE(eventually([this] { return sentinels_.know_a_replica() && follows(other_); }));
  ASSERT_NO_FATAL_FAILURE(begin({&hamlet_, &horatio_}));
  suffer({"a master is killed, its replica takes over", [this] { one_.kill(); }, [this] { return is_master(other_); },
          follow(other_)});
  one_.start();
  one_.command({"REPLICAOF", "127.0.0.1", std::to_string(other_.port())});
  ASSERT_TRUE(eventually([this] { return follows(one_); }));
  suffer({"the Sentinels hand over while both live",
          [this] { ASSERT_TRUE(eventually([this] { return sentinels_.fail_over(); })); },
          [this] { return is_master(one_); }, follow(one_)});
  ASSERT_TRUE(eventually([this] { return follows(other_); }));
  suffer({"a master stands still, is replaced, and comes back", [this] { one_.stop(); },
          [this] { return is_master(other_); },
          [this] {
            one_.go_on();
            follow(other_)();
          }});
  settle();
}

}  // namespace
}  // namespace plenum::test
