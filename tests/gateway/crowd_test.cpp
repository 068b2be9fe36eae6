// A crowd that comes back: each is whole, and what they read is read and encoded once for all of them.
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "proto/admin.pb.h"
#include "tests/gateway/seat.h"

namespace plenum::test {
namespace {

class Crowd : public Elsinore {
protected:
  Crowd() : Elsinore("commands_per_10_s = 1000000\nconnections_per_address_max = 2000\n") {}

  /// Asks without waiting for each answer. The ids, in order.
  std::vector<std::string> write_many(Line& line, int count, const std::string& source = "Words.") {
    std::vector<std::string> ids;
    for (int written = 0; written < count;) {
      std::vector<int> asked;
      for (; asked.size() < 50 && written < count; ++written) {
        asked.push_back(line.next_number());
        line.send({{"request", asked.back()},
                   {"writePost", {{"commandId", command_id()}, {"threadId", thread_}, {"source", source}}}});
      }
      for (const int number : asked) ids.push_back(line.await_reply(number)["writePost"].value("postId", "refused"));
    }
    return ids;
  }

  void subscribe_without_waiting(Line& line, const std::string& topic, const std::string& position) {
    line.send({{"request", line.next_number()}, {"subscribe", {{"topicId", topic}, {"since", {{"token", position}}}}}});
  }

  v1::StatusReply status() { return server_.operate<v1::StatusReply>("Status", v1::StatusRequest{}); }

