// A member whose line does not take what is sent: the server stops sending, keeps nothing for them, and goes on from
// the log. They end with the truth; nobody else notices.
#include <set>

#include <gtest/gtest.h>

#include "tests/gateway/follower.h"

namespace plenum::test {
namespace {

constexpr std::size_t queue_bytes = 64 * 1024;

class SlowReader : public Elsinore {
protected:
  SlowReader() : Elsinore("commands_per_10_s = 1000000\nqueue_bytes_max = " + std::to_string(queue_bytes) + "\n") {}

  /// Asks without waiting for each answer, as many at once as a line may.
  void ask_all(Line& line, const std::vector<Json>& calls) {
    std::vector<int> asked;
    for (const auto& call : calls) {
      Json frame = call;
      frame["request"] = asked.emplace_back(line.next_number());
      line.send(frame);
      if (asked.size() < 50) continue;
      for (const int number : asked) take(line.await_reply(number));
      asked.clear();
    }
    for (const int number : asked) take(line.await_reply(number));
  }

  void take(const Json& reply) {
    ASSERT_FALSE(reply.contains("refusal")) << reply;
    if (reply.contains("writePost")) posts_.push_back(reply["writePost"]["postId"]);
  }

  /// Posts of 4 KB, an edit of each, a reaction to each.
  void flood(Line& line, int round, int count) {
    std::vector<Json> calls;
    for (int i = 0; i < count; ++i) {
      const auto words = std::to_string(round) + "." + std::to_string(i) + " " + std::string(4'000, 'w');
      calls.push_back({{"writePost", {{"commandId", command_id()}, {"threadId", thread_}, {"source", words}}}});
    }
    const auto from = posts_.size();
    ask_all(line, calls);
    calls.clear();
    for (auto i = from; i < posts_.size(); ++i) {
      calls.push_back(
          {{"editPost", {{"commandId", command_id()}, {"postId", posts_[i]}, {"source", "Shorter. " + posts_[i]}}}});
      calls.push_back({{"addReaction", {{"commandId", command_id()}, {"postId", posts_[i]}, {"emoji", "👍"}}}});
    }
    ask_all(line, calls);
  }

  std::vector<std::string> posts_;
};

TEST_F(SlowReader, ends_with_the_truth_and_disturbs_nobody) {
  Follower slow(seat("ophelia"), topic_, thread_);
  Follower other(seat("iago"), topic_, thread_);
  slow.connect(4'096);
  other.connect();
  Line writer(seat("hamlet"));
  for (int round = 0; round < 20; ++round) {
    flood(writer, round, 100);
    other.read_until(Follower::head(seat("iago"), topic_));
    // One frame now and then: slow, not stalled (a socket that takes nothing for 30 s is cut off).
    slow.read_one();
    ASSERT_TRUE(other.faults().empty()) << other.faults().front();
  }
  const auto head = Follower::head(seat("iago"), topic_);
  const auto truth = Follower::fresh(seat("hamlet"), thread_);
  EXPECT_EQ(truth.size(), 2'001u);
  EXPECT_EQ(other.offset(), head) << "whoever reads has it all while the other sleeps";
  EXPECT_TRUE(other.shown() == truth);
  EXPECT_LT(slow.offset(), head - 1'000) << "the slow one was not slow: this test tests nothing";

  slow.read_until(head);
  EXPECT_TRUE(slow.faults().empty()) << slow.faults().front();
  EXPECT_TRUE(slow.shown() == truth);
  std::cout << head << " entries; " << other.bytes() << " bytes to the reader, " << slow.bytes()
            << " to the slow one\n";
  // Its frames were not kept for it: what it slept through it was told once, as it is now.
  EXPECT_LT(slow.bytes(), other.bytes());

  // And it is live again.
  const auto id = write("hamlet", "Still here?");
  slow.read_until(head + 1);
  EXPECT_TRUE(slow.shown().contains(id));
}

TEST_F(SlowReader, gets_a_long_page_behind_a_full_queue) {
  for (int i = 0; i < 40; ++i) write("hamlet", std::string(4'000, 'w'));
  Line reader(seat("ophelia"));
  // Three pages asked at one go, each longer than the queue may be.
  for (int i = 1; i <= 3; ++i) {
    reader.send({{"request", 100 + i}, {"readThread", {{"threadId", thread_}, {"fromStart", true}}}});
  }
  for (int i = 1; i <= 3; ++i) {
    const auto reply = reader.await_reply(100 + i);
    ASSERT_FALSE(reply.is_null()) << i;
    EXPECT_EQ(reply["readThread"]["posts"].size(), 41u) << i;
  }
}

TEST_F(SlowReader, gets_a_thread_of_long_posts_in_pages_that_are_not_too_long) {
  std::set<std::string> written{first_post_};
  for (int i = 0; i < 60; ++i) written.insert(write("hamlet", std::string(30'000, 'w')));
  for (const bool forward : {true, false}) {
    std::set<std::string> read;
    Json request = {{"threadId", thread_}, {"limit", 200}, {forward ? "fromStart" : "fromEnd", true}};
    for (bool more = true; more;) {
      const auto page = seat("ophelia").call("ReadThread", request);
      ASSERT_TRUE(page.contains("posts")) << page;
      EXPECT_LT(page.dump().size(), 800'000u) << "source and HTML of twenty posts or so";
      for (const auto& post : page["posts"]) EXPECT_TRUE(read.insert(post["id"]).second) << "twice";
      more = page.value(forward ? "moreAfter" : "moreBefore", false);
      request = {{"threadId", thread_}, {"limit", 200}};
      if (forward) request["afterPlace"] = page["posts"].back()["place"];
      if (!forward) request["beforePlace"] = page["posts"].front()["place"];
    }
    EXPECT_TRUE(read == written) << read.size() << (forward ? " forward" : " back");
  }
  const auto around =
      seat("ophelia").call("ReadThread", {{"threadId", thread_}, {"limit", 200}, {"aroundPost", *written.rbegin()}});
  EXPECT_LT(around.dump().size(), 800'000u);
  EXPECT_NE(around.dump().find("\"" + *written.rbegin() + "\""), std::string::npos);
}

TEST_F(SlowReader, who_falls_too_far_behind_is_told_to_come_back) {
  Line hamlet(seat("hamlet"));
  RawWebSocket sleeper(seat("ophelia").port(), 4'096);
  ASSERT_TRUE(sleeper.open(
      "/v1/live", "Sec-WebSocket-Protocol: plenum.v1.json\r\nAuthorization: Bearer " + tokens_["ophelia"] + "\r\n"));
  sleeper.send_text(R"({"request":1,"hello":{}})");
  sleeper.send_text(Json{{"request", 2}, {"subscribe", {{"topicId", topic_}}}}.dump());
  ASSERT_TRUE(sleeper.receive() && sleeper.receive()) << sleeper.fault;
  const auto say = [&](int count, const std::string& words) {
    std::vector<Json> calls;
    for (int i = 0; i < count; ++i)
      calls.push_back({{"writePost", {{"commandId", command_id()}, {"threadId", thread_}, {"source", words}}}});
    ask_all(hamlet, calls);
  };
  say(400, std::string(20'000, 'w'));  // what the kernel takes, and the queue
  say(10'100, "w");
  std::uint16_t code = 0;
  std::size_t frames = 0;
  while (const auto frame = sleeper.receive()) {
    ++frames;
    if (frame->opcode == op_close) code = frame->close_code();
    if (code != 0) break;
  }
  EXPECT_EQ(code, 4001);
  EXPECT_LT(frames, 10'000u);
}

TEST_F(SlowReader, who_asks_on_and_on_without_reading_is_sent_away) {
  for (int i = 0; i < 50; ++i) write("hamlet", std::string(30'000, 'w'));
  RawWebSocket greedy(seat("ophelia").port(), 4'096);
  ASSERT_TRUE(greedy.open(
      "/v1/live", "Sec-WebSocket-Protocol: plenum.v1.json\r\nAuthorization: Bearer " + tokens_["ophelia"] + "\r\n"));
  greedy.send_text(R"({"request":1,"hello":{}})");
  for (int i = 0; i < 60; ++i) {
    greedy.send_text(Json{{"request", 2 + i}, {"readThread", {{"threadId", thread_}, {"fromStart", true}}}}.dump());
  }
  std::uint16_t code = 0;
  while (const auto frame = greedy.receive()) code = frame->opcode == op_close ? frame->close_code() : code;
  EXPECT_EQ(code, 4001);
}

}  // namespace
}  // namespace plenum::test
