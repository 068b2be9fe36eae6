#include <map>

#include "tests/cluster/two_nodes.h"

namespace plenum::test {
namespace {

/// Writes down what was acknowledged, breaks things in turn while members write, and looks for it at the end.
class Journal : public TwoNodes {
protected:
  using Fault = std::function<void()>;

  void write_until_acknowledged(const RunningServer& server) {
    const auto words = "Words, words, words: " + std::to_string(++count_);
    if (writes_in_the_end(server, post(words))) acknowledged_.push_back(words);
  }
  // One that may come to nothing: only what is acknowledged counts.
  void try_to_write(const RunningServer& server) {
    const auto words = "In the storm: " + std::to_string(++count_);
    if (server.is_running() && write(server, post(words)).empty()) acknowledged_.push_back(words);
  }
  void suffer(const Fault& fault, const Fault& mending) {
    write_until_acknowledged(hamlet_);
    fault();
    try_to_write(hamlet_);
    try_to_write(horatio_);
    mending();
    write_until_acknowledged(horatio_);
    write_until_acknowledged(hamlet_);
    ++faults_;
  }
  /// Of what was acknowledged, what is missing there or stands there twice.
  std::size_t lost_on(const RunningServer& server) {
    std::map<std::string, int> times;
    for (const auto& words : words_on(server)) ++times[words];
    std::size_t lost = 0;
    for (const auto& words : acknowledged_) lost += times[words] == 1 ? 0 : 1;
    return lost;
  }

  std::vector<std::string> acknowledged_;
  int count_ = 0;
  int faults_ = 0;
};

TEST_F(Journal, faults_in_turn_lose_nothing_that_was_acknowledged) {
  const Fault nothing = [] {};
  suffer([this] { redis_.kill(); }, [this] { redis_.start(); });
  suffer([this] { redis_.stop(); }, [this] { redis_.go_on(); });
  suffer([this] { redis_.command({"FLUSHALL"}); }, nothing);
  suffer([this] { redis_.command({"CLIENT", "KILL", "TYPE", "normal"}); }, nothing);
  suffer([this] { redis_.command({"CLIENT", "KILL", "TYPE", "pubsub"}); }, nothing);
  suffer([this] { redis_.command({"CONFIG", "SET", "maxmemory", "1"}); },
         [this] { redis_.command({"CONFIG", "SET", "maxmemory", "0"}); });
  suffer([this] { horatio_.kill(); }, [this] { horatio_.start(); });
  suffer([this] { hamlet_.kill(); }, [this] { hamlet_.start(); });
  suffer(
      [this] {
        redis_.kill();
        horatio_.kill();
      },
      [this] {
        redis_.start();
        horatio_.start();
      });
  ASSERT_TRUE(eventually([this] { return tail_of(horatio_) == tail_of(hamlet_); }));
  EXPECT_EQ(words_on(hamlet_), words_on(horatio_)) << "in one order";
  const auto lost = lost_on(hamlet_) + lost_on(horatio_);
  std::printf("%d faults, %zu lost\n", faults_, lost);
  EXPECT_EQ(lost, 0u);
  both_keep_the_same();
}

}  // namespace
}  // namespace plenum::test
