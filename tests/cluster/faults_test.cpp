#include <array>
#include <csignal>
#include <thread>

#include "tests/cluster/storm.h"
#include "tests/support/redis/wire.h"

namespace plenum::test {
namespace {

using testing::Wire;

constexpr std::size_t hamlet = 0, horatio = 1, ophelia = 2;

const std::vector<std::string> a_user = {"--user", "plenum", "on", ">arras", "~*", "&*", "+@all"};

/// Three nodes, each with a wire of its own to one Redis.
class Faults : public Storm {
protected:
  std::string settings(const Wire& wire, bool founds) const {
    return "commands_per_10_s = 1000000\ngallery_key = \"" + gallery_key_of(redis_).string() +
           "\"\n[log]\nredis = \"redis://plenum:arras@127.0.0.1:" + std::to_string(wire.port()) +
           "\"\nprefix = \"elsinore\"\nfounds = " + (founds ? "true" : "false") + "\n";
  }

  std::function<void()> tell_redis(std::vector<std::vector<std::string>> commands) {
    return [this, commands = std::move(commands)] {
      for (const auto& command : commands) redis_.command(command);
    };
  }
  std::function<void()> hold_up(const Wire::Weather& weather, std::vector<std::size_t> nodes) {
    return [this, weather, nodes = std::move(nodes)] {
      for (const auto node : nodes) wires_[node].suffer(weather);
    };
  }
  std::function<void()> heal() { return hold_up({}, {hamlet, horatio, ophelia}); }
  std::function<bool()> closes(std::size_t node) {
    return [this, node] { return !takes_writes(node); };
  }

  void kill_each_node();
  void break_redis();
  void break_connections();
  void fill_it_and_change_its_password();
  void part_nodes_from_it();
  void break_two_things_at_once();

  const std::function<void()> nothing_ = [] {};
  const std::function<bool()> at_once_ = [] { return true; };
  const std::function<bool()> all_close_ = [this] { return no_node_takes_writes(); };