  double server_cpu_seconds() const {
    std::ifstream stat("/proc/" + std::to_string(server_.pid()) + "/stat");
    std::string word;
    double ticks = 0;
    for (int field = 1; stat >> word && field <= 15; ++field) {
      if (field >= 14) ticks += std::stod(word);
    }
    return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
  }
};

/// The posts that come until the last one wished, each once however often it is told.
std::vector<std::string> posts_until(Line& line, const std::string& last) {
  std::vector<std::string> ids;
  while (ids.empty() || ids.back() != last) {
    const auto update = line.await_update([](const Json& u) { return u.contains("post"); });
    if (update.is_null()) break;
    ids.push_back(update["post"]["id"]);
  }
  return ids;
}

TEST_F(Crowd, that_comes_back_is_whole_and_shares_what_it_reads) {
  constexpr int people = 120, posts = 400, places = 4;
  Line hamlet(seat("hamlet"));
  hamlet.call("subscribe", {{"topicId", topic_}});
  std::vector<std::string> positions, all;
  for (int i = 0; i < places; ++i) {
    positions.push_back(hamlet.call("subscribe", {{"topicId", topic_}})["position"]["token"]);
    all.push_back(write("hamlet", "One more."));
  }
  for (auto& id : write_many(hamlet, posts)) all.push_back(std::move(id));
  std::vector<std::unique_ptr<Line>> crowd;
  for (int i = 0; i < people; ++i) crowd.push_back(std::make_unique<Line>(seat(i % 2 == 0 ? "ophelia" : "iago")));
  const auto before = status();
  for (int i = 0; i < people; ++i)
    subscribe_without_waiting(*crowd[static_cast<std::size_t>(i)], topic_,
                              positions[static_cast<std::size_t>(i % places)]);
  // Those who talk are not kept waiting, and what they say comes to all behind what was said.
  for (auto& id : write_many(hamlet, 20)) all.push_back(std::move(id));
  for (int i = 0; i < people; ++i) {
    const auto got = posts_until(*crowd[static_cast<std::size_t>(i)], all.back());
    const std::vector<std::string> expected(all.begin() + i % places, all.end());
    ASSERT_TRUE(got == expected) << "line " << i << " got " << got.size() << " of " << expected.size();
  }
  const auto after = status();
  const auto made = after.catch_up_frames_made() - before.catch_up_frames_made();
  const auto sent = after.catch_up_frames_sent() - before.catch_up_frames_sent();
  std::cout << people << " lines: " << made << " frames made, " << sent << " sent\n";
  EXPECT_GE(sent, static_cast<std::uint64_t>(people * posts / 64));
  EXPECT_LT(made, sent / 4);
}

TEST_F(Crowd, is_read_no_words_that_were_taken_back_before_it_asked) {
  Line hamlet(seat("hamlet"));
  const std::string position = hamlet.call("subscribe", {{"topicId", topic_}})["position"]["token"];
  const auto ids = write_many(hamlet, 40, "Regretted.");
  Line first(seat("ophelia"));
  Line second(seat("ophelia"));
  const auto reads = [&](Line& line) {
    line.call("subscribe", {{"topicId", topic_}, {"since", {{"token", position}}}});
    std::string words;
    for (const auto& update : line.take_updates()) words += update.dump();
    return words.find("Regretted.") != std::string::npos;
  };
  ASSERT_TRUE(reads(first));
  for (const auto& id : ids) hamlet.call("deletePost", {{"commandId", command_id()}, {"postId", id}});
  EXPECT_FALSE(reads(second));
}

TEST_F(Crowd, by_token_costs_no_password_hash) {
  // A hash of a password is meant to cost the better part of a tenth of a second.
  constexpr int people = 150;
  Line warm(seat("iago"));
  const auto before = server_cpu_seconds();
  std::vector<std::unique_ptr<Line>> crowd;
  for (int i = 0; i < people; ++i) crowd.push_back(std::make_unique<Line>(seat("ophelia")));
  const auto each_ms = (server_cpu_seconds() - before) * 1000 / people;
  std::cout << "a line by token costs the server " << each_ms << " ms\n";
  EXPECT_LT(each_ms, 25);
}

TEST_F(Crowd, of_streams_on_one_line_is_read_in_turn) {
  const auto other_topic = server_.open_topic("On madness");
  Line hamlet(seat("hamlet"));
  std::map<std::string, std::string> positions;
  for (const auto& topic : {topic_, other_topic})
    positions[topic] = hamlet.call("subscribe", {{"topicId", topic}})["position"]["token"];
  const std::string words(20'000, 'w');
  const auto one = write_many(hamlet, 150, words);
  const auto opened =
      hamlet.call("openThread",
                  {{"commandId", command_id()}, {"topicId", other_topic}, {"title", "Method"}, {"source", "Though."}});
  thread_ = opened["threadId"];
  const auto other = write_many(hamlet, 150, words);

  RawWebSocket slow(seat("ophelia").port(), 4'096);
  ASSERT_TRUE(slow.open(
      "/v1/live", "Sec-WebSocket-Protocol: plenum.v1.json\r\nAuthorization: Bearer " + tokens_["ophelia"] + "\r\n"));
  slow.send_text(R"({"request":1,"hello":{}})");
  // Both wishes in one piece: between two sends the kernel alone could take in the whole of the first topic.
  std::string wishes;
  for (const auto& topic : {topic_, other_topic}) {
    const Json subscribe{{"topicId", topic}, {"since", {{"token", positions[topic]}}}};
    wishes += encode({.opcode = op_text, .payload = Json{{"request", 2}, {"subscribe", subscribe}}.dump()});
  }
  slow.socket.write(wishes);
  // What is counted begins when both run.
  std::map<std::string, int> got;
  bool both_run = false;
  while (!both_run || (got[topic_] < 60 && got[other_topic] < 60)) {
    const auto frame = slow.receive();
    ASSERT_TRUE(frame) << slow.fault;
    if (frame->opcode != op_text) continue;
    const auto json = Json::parse(frame->payload);
    if (!json.contains("updates") || !json["updates"].contains("updates")) continue;
    for (const auto& update : json["updates"]["updates"]) {
      if (update.contains("post")) ++got[update["post"]["topicId"]];
    }
    if (!both_run && got[topic_] > 0 && got[other_topic] > 0) {
      both_run = true;
      got.clear();
    }
  }
  std::cout << got[topic_] << " posts of one topic, " << got[other_topic] << " of the other\n";
  EXPECT_GE(std::min(got[topic_], got[other_topic]), 40);
}

}  // namespace
}  // namespace plenum::test
