// What a signal asks of a real server: to end without losing anything or anybody, and to read its settings again.
#include <fstream>

#include <gtest/gtest.h>
#include <signal.h>

#include "clients/cli/line/failed.h"
#include "clients/cli/line/live_line.h"
#include "clients/cli/line/member_line.h"
#include "proto/identity.pb.h"
#include "tests/support/redis/redis_server.h"
#include "tests/support/server/running_server.h"

namespace plenum::test {
namespace {

using testing::eventually;
using testing::free_port;

cli::HttpAnswer ask(std::uint16_t port, const std::string& path) {
  cli::HttpClient http(cli::Address::of_url("http://127.0.0.1:" + std::to_string(port)), std::chrono::seconds(30));
  return http.post(path, {}, "");
}

bool says(std::uint16_t port, unsigned status, const std::string& words) {
  const auto answer = ask(port, "/readyz");
  return answer.status == status && answer.body.find(words) != std::string::npos;
}

v1::ClientFrame post(std::uint32_t request, std::uint64_t thread) {
  v1::ClientFrame frame;
  frame.set_request(request);
  auto& wish = *frame.mutable_write_post();
  wish.set_command_id(cli::new_command_id());
  wish.set_thread_id(thread);
  wish.set_source("Words " + std::to_string(request));
  return frame;
}

std::uint64_t open_thread(RunningServer& server, cli::MemberLine& member, const std::string& source) {
  v1::OpenThreadRequest open;
  open.set_topic_id(std::stoull(server.open_topic("On being")));
  open.set_title("Or not?");
  open.set_source(source);
  return member.command<v1::OpenThreadReply>("OpenThread", open).thread_id();
}

/// What is there after a new start.
v1::ReadThreadReply read_again(RunningServer& server, const std::string& token, std::uint64_t thread) {
  cli::MemberLine again(cli::Address::of_url(server.url()), token);
  v1::ReadThreadRequest read;
  read.set_thread_id(thread);
  read.set_from_start(true);
  read.set_limit(200);
  return again.call<v1::ReadThreadReply>("ReadThread", read);
}

/// Reads to the end: the requests that were answered with a post.
std::vector<std::uint32_t> answered_until_the_end(cli::LiveLine& line) {
  std::vector<std::uint32_t> answered;
  v1::ServerFrame frame;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  for (auto got = cli::LiveLine::Got::nothing; got != cli::LiveLine::Got::lost;) {
    got = line.receive(frame, std::chrono::milliseconds(500));
    if (got == cli::LiveLine::Got::frame && frame.has_reply() && frame.reply().has_write_post())
      answered.push_back(frame.reply().request());
    if (std::chrono::steady_clock::now() > end) break;
  }
  return answered;
}

TEST(Sigterm, is_told_to_machines_at_once_answers_what_was_asked_and_tells_everybody_to_come_back) {
  const auto port = free_port();
  RunningServer server("commands_per_10_s = 1000000\nadmin_listen = \"127.0.0.1:" + std::to_string(port) + "\"\n");
  ASSERT_NO_FATAL_FAILURE(server.start());
  const auto address = cli::Address::of_url(server.url());
  const auto token = server.add_member("hamlet", v1::ADMIN);
  cli::MemberLine member(address, token);
  const auto thread = open_thread(server, member, "To be.");
  EXPECT_TRUE(says(port, 200, "takes writes"));

  std::vector<cli::LiveLine> lines;
  for (int i = 0; i < 20; ++i) lines.emplace_back(address, token);
  constexpr std::uint32_t posts = 60;
  for (std::uint32_t i = 1; i <= posts; ++i) ASSERT_TRUE(lines.front().send(post(i, thread)));
  v1::ServerFrame first;
  while (lines.front().receive(first, std::chrono::seconds(60)) == cli::LiveLine::Got::frame && !first.has_reply()) {
  }
  ::kill(server.pid(), SIGTERM);

  // Most lines have not read their Close yet, so that it is still ending.
  EXPECT_TRUE(eventually([&] { return says(port, 503, "It is ending."); }));
  EXPECT_THROW(cli::LiveLine(address, token), cli::Failed) << "nobody new is taken";
  auto answered = answered_until_the_end(lines.front());
  for (auto& line : lines) {
    answered_until_the_end(line);
    EXPECT_EQ(line.close_code(), v1::CLOSE_GOING_AWAY);
    EXPECT_EQ(line.close_reason(), "The server restarts. Come back in 2 s.");
  }
  EXPECT_EQ(server.stop(), 0) << "the second signal does not cut it off";

  ASSERT_NO_FATAL_FAILURE(server.start());
  const auto page = read_again(server, token, thread);
  // What was answered is there; and what is there was answered: nothing was taken and then left without a word.
  EXPECT_EQ(static_cast<std::size_t>(page.posts_size()), answered.size() + 2)
      << "the thread's first and the first reply";
  for (int i = 1; i < page.posts_size(); ++i) EXPECT_EQ(page.posts(i).source(), "Words " + std::to_string(i));
}

TEST(Sigterm, a_second_one_tells_everybody_at_once_waits_for_nobody_and_loses_nothing) {
  const auto port = free_port();
  RunningServer server("admin_listen = \"127.0.0.1:" + std::to_string(port) + "\"\n");
  ASSERT_NO_FATAL_FAILURE(server.start());
  const auto address = cli::Address::of_url(server.url());
  const auto token = server.add_member("hamlet", v1::ADMIN);
  cli::MemberLine member(address, token);
  std::vector<cli::LiveLine> lines;  // that read nothing, so that the farewell takes as long as it may
  for (int i = 0; i < 50; ++i) lines.emplace_back(address, token);
  const auto thread = open_thread(server, member, "Answered, and then the end.");
  ::kill(server.pid(), SIGTERM);
  EXPECT_TRUE(eventually([&] { return says(port, 503, "It is ending."); }));
  EXPECT_EQ(server.stop(), 0) << "the second";
  EXPECT_NE(server.errors().find("A second signal"), std::string::npos) << server.errors();
  for (auto& line : lines) {
    answered_until_the_end(line);
    EXPECT_EQ(line.close_code(), v1::CLOSE_GOING_AWAY);
  }

  ASSERT_NO_FATAL_FAILURE(server.start());
  const auto page = read_again(server, token, thread);
  ASSERT_EQ(page.posts_size(), 1);
  EXPECT_EQ(page.posts(0).source(), "Answered, and then the end.");
}

// As a supervisor that has lost its patience sends them, to the very last moment of the process.
TEST(Sigterm, however_many_come_it_ends_as_one_that_was_asked_to) {
  RunningServer server;
  for (int i = 0; i < 5; ++i) {
    ASSERT_NO_FATAL_FAILURE(server.start());
    while (server.is_running()) {
      for (const int signal : {SIGTERM, SIGINT, SIGHUP}) ::kill(server.pid(), signal);
    }
    EXPECT_EQ(server.stop(), 0);
  }
}

class Settings {
public:
  explicit Settings(const RunningServer& server) : file_(server.data().parent_path() / "plenumd.toml") {}
  void become(const std::string& lines) const { std::ofstream(file_, std::ios::trunc) << lines; }

private:
  std::filesystem::path file_;
};

bool sign_up_is_open(const RunningServer& server) {
  cli::HttpClient http(cli::Address::of_url(server.url()), std::chrono::seconds(30));
  v1::GetDoorReply door;
  return cli::call(http, "plenum.v1.IdentityService", "GetDoor", v1::GetDoorRequest(), door) && door.sign_up_open();
}

TEST(Sighup, takes_over_what_may_change_says_what_needs_a_restart_and_keeps_to_the_old_where_the_file_is_wrong) {
  RunningServer server("sign_up_open = false\n");
  ASSERT_NO_FATAL_FAILURE(server.start());
  const Settings settings(server);
  EXPECT_FALSE(sign_up_is_open(server));

  settings.become("sign_up_open = true\n");
  ::kill(server.pid(), SIGHUP);
  EXPECT_TRUE(eventually([&] { return sign_up_is_open(server); }));
  EXPECT_EQ(server.errors().find("restart"), std::string::npos) << server.errors();

  settings.become("sign_up_open = true\nconnections_max = 100\n");
  ::kill(server.pid(), SIGHUP);
  EXPECT_TRUE(eventually([&] { return server.errors().find("need a restart") != std::string::npos; }));

  settings.become("sign_up_opne = false\n");
  ::kill(server.pid(), SIGHUP);
  EXPECT_TRUE(eventually([&] { return server.errors().find("stay as they were") != std::string::npos; }));
  EXPECT_TRUE(sign_up_is_open(server));
}

}  // namespace
}  // namespace plenum::test