  RedisServer redis_{a_user};
  std::array<Wire, 3> wires_{Wire(redis_.port()), Wire(redis_.port()), Wire(redis_.port())};
  RunningServer hamlet_{settings(wires_[hamlet], true)};
  RunningServer horatio_{settings(wires_[horatio], false)};
  RunningServer ophelia_{settings(wires_[ophelia], false)};
};

void Faults::kill_each_node() {
  const auto killed = [this](const char* name, RunningServer& server, std::size_t node,
                             const std::vector<std::size_t>& others) {
    suffer({name, [&] { server.kill(); }, [&, this] { return go_on(others); }, [&, this] { start(node); }});
  };
  killed("hamlet's node is killed", hamlet_, hamlet, {horatio, ophelia});
  killed("horatio's node is killed", horatio_, horatio, {hamlet, ophelia});
  killed("ophelia's node is killed", ophelia_, ophelia, {hamlet, horatio});
  suffer({"a node stands still", [this] { ::kill(horatio_.pid(), SIGSTOP); },
          [this] { return go_on({hamlet, ophelia}); }, [this] { ::kill(horatio_.pid(), SIGCONT); }});
}

void Faults::break_redis() {
  suffer({"Redis is killed", [this] { redis_.kill(); }, all_close_, [this] { redis_.start(); }});
  suffer({"Redis stands still", [this] { redis_.stop(); }, all_close_, [this] { redis_.go_on(); }});
  suffer({"Redis is restarted", [this] { redis_.end(); }, at_once_, [this] { redis_.start(); }});
  suffer({"Redis is emptied", tell_redis({{"FLUSHALL"}}), at_once_, nothing_});
}

void Faults::break_connections() {
  suffer({"CLIENT KILL TYPE normal", tell_redis({{"CLIENT", "KILL", "TYPE", "normal"}}), at_once_, nothing_});
  suffer({"CLIENT KILL TYPE pubsub", tell_redis({{"CLIENT", "KILL", "TYPE", "pubsub"}}), at_once_, nothing_});
  // Of writes only: from a pause of everything there is no way back before its time.
  suffer({"CLIENT PAUSE", tell_redis({{"CLIENT", "PAUSE", "600000", "WRITE"}}), all_close_,
          tell_redis({{"CLIENT", "UNPAUSE"}})});
}

void Faults::fill_it_and_change_its_password() {
  suffer({"maxmemory is reached", tell_redis({{"CONFIG", "SET", "maxmemory", "1"}}),
          [this] { return all_are_closed_because("memory"); }, tell_redis({{"CONFIG", "SET", "maxmemory", "0"}})});
  suffer({"the password is another",
          tell_redis({{"ACL", "SETUSER", "plenum", "resetpass", ">curtain"},
                      {"CLIENT", "KILL", "TYPE", "normal"},
                      {"CLIENT", "KILL", "TYPE", "pubsub"}}),
          [this] { return all_are_closed_because("refuses the user or the password"); },
          tell_redis({{"ACL", "SETUSER", "plenum", "resetpass", ">arras"}})});
}

void Faults::part_nodes_from_it() {
  suffer({"a node's requests do not arrive", hold_up({.requests_pass = false}, {horatio}), closes(horatio), heal()});
  suffer(
      {"Redis' answers to a node do not arrive", hold_up({.answers_pass = false}, {hamlet}), closes(hamlet), heal()});
  const auto id = log_of(ophelia).node();
  suffer({"a node is cut off until the others go on without it",
          hold_up({.requests_pass = false, .answers_pass = false}, {ophelia}),
          [this, id] { return closes(ophelia)() && !knows(hamlet, id) && !knows(horatio, id); }, heal()});
  suffer({"all nodes are cut off", hold_up({.requests_pass = false, .answers_pass = false}, {hamlet, horatio, ophelia}),
          all_close_, heal()});
  suffer({"a link flaps",
          [this] {
            for (int i = 0; i < 10; ++i) {
              wires_[horatio].cut();
              wires_[horatio].suffer({.requests_pass = i % 2 == 0, .answers_pass = false});
              std::this_thread::sleep_for(std::chrono::milliseconds(100));
              wires_[horatio].heal();
              std::this_thread::sleep_for(std::chrono::milliseconds(100));
            }
          },
          at_once_, nothing_});
  suffer({"a link is slow", hold_up({.delay = std::chrono::milliseconds(200)}, {ophelia}),
          [this] { return go_on({hamlet, horatio}); }, heal()});
}

void Faults::break_two_things_at_once() {
  suffer({"Redis and a node are killed",
          [this] {
            redis_.kill();
            horatio_.kill();
          },
          [this] { return !takes_writes(hamlet) && !takes_writes(ophelia); },
          [this] {
            redis_.start();
            start(horatio);
          }});
  suffer({"Redis is killed while a node is cut off",
          [this] {
            wires_[hamlet].suffer({.answers_pass = false});
            redis_.kill();
          },
          all_close_,
          [this] {
            redis_.start();
            wires_[hamlet].heal();
          }});
}

TEST_F(Faults, in_turn_lose_double_and_reorder_nothing_that_was_acknowledged) {
  ASSERT_NO_FATAL_FAILURE(begin({&hamlet_, &horatio_, &ophelia_}));
  ASSERT_NO_FATAL_FAILURE(kill_each_node());
  ASSERT_NO_FATAL_FAILURE(break_redis());
  ASSERT_NO_FATAL_FAILURE(break_connections());
  ASSERT_NO_FATAL_FAILURE(fill_it_and_change_its_password());
  ASSERT_NO_FATAL_FAILURE(part_nodes_from_it());
  ASSERT_NO_FATAL_FAILURE(break_two_things_at_once());
  settle();
}

}  // namespace
}  // namespace plenum::test
