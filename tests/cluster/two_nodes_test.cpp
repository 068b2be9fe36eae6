#include <cstdio>
#include <memory>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "clients/cli/line/failed.h"
#include "clients/cli/line/live_line.h"
#include "clients/cli/line/member_line.h"
#include "proto/admin.pb.h"
#include "tests/support/redis/redis_server.h"
#include "tests/support/server/running_server.h"

namespace plenum::test {
namespace {

using testing::eventually;
using testing::RedisServer;

std::string settings_of(const RedisServer& redis, bool founds) {
  return "[log]\nredis = \"" + redis.url() + "\"\nprefix = \"elsinore\"\nfounds = " + (founds ? "true" : "false") +
         "\n";
}

/// What a program of ours says, on both its outputs.
std::string said_by(const std::string& program, const std::string& words) {
  const auto command = RunningServer::program(program).string() + " " + words + " 2>&1 </dev/null";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
  std::string said;
  for (int c = std::fgetc(pipe.get()); c != EOF; c = std::fgetc(pipe.get())) said += static_cast<char>(c);
  return said;
}

/// What `plenumctl verify` finds in a directory that no server holds.
nlohmann::json verify(const std::filesystem::path& data) {
  return nlohmann::json::parse(said_by("plenumctl", "--data " + data.string() + " verify --json"), nullptr, false);
}

/// Hamlet's server founds the community; Horatio's learns it. Each has a member of its own.
class TwoNodes : public ::testing::Test {
protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(hamlet_.start());
    ASSERT_NO_FATAL_FAILURE(horatio_.start());
    token_ = hamlet_.add_member("hamlet", v1::MEMBER);
    topic_ = std::stoull(hamlet_.open_topic("The reading room"));
    ASSERT_TRUE(eventually([this] { return tail_of(horatio_) == tail_of(hamlet_); }));
    v1::OpenThreadRequest request;
    request.set_topic_id(topic_);
    request.set_title("On being");
    request.set_source("Or not?");
    thread_ = line(hamlet_).command<v1::OpenThreadReply>("OpenThread", request).thread_id();
  }
  cli::MemberLine line(const RunningServer& server) { return {cli::Address::of_url(server.url()), token_}; }
  static v1::StatusReply status_of(RunningServer& server) {
    return server.operate<v1::StatusReply>("Status", v1::StatusRequest());
  }
  static std::uint64_t tail_of(RunningServer& server) { return status_of(server).tail(); }
  static bool takes_writes(RunningServer& server) { return status_of(server).takes_writes(); }
  v1::WritePostRequest post(const std::string& words) const {
    v1::WritePostRequest request;
    request.set_command_id(cli::new_command_id());
    request.set_thread_id(thread_);
    request.set_source(words);
    return request;
  }
  /// Empty: accepted.
  std::string write(const RunningServer& server, const v1::WritePostRequest& request) {
    try {
      line(server).call<v1::WritePostReply>("WritePost", request);
      return {};
    } catch (const cli::Failed& failed) {
      return std::string("refused: ") + failed.what();
    }
  }
  bool writes_in_the_end(const RunningServer& server, const v1::WritePostRequest& request) {
    return eventually([&] { return write(server, request).empty(); });
  }
  std::vector<std::string> words_on(const RunningServer& server) {
    v1::ReadThreadRequest request;
    request.set_thread_id(thread_);
    request.set_from_start(true);
    request.set_limit(100);
    std::vector<std::string> words;
    const auto reply = line(server).call<v1::ReadThreadReply>("ReadThread", request);
    for (const auto& one : reply.posts()) words.push_back(one.source());
    return words;
  }
  void both_show(const std::vector<std::string>& words) {
    for (auto* server : {&hamlet_, &horatio_}) {
      EXPECT_TRUE(eventually([&] { return words_on(*server) == words; }))
          << ::testing::PrintToString(words_on(*server));
    }
  }
  void both_keep_the_same() {
    ASSERT_TRUE(eventually([this] { return tail_of(horatio_) == tail_of(hamlet_); }));
    EXPECT_EQ(hamlet_.stop(), 0);
    EXPECT_EQ(horatio_.stop(), 0);
    const auto one = verify(hamlet_.data());
    const auto other = verify(horatio_.data());
    ASSERT_TRUE(one.contains("state_digest")) << one;
    EXPECT_EQ(one["state_digest"], other["state_digest"]);
  }

