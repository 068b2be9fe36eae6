#include <future>
#include <set>
#include <thread>

#include "storage/log/memory_log.h"
#include "tests/node/node_under_test.h"

namespace plenum::test {
namespace {

class Sequencing : public ::testing::Test {
protected:
  void SetUp() override {
    hamlet_ = MemberId{node_.add("hamlet", v1::ADMIN).outcome.id()};
    topic_ = node_.sequencer_->submit_and_wait(open_topic(Principal::house(), "On being", "")).outcome.id();
    v1::OpenThreadRequest open;
    open.set_command_id(id_of(1'000'000));
    open.set_topic_id(topic_);
    open.set_title("Or not?");
    open.set_source("To be.");
    thread_ = node_.sequencer_->submit_and_wait(open_thread(node_.principal(hamlet_), open, {})).outcome.id();
  }

  Result write(const std::string& source, int command) {
    return node_.sequencer_->submit_and_wait(
        write_post(node_.principal(hamlet_), post_in(thread_, source, id_of(command)), {}));
  }

  MovableClock clock_;
  Node node_{clock_};
  MemberId hamlet_;
  std::uint64_t topic_ = 0;
  std::uint64_t thread_ = 0;
};

TEST_F(Sequencing, what_many_wish_at_once_is_done_in_few_commits_and_each_is_answered) {
  const auto before = node_.published_.load();
  std::vector<std::future<Result>> answers;
  for (int i = 0; i < 2'000; ++i) {
    auto promise = std::make_shared<std::promise<Result>>();
    answers.push_back(promise->get_future());
    auto command = write_post(node_.principal(hamlet_), post_in(thread_, "Word " + std::to_string(i), id_of(i)), {});
    command.done = [promise](const Result& result) { promise->set_value(result); };
    node_.sequencer_->submit(std::move(command));
  }
  std::set<std::uint64_t> posts;
  Place last = 0;
  for (auto& answer : answers) {
    const auto result = answer.get();
    ASSERT_FALSE(result.refused);
    posts.insert(result.outcome.id());
    EXPECT_GT(result.outcome.place(), last) << "in the order in which they were wished";
    last = result.outcome.place();
  }
  EXPECT_EQ(posts.size(), 2'000u);
  EXPECT_LT(node_.published_.load() - before, 1'000) << "group commit";
  EXPECT_EQ(replay(*node_.store_).fault, "");
}

TEST_F(Sequencing, rights_that_were_lost_since_the_session_was_read_do_not_count) {
  const auto stale = node_.principal(hamlet_);
  const MemberId ophelia{node_.add("ophelia", v1::ADMIN).outcome.id()};
  node_.sequencer_->submit_and_wait(set_role(node_.principal(ophelia), hamlet_, v1::MEMBER));
  const auto result =
      node_.sequencer_->submit_and_wait(write_post(stale, post_in(thread_, "As of old.", id_of(1)), {}));
  ASSERT_TRUE(result.refused);
  EXPECT_EQ(result.refused->code, v1::UNAUTHENTICATED);
}

TEST_F(Sequencing, the_log_s_time_never_goes_back_though_the_clock_does) {
  const auto first = write("Now.", 1).outcome;
  clock_.forward(-3'600'000);
  const auto second = write("An hour ago, says the clock.", 2).outcome;
  EXPECT_GT(second.place(), first.place());
  EXPECT_EQ(replay(*node_.store_).fault, "");
}

TEST_F(Sequencing, a_deadline_fires_in_the_log_when_it_is_due_and_not_before) {
  const std::string session(32, 's');
  const auto ends_at = clock_.now_ms() + 1'000;
  node_.sequencer_->submit_and_wait(open_session(hamlet_, session, log::BROWSER, ends_at));
  const auto stands = [&] { return node_.store_->view().get(key::Session{session}).has_value(); };
  clock_.set(ends_at - 1);
  write("Still here.", 1);
  EXPECT_TRUE(stands());
  clock_.set(ends_at);
  write("Any event will do.", 2);
  EXPECT_FALSE(stands());
  EXPECT_EQ(replay(*node_.store_).fault, "");
}

TEST_F(Sequencing, a_halted_store_refuses_every_wish_and_still_answers_what_was_done) {
  const auto done = write("Done.", 1);
  node_.store_->halt("The disk is full.");
  EXPECT_EQ(write("Not done.", 2).refused->code, v1::UNAVAILABLE);
  const auto again = write("Done.", 1);
  EXPECT_FALSE(again.refused) << "a retry of what is in the log is answered from it";
  EXPECT_EQ(again.outcome.id(), done.outcome.id());
}

TEST_F(Sequencing, a_stopped_sequencer_answers_unavailable) {
  const auto who = node_.principal(hamlet_);
  node_.sequencer_->stop();
  EXPECT_EQ(node_.sequencer_->submit_and_wait(write_post(who, post_in(thread_, "Late.", id_of(1)), {})).refused->code,
            v1::UNAVAILABLE);
}

// Two nodes on one log: whoever comes second finds that the tail has moved, applies the other's batch, checks again.
TEST(TwoNodes, on_one_log_agree_on_everything) {
  MovableClock clock;
  MemoryLog log;
  Node elsinore(clock, &log);
  Node wittenberg(clock, &log);
  const MemberId hamlet{elsinore.add("hamlet", v1::ADMIN).outcome.id()};
  const MemberId horatio{wittenberg.add("horatio", v1::ADMIN).outcome.id()};
  EXPECT_EQ(wittenberg.add("hamlet").refused->code, v1::HANDLE_TAKEN) << "decided again after the other's batch";
  const auto topic = elsinore.sequencer_->submit_and_wait(open_topic(Principal::house(), "On being", "")).outcome.id();
  wittenberg.add("yorick");  // nobody follows in the background here: an append that meets the other's is what tells
  v1::OpenThreadRequest open;
  open.set_command_id(id_of(1'000'000));
  open.set_topic_id(topic);
  open.set_title("Or not?");
  open.set_source("To be.");
  const auto thread =
      wittenberg.sequencer_->submit_and_wait(open_thread({horatio, v1::ADMIN, 1}, open, {})).outcome.id();
  ASSERT_NE(thread, 0u);

  elsinore.add("rosencrantz");  // likewise: brings the thread to elsinore

  constexpr int each = 300;
  const auto talk = [&](Node& node, MemberId who) {
    for (int i = 0; i < each; ++i) {
      const auto request = post_in(thread, "Word " + std::to_string(i), id_of(i));
      EXPECT_FALSE(node.sequencer_->submit_and_wait(write_post({who, v1::ADMIN, 1}, request, {})).refused);
    }
  };
  std::thread here([&] { talk(elsinore, hamlet); });
  std::thread there([&] { talk(wittenberg, horatio); });
  here.join();
  there.join();
  elsinore.sequencer_->stop();
  wittenberg.sequencer_->stop();
  for (auto* node : {&elsinore, &wittenberg}) {
    EXPECT_TRUE(catch_up(*node->store_, log, [](const Committed&) {}));
    EXPECT_EQ(node->store_->tail(), log.tail());
    EXPECT_EQ(node->store_->view().get(key::Thread{ThreadId{thread}})->posts(), 1u + 2 * each);
    EXPECT_EQ(replay(*node->store_).fault, "");
  }
  EXPECT_EQ(elsinore.digest(), wittenberg.digest());
}

}  // namespace
}  // namespace plenum::test
