// Whatever happens while a client comes and goes: what it had, and the updates since, are what a fresh read shows.
#include <cstdlib>
#include <iostream>
#include <random>

#include <gtest/gtest.h>

#include "tests/gateway/follower.h"

namespace plenum::test {
namespace {

unsigned seed() {
  const char* wished = std::getenv("PLENUM_SEED");
  return wished ? static_cast<unsigned>(std::strtoul(wished, nullptr, 10)) : std::random_device{}();
}

class Resume : public Elsinore {
protected:
  Resume() : Elsinore("commands_per_10_s = 1000000\nqueue_bytes_max = 8192\n") {}

  std::size_t below(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_); }

  /// One wish, asked without waiting. It may well be refused: that is history too.
  void wish(Line& line) {
    const auto post = posts_[below(posts_.size())];
    const auto emoji = std::vector<std::string>{"👍", "❤️", "🎉"}[below(3)];
    const auto ask = [&](const std::string& call, Json request) {
      request["commandId"] = command_id();
      asked_.push_back(line.next_number());
      line.send({{"request", asked_.back()}, {call, request}});
    };
    switch (below(10)) {
      case 0:
      case 1:
      case 2:
        return ask("writePost", {{"threadId", thread_}, {"source", words()}});
      case 3:
      case 4:
        return ask("editPost", {{"postId", post}, {"source", words()}});
      case 5:
        return ask("deletePost", {{"postId", post}, {"reason", "For the test."}});
      case 6:
        return ask("restorePost", {{"postId", post}});
      case 7:
        return ask("removeReaction", {{"postId", post}, {"emoji", emoji}});
      default:
        return ask("addReaction", {{"postId", post}, {"emoji", emoji}});
    }
  }

  std::string words() { return "Words " + std::to_string(++said_) + std::string(below(2'000), '.'); }

  void take_answers(Line& line) {
    for (const int number : asked_) {
      const auto reply = line.await_reply(number);
      ASSERT_FALSE(reply.is_null());
      accepted_ += reply.contains("refusal") ? 0 : 1;
      if (reply.contains("writePost")) posts_.push_back(reply["writePost"]["postId"]);
    }
    asked_.clear();
  }

  std::mt19937 random_;
  std::vector<std::string> posts_;
  std::vector<int> asked_;
  int said_ = 0;
  int accepted_ = 0;
};

TEST_F(Resume, what_one_had_and_what_came_is_what_there_is) {
  const auto chosen = seed();
  std::cout << "PLENUM_SEED=" << chosen << std::endl;
  random_.seed(chosen);
  posts_.push_back(first_post_);
  Line writers[] = {Line(seat("hamlet")), Line(seat("iago")), Line(seat("polonius"))};
  std::vector<Follower> followers;
  for (const auto* handle : {"ophelia", "iago", "hamlet"}) {
    followers.emplace_back(seat(handle), topic_, thread_).entries_may_be_silent = true;
    followers.back().connect(4'096);
  }
  int resumed = 0;
  for (int round = 0; round < 120; ++round) {
    auto& writer = writers[below(3)];
    for (auto count = 1 + below(30); count > 0; --count) wish(writer);
    for (auto& follower : followers) {
      if (follower.is_connected() && below(4) == 0) follower.disconnect();
      if (!follower.is_connected() && below(2) == 0) {
        follower.connect(below(2) == 0 ? 4'096 : 0);
        ++resumed;
      }
      if (!follower.is_connected()) continue;
      if (below(3) == 0) follower.read_what_is_there();
      if (below(3) == 0) follower.read_one(std::chrono::milliseconds(1));
    }
    take_answers(writer);
  }
  const auto head = Follower::head(seat("hamlet"), topic_);
  const auto truth = Follower::fresh(seat("ophelia"), thread_);
  std::cout << accepted_ << " changes, " << truth.size() << " posts, resumed " << resumed << " times" << std::endl;
  EXPECT_GT(accepted_, 300);
  for (auto& follower : followers) {
    if (!follower.is_connected()) follower.connect();
    follower.read_until(head);
    EXPECT_TRUE(follower.faults().empty()) << follower.faults().front();
    const auto shown = follower.shown();
    ASSERT_EQ(shown.size(), truth.size());
    for (const auto& [id, post] : truth) EXPECT_EQ(shown.at(id), post);
  }
}

}  // namespace
}  // namespace plenum::test