  RedisServer redis_;
  RunningServer hamlet_{settings_of(redis_, true)};
  RunningServer horatio_{settings_of(redis_, false)};
  std::string token_;
  std::uint64_t topic_ = 0;
  std::uint64_t thread_ = 0;
};

/// Reads a live line until these words come; how long they took cannot be more than the patience.
bool comes_live(cli::LiveLine& live, const std::string& words) {
  v1::ServerFrame frame;
  return eventually([&] {
    if (live.receive(frame, std::chrono::milliseconds(100)) != cli::LiveLine::Got::frame) return false;
    for (const auto& update : frame.updates().updates()) {
      if (update.post().source() == words) return true;
    }
    return false;
  });
}

TEST_F(TwoNodes, what_is_posted_on_one_arrives_live_on_the_other) {
  cli::LiveLine live(cli::Address::of_url(horatio_.url()), token_);
  v1::ClientFrame subscribe;
  subscribe.set_request(1);
  subscribe.mutable_subscribe()->set_topic_id(topic_);
  ASSERT_TRUE(live.send(subscribe));
  v1::ServerFrame frame;
  ASSERT_TRUE(eventually([&] {
    return live.receive(frame, std::chrono::milliseconds(100)) == cli::LiveLine::Got::frame &&
           frame.reply().has_subscribe();
  }));
  EXPECT_EQ(write(hamlet_, post("Who's there?")), "");
  EXPECT_TRUE(comes_live(live, "Who's there?"));
  EXPECT_EQ(write(horatio_, post("Friends to this ground.")), "");
  EXPECT_TRUE(comes_live(live, "Friends to this ground."));
  both_show({"Or not?", "Who's there?", "Friends to this ground."});
  both_keep_the_same();
}

TEST_F(TwoNodes, without_redis_reads_go_on_and_writes_wait_until_it_is_back) {
  redis_.kill();
  ASSERT_TRUE(eventually([this] { return !takes_writes(hamlet_) && !takes_writes(horatio_); }));
  EXPECT_FALSE(status_of(hamlet_).halted_because().empty());
  const auto waits = post("I'll wait.");
  EXPECT_NE(write(hamlet_, waits), "");
  EXPECT_EQ(words_on(hamlet_), std::vector<std::string>{"Or not?"});
  EXPECT_EQ(words_on(horatio_), std::vector<std::string>{"Or not?"});
  redis_.start();
  EXPECT_TRUE(writes_in_the_end(hamlet_, waits));
  EXPECT_TRUE(writes_in_the_end(horatio_, waits)) << "the same wish, asked of the other";
  both_show({"Or not?", "I'll wait."});
  both_keep_the_same();
}

TEST_F(TwoNodes, a_redis_that_forgot_all_is_taught_and_a_node_that_was_away_learns) {
  horatio_.kill();
  EXPECT_EQ(write(hamlet_, post("Alone.")), "");
  redis_.command({"FLUSHALL"});
  ASSERT_NO_FATAL_FAILURE(horatio_.start());
  EXPECT_TRUE(writes_in_the_end(horatio_, post("Back.")));
  both_show({"Or not?", "Alone.", "Back."});
  both_keep_the_same();
}

TEST_F(TwoNodes, a_directory_of_several_is_not_written_to_alone) {
  EXPECT_EQ(hamlet_.stop(), 0);
  const auto data = "--data " + hamlet_.data().string();
  EXPECT_NE(said_by("plenumd", data + " --listen 127.0.0.1:0").find("belongs to a node of several"), std::string::npos);
  const auto said = said_by("plenumctl", data + " topics open Closet --problem x");
  EXPECT_EQ(verify(hamlet_.data())["topics"], 1) << said;
}

}  // namespace
}  // namespace plenum::test
