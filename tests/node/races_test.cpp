#include <functional>
#include <utility>

#include "storage/log/memory_log.h"
#include "tests/node/node_under_test.h"

// Two nodes on one log, and what becomes of whoever comes second.
namespace plenum::test {
namespace {

/// In front of every append something else may happen to the log.
class BusyLog final : public Log {
public:
  Tail tail() override { return log_.tail(); }
  std::string follow(const Tail& after, const Visit& visit) override { return log_.follow(after, visit); }
  Append append(const Tail& expected, const log::LogBatch& batch) override {
    if (auto before = std::exchange(before_, {})) before();
    return gone_ ? Append::unavailable : log_.append(expected, batch);
  }
  void before_the_next_append(std::function<void()> what) { before_ = std::move(what); }
  void go_away() { gone_ = true; }
  bool has_news() override { return news_.exchange(false); }
  std::uint64_t looks() const override { return looks_; }
  void look() { ++looks_; }
  void tell_news() { news_ = true; }

private:
  MemoryLog log_;
  std::function<void()> before_;  // of the sequencers' threads, of which only one is at work
  std::atomic<bool> gone_{false};
  std::atomic<bool> news_{false};
  std::atomic<std::uint64_t> looks_{0};
};

class Races : public ::testing::Test {
protected:
  bool knows(const Node& node, const Result& member) {
    return node.store_->view().get(key::Member{MemberId{member.outcome.id()}}).has_value();
  }
  void expect_whole(const Node& node) {
    EXPECT_EQ(node.store_->tail(), log_.tail());
    EXPECT_EQ(replay(*node.store_).fault, "");
  }

  MovableClock clock_;
  BusyLog log_;
  Node elsinore_{clock_, &log_};
  Node wittenberg_{clock_, &log_};
};

TEST_F(Races, who_loses_one_writes_behind_the_winner) {
  const auto hamlet = elsinore_.add("hamlet");
  const auto before = wittenberg_.published_.load();
  const auto horatio = wittenberg_.add("horatio");
  EXPECT_FALSE(horatio.refused);
  EXPECT_TRUE(knows(wittenberg_, hamlet));
  EXPECT_EQ(wittenberg_.published_, before + 2) << "the winner's batch, then its own";
  expect_whole(wittenberg_);
}

TEST_F(Races, who_loses_again_and_again_writes_once_and_keeps_every_winner_s) {
  int lost = 0;
  Result winners[3];
  std::function<void()> first = [&] {
    const auto n = lost++;
    winners[n] = elsinore_.add("guest" + std::to_string(n));
    if (lost < 3) log_.before_the_next_append(first);
  };
  log_.before_the_next_append(first);
  const auto before = wittenberg_.published_.load();
  EXPECT_FALSE(wittenberg_.add("horatio").refused);
  EXPECT_EQ(lost, 3);
  for (const auto& winner : winners) EXPECT_TRUE(knows(wittenberg_, winner));
  EXPECT_EQ(wittenberg_.published_, before + 4);
  expect_whole(wittenberg_);
}

TEST_F(Races, what_the_winner_took_is_refused_behind_it) {
  log_.before_the_next_append([&] { elsinore_.add("hamlet"); });
  EXPECT_EQ(wittenberg_.add("hamlet").refused->code, v1::HANDLE_TAKEN);
  expect_whole(wittenberg_);
}

TEST_F(Races, who_loses_on_and_on_keeps_the_winners_batches_though_the_log_then_goes_away) {
  std::vector<Result> winners;
  std::function<void()> lose = [&] {
    if (winners.size() == Sequencer::losses_held_max) return log_.go_away();
    winners.push_back(elsinore_.add("guest" + std::to_string(winners.size())));
    log_.before_the_next_append(lose);
  };
  log_.before_the_next_append(lose);
  EXPECT_EQ(wittenberg_.add("horatio").refused->code, v1::UNAVAILABLE);
  for (const auto& winner : winners) EXPECT_TRUE(knows(wittenberg_, winner));
  expect_whole(wittenberg_);
}

// Whoever stops to sync while the others do not loses to them again, and so on without end.
TEST_F(Races, who_loses_writes_nothing_to_its_disk_before_it_has_won) {
  const auto before = wittenberg_.store_->tail();
  std::size_t lost = 0;
  std::function<void()> lose = [&] {
    EXPECT_EQ(wittenberg_.store_->tail(), before) << "after " << lost;
    if (++lost == Sequencer::losses_held_max) return;
    elsinore_.add("guest" + std::to_string(lost));
    log_.before_the_next_append(lose);
  };
  log_.before_the_next_append(lose);
  EXPECT_FALSE(wittenberg_.add("horatio").refused);
  EXPECT_EQ(lost, Sequencer::losses_held_max);
  expect_whole(wittenberg_);
}

// It may have voted meanwhile, with what it had on disk.
TEST_F(Races, what_was_held_over_a_look_is_dropped_and_followed_again) {
  Result hamlet;
  log_.before_the_next_append([&] {
    hamlet = elsinore_.add("hamlet");
    log_.before_the_next_append([&] {
      log_.look();
      elsinore_.add("horatio");
    });
  });
  EXPECT_EQ(wittenberg_.add("horatio").refused->code, v1::HANDLE_TAKEN);
  EXPECT_TRUE(knows(wittenberg_, hamlet));
  expect_whole(wittenberg_);
}

TEST_F(Races, what_was_followed_is_not_committed_where_nothing_was_written_behind_it) {
  Result hamlet;
  log_.before_the_next_append([&] {
    hamlet = elsinore_.add("hamlet");
    log_.before_the_next_append([&] { log_.go_away(); });
  });
  const auto before = wittenberg_.store_->tail();
  EXPECT_EQ(wittenberg_.add("horatio").refused->code, v1::UNAVAILABLE);
  EXPECT_EQ(wittenberg_.store_->tail(), before);
  wittenberg_.sequencer_->stop();
  EXPECT_TRUE(catch_up(*wittenberg_.store_, log_, [](const Committed&) {}));
  EXPECT_TRUE(knows(wittenberg_, hamlet));
  expect_whole(wittenberg_);
}

TEST_F(Races, what_is_news_is_committed_with_what_is_written_behind_it) {
  const auto hamlet = elsinore_.add("hamlet");
  const auto before = wittenberg_.store_->tail();
  log_.tell_news();
  log_.before_the_next_append([&] { EXPECT_EQ(wittenberg_.store_->tail(), before) << "no commit of its own"; });
  EXPECT_FALSE(wittenberg_.add("horatio").refused);
  EXPECT_TRUE(knows(wittenberg_, hamlet));
  expect_whole(wittenberg_);
}

TEST_F(Races, what_is_news_is_committed_though_nothing_is_written_behind_it) {
  elsinore_.add("hamlet");
  log_.tell_news();
  EXPECT_EQ(wittenberg_.add("hamlet").refused->code, v1::HANDLE_TAKEN);
  expect_whole(wittenberg_);
}

}  // namespace
}  // namespace plenum::test
