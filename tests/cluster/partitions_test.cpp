// Partitions of a real network: each node has a cable of its own to Redis, which stands on an island.
#include <optional>
#include <thread>

#include "tests/cluster/storm.h"
#include "tests/support/redis/cables.h"

namespace plenum::test {
namespace {

using testing::Cables;

constexpr int hamlet = 0, horatio = 1, ophelia = 2, our_own = 3;

class Partitions : public Storm {
protected:
  void SetUp() override {
    if (!cables_.why_not().empty()) GTEST_SKIP() << cables_.why_not();
    redis_.emplace(std::vector<std::string>{"--protected-mode", "no"},
                   RedisServer::Stands{Cables::host(our_own), cables_.island()});
    for (const int node : {hamlet, horatio, ophelia}) nodes_.push_back(std::make_unique<RunningServer>(settings(node)));
    ASSERT_NO_FATAL_FAILURE(begin({nodes_[hamlet].get(), nodes_[horatio].get(), nodes_[ophelia].get()}));
  }
  std::string settings(int node) const {
    return "commands_per_10_s = 1000000\ngallery_key = \"" + gallery_key_of(*redis_).string() +
           "\"\n[log]\nredis = \"redis://" + Cables::host(node) + ":" + std::to_string(redis_->port()) +
           "\"\nprefix = \"elsinore\"\nfounds = " + (node == hamlet ? "true" : "false") + "\n";
  }
  std::function<bool()> closes(int node) {
    return [this, node] { return !takes_writes(static_cast<std::size_t>(node)); };
  }
  std::function<void()> mend(int cable) {
    return [this, cable] { cables_.mend(cable); };
  }

  void lose_packets_each_way();
  void pull_cables();

  Cables cables_{our_own + 1};
  std::optional<RedisServer> redis_;
  std::vector<std::unique_ptr<RunningServer>> nodes_;
};

void Partitions::lose_packets_each_way() {
  suffer({"a node's packets are lost", [this] { cables_.lose_requests(horatio); }, closes(horatio), mend(horatio)});
  suffer({"the packets to a node are lost", [this] { cables_.lose_answers(hamlet); }, closes(hamlet), mend(hamlet)});
}

void Partitions::pull_cables() {
  const auto id = log_of(ophelia).node();
  suffer({"a cable is out until the others go on without that node", [this] { cables_.pull(ophelia); },
          [this, id] { return closes(ophelia)() && !knows(hamlet, id) && !knows(horatio, id); }, mend(ophelia)});
  suffer({"all cables are out",
          [this] {
            for (const int node : {hamlet, horatio, ophelia}) cables_.pull(node);
          },
          [this] { return no_node_takes_writes(); },
          [this] {
            for (const int node : {hamlet, horatio, ophelia}) cables_.mend(node);
          }});
  suffer({"a cable is loose",
          [this] {
            for (int i = 0; i < 10; ++i) {
              cables_.pull(horatio);
              std::this_thread::sleep_for(std::chrono::milliseconds(100));
              cables_.mend(horatio);
              std::this_thread::sleep_for(std::chrono::milliseconds(100));
            }
          },
          [] { return true; }, [] {}});
  suffer({"Redis is killed while a cable is out",
          [this] {
            cables_.pull(hamlet);
            redis_->kill();
          },
          [this] { return no_node_takes_writes(); },
          [this] {
            redis_->start();
            cables_.mend(hamlet);
          }});
}

TEST_F(Partitions, of_a_real_network_lose_double_and_reorder_nothing_that_was_acknowledged) {
  ASSERT_NO_FATAL_FAILURE(lose_packets_each_way());
  ASSERT_NO_FATAL_FAILURE(pull_cables());
  settle();
}

}  // namespace
}  // namespace plenum::test
