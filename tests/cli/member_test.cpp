#include <fstream>
#include <thread>

#include <sys/stat.h>

#include "tests/cli/relay.h"
#include "tests/cli/shell.h"
#include "tests/support/server/running_server.h"

namespace plenum::test {

namespace {

/// A member with a terminal: signed in by a token, in a community with one topic.
class Terminal : public Shell {
protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(server_.start());
    token_ = server_.add_member("hamlet", v1::MEMBER);
    server_.open_topic("Cases");
    const auto ran = run("plenum", {"sign-in", server_.url(), "--token", "-"}, token_ + "\n");
    ASSERT_EQ(ran.exit, 0) << ran.err;
  }
  nlohmann::json json(Words words, const std::string& input = "") {
    words.push_back("--json");
    const auto ran = run("plenum", words, input);
    EXPECT_EQ(ran.exit, 0) << ran.err;
    return ran.json();
  }
  std::string open_thread(const std::string& title) {
    return json({"open", "cas", title, "The **first** post."})["thread_id"].get<std::string>();
  }
  std::filesystem::path session() const { return folder() / ".config" / "plenum" / "session"; }

  RunningServer server_;
  std::string token_;
};

TEST_F(Terminal, KeepsTheSessionForItsOwnerAlone) {
  struct stat status{};
  ASSERT_EQ(::stat(session().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  EXPECT_EQ(json({"whoami"})["handle"], "hamlet");
  ::chmod(session().c_str(), 0644);
  expect_refusal(run("plenum", {"topics"}), 1, "Others may read");
}

TEST_F(Terminal, SignsInByPasswordAndOut) {
  run("plenumctl", {"--data", server_.data().string(), "users", "add", "ophelia", "--password-file", "-"},
      "get thee to a nunnery\n");
  const auto in = run("plenum", {"sign-in", server_.url()}, "ophelia\nget thee to a nunnery\n");
  EXPECT_EQ(in.exit, 0) << in.err;
  EXPECT_EQ(json({"whoami"})["handle"], "ophelia");
  std::ifstream file(session());
  const std::string kept{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(kept.find("nunnery"), std::string::npos);
  EXPECT_EQ(run("plenum", {"sign-out"}).exit, 0);
  expect_refusal(run("plenum", {"topics"}), 1, "You are not signed in");
  expect_refusal(run("plenum", {"sign-in", server_.url(), "--handle", "ophelia"}, "wrong\n"), 1, "password is wrong");
}

TEST_F(Terminal, OpensPostsAndReads) {
  const auto thread = open_thread("Potassium 7.4");
  const auto first = json({"read", thread});
  EXPECT_EQ(first["title"], "Potassium 7.4");
  ASSERT_EQ(first["page"].size(), 1u);
  const auto answered =
      json({"post", thread, "--reply-to", first["page"][0]["id"].get<std::string>()}, "Ring\nthem.\n");
  const auto page = json({"read", thread, "--last", "1"})["page"];
  ASSERT_EQ(page.size(), 1u);
  EXPECT_EQ(page[0]["id"], answered["post_id"]);
  EXPECT_EQ(page[0]["source"], "Ring\nthem.");
  EXPECT_EQ(page[0]["reply_to"], first["page"][0]["id"]);
  EXPECT_EQ(json({"topics"})["topics"][0]["posts"], 2);
  EXPECT_EQ(json({"threads", "Cases"})["threads"][0]["id"], thread);
  const auto text = run("plenum", {"read", thread});
  EXPECT_NE(text.out.find("hamlet"), std::string::npos);
  EXPECT_NE(run("plenum", {"topics"}).out.find("Cases"), std::string::npos);
  EXPECT_NE(run("plenum", {"threads", "Cases"}).out.find("Potassium 7.4"), std::string::npos);
}

TEST_F(Terminal, ShowsNoControlCharactersOfOthers) {
  const auto thread = open_thread("Potassium");
  run("plenum", {"post", thread, "-"}, "red \x1b[31m title \x1b]0;x\x07");
  const auto text = run("plenum", {"read", thread});
  EXPECT_NE(text.out.find("red"), std::string::npos);
  EXPECT_EQ(text.out.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.out.find('\x07'), std::string::npos);
}

TEST_F(Terminal, FollowsAndMissesNothingWhenTheLineIsLost) {
  const auto thread = open_thread("Potassium");
  const auto topic = json({"topics"})["topics"][0]["id"].get<std::string>();
  Relay relay(static_cast<std::uint16_t>(std::stoi(server_.url().substr(server_.url().rfind(':') + 1))));
  ASSERT_EQ(run("plenum", {"sign-in", relay.url(), "--token", "-"}, token_ + "\n").exit, 0);
  Background follow(folder(), "plenum", {"follow", topic});
  ASSERT_TRUE(follow.says("Following.")) << follow.said();
  ASSERT_EQ(run("plenum", {"sign-in", server_.url(), "--token", "-"}, token_ + "\n").exit, 0);
  json({"post", thread, "before the fall"});
  ASSERT_TRUE(follow.says("before the fall")) << follow.said();
  relay.cut();
  ASSERT_TRUE(follow.says("The line is lost")) << follow.said();
  json({"post", thread, "while nobody heard"});
  relay.mend();
  ASSERT_TRUE(follow.says("while nobody heard")) << follow.said();
  json({"post", thread, "and after it"});
  ASSERT_TRUE(follow.says("and after it")) << follow.said();
  EXPECT_EQ(follow.said().find("before the fall"), follow.said().rfind("before the fall")) << "told twice";
  EXPECT_EQ(follow.said().find("could not be recovered"), std::string::npos);
  EXPECT_EQ(follow.interrupt(), 0);
}

TEST_F(Terminal, PostsOnceThoughTheLineBreaks) {
  const auto thread = open_thread("Potassium");
  Relay relay(static_cast<std::uint16_t>(std::stoi(server_.url().substr(server_.url().rfind(':') + 1))));
  ASSERT_EQ(run("plenum", {"sign-in", relay.url(), "--token", "-"}, token_ + "\n").exit, 0);
  relay.cut();
  std::thread mending([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(700));
    relay.mend();
  });
  const auto ran = run("plenum", {"post", thread, "only once"});
  mending.join();
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(json({"read", thread})["page"].size(), 2u);
}

TEST_F(Terminal, FollowsOneThreadAsJson) {
  const auto thread = open_thread("Potassium");
  const auto other = open_thread("Sodium");
  Background follow(folder(), "plenum", {"follow", thread, "--json"});
  ASSERT_TRUE(follow.says("Following.")) << follow.said();
  json({"post", other, "elsewhere"});
  json({"post", thread, "in here"});
  ASSERT_TRUE(follow.says("in here")) << follow.said();
  EXPECT_EQ(follow.said().find("elsewhere"), std::string::npos);
  EXPECT_EQ(follow.interrupt(), 0);
}

TEST_F(Terminal, SaysWhatIsWrong) {
  expect_refusal(run("plenum", {"threads", "Nowhere"}), 1, "no topic 'Nowhere'");
  expect_refusal(run("plenum", {"read", "here"}), 2, "no thread's id");
  expect_refusal(run("plenum", {"read", "4711"}), 1, "nothing here");
  expect_refusal(run("plenum", {"post", "4711", "x"}), 1, "nothing here");
  expect_refusal(run("plenum", {"post", "4711"}, ""), 1, "nothing to post");
  expect_refusal(run("plenum", {"post", "4711", "x", "--reply-to", "that"}), 2, "a post's id");
  expect_refusal(run("plenum", {"open", "Cases", " ", "x"}), 1, "Give it a title.");
  expect_refusal(run("plenum", {"follow", "Nowhere"}), 1, "no topic");
  expect_refusal(run("plenum", {"sign-in", server_.url(), "--token", "plm_t_no"}), 1, "Sign in first.");
  expect_refusal(run("plenum", {"sign-in", "https://example.org"}), 2, "does not speak TLS");
  expect_refusal(run("plenum", {"sign-in", "http://127.0.0.1:1", "--token", "x"}), 3, "No server answers");
  for (const Words& words : {Words{},
                             {"sign-in"},
                             {"threads"},
                             {"read"},
                             {"post"},
                             {"open", "Cases"},
                             {"follow"},
                             {"read", "1", "--last", "0"},
                             {"shout"}}) {
    EXPECT_EQ(run("plenum", words).exit, 2) << ::testing::PrintToString(words);
  }
}

TEST_F(Terminal, SaysThatTheServerIsGone) {
  server_.kill();
  expect_refusal(run("plenum", {"topics"}), 3, "No server answers");
}

}  // namespace

}  // namespace plenum::test
