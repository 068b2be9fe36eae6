#include <chrono>
#include <sstream>

#include "tests/cli/shell.h"
#include "tests/support/server/running_server.h"

namespace plenum::test {

namespace {

const std::string demo = std::string(PLENUM_SOURCE) + "/deploy/demo";

constexpr const char* community = R"({"name": "Elsinore", "about": "A castle.",
  "members": [
    {"handle": "hamlet", "specialty": "Doubt", "region": "Nordics", "role": "member"},
    {"handle": "polonius", "specialty": "Counsel", "region": "Nordics", "role": "moderator",
     "representative_of": "Arras & Sons"}],
  "topics": [{"slug": "ramparts", "title": "Ramparts", "problem": "Who is there?"}]})";

constexpr const char* ramparts = R"({"slug": "ramparts", "threads": [{"title": "Who is there?", "posts": [
  {"by": "hamlet", "minutes_ago": 60, "reply_to": null, "body": "Ask @polonius.",
   "reactions": [{"emoji": "👀", "by": ["polonius"]}], "edited": {"minutes_ago": 30, "before": "Nobody."}},
  {"by": "polonius", "minutes_ago": 50, "reply_to": 0, "body": "Brevity.", "reactions": [], "deleted": true}]}]})";

constexpr const char* conversation = R"({"conversations": [{"thread": "Who is there?", "start_seconds": 0, "lines": [
  {"by": "hamlet", "after_seconds": 0, "typing_seconds": 0, "body": "Words, @polonius, words."},
  {"by": "polonius", "after_seconds": 0, "typing_seconds": 1, "body": "What is the matter, my lord?",
   "reply_to_previous": true, "reaction_to_previous": "👀"}]}]})";

class Demo : public Shell {
protected:
  Demo() {
    write("demo/community.json", community);
    write("demo/topics/ramparts.json", ramparts);
    write("demo/conversation.json", conversation);
  }
  std::string file(const std::string& name) const { return (folder() / "demo" / name).string(); }
  std::vector<nlohmann::json> posts() {
    std::vector<nlohmann::json> found;
    std::istringstream in(ctl({"export"}).out);
    for (std::string line; std::getline(in, line);) {
      auto json = nlohmann::json::parse(line);
      if (json["kind"] == "post") found.push_back(std::move(json));
    }
    return found;
  }
};

TEST_F(Demo, IsSetDownWithItsTimesEditsMentionsAndDeletions) {
  const auto added = ctl_json({"seed", file(""), "--password", "the rest is silence"});
  EXPECT_EQ(added["members"], 2);
  EXPECT_EQ(added["topics"], 1);
  EXPECT_EQ(added["threads"], 1);
  EXPECT_EQ(added["posts"], 2);
  EXPECT_EQ(added["reactions"], 1);
  const auto found = posts();
  ASSERT_EQ(found.size(), 2u);
  const auto& first = found[0];
  const auto polonius = found[1]["author"].get<std::string>();
  EXPECT_EQ(first["source"], "Ask [@polonius](member:" + polonius + ").");
  EXPECT_EQ(first["mentions"][0], polonius);
  EXPECT_EQ(first["earlier"][0]["source"], "Nobody.");
  EXPECT_EQ(first["reactions"][0]["by"][0], polonius);
  EXPECT_EQ(first["edited_at_ms"].get<std::int64_t>() - first["written_at_ms"].get<std::int64_t>(), 30 * 60'000);
  EXPECT_EQ(found[1]["reply_to"], first["id"]);
  EXPECT_TRUE(found[1]["deleted"]);
  EXPECT_EQ(found[1]["deleted_by"], polonius);
}

TEST_F(Demo, ASecondSeedAddsNothing) {
  ctl_json({"seed", file("")});
  const auto before = digest();
  const auto again = ctl_json({"seed", file("")});
  EXPECT_EQ(again["members"], 0);
  EXPECT_EQ(again["posts"], 0);
  EXPECT_EQ(digest(), before);
}

TEST_F(Demo, OfAnotherShapeIsRefusedBeforeAnythingIsWritten) {
  write("demo/topics/ramparts.json", "{\"slug\": 7");
  expect_refusal(ctl({"seed", file("")}), 1, "is not JSON");
  write("demo/community.json", "{\"topics\": [{}]}");
  expect_refusal(ctl({"seed", file("")}), 1, "deploy/demo/README.md");
  expect_refusal(ctl({"seed", "/no/such/folder"}), 1, "cannot be read");
  EXPECT_FALSE(std::filesystem::exists(data()));
}

TEST_F(Demo, OfTheProjectIsWhole) {
  const auto added = ctl_json({"seed", demo});
  EXPECT_EQ(added["refused"].size(), 0u);
  EXPECT_EQ(added["topics"], 6);
  EXPECT_GE(added["threads"].get<int>(), 60);
  EXPECT_TRUE(ctl_json({"verify"})["sound"]);
}

TEST_F(Demo, TalksWhileTheServerRuns) {
  RunningServer server;
  ASSERT_NO_FATAL_FAILURE(server.start());
  const Words at = {"--data", server.data().string()};
  const auto on_server = [&](Words words) {
    words.insert(words.begin(), at.begin(), at.end());
    return run("plenumctl", words);
  };
  ASSERT_EQ(on_server({"seed", file("")}).exit, 0);
  const auto talk_until = [&](const std::string& words) {
    Background talk(folder(), "plenumctl", {"--data", server.data().string(), "talk", file("conversation.json")});
    ASSERT_TRUE(talk.says("2 members are talking")) << talk.said();
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (on_server({"export"}).out.find(words) == std::string::npos) {
      ASSERT_LT(std::chrono::steady_clock::now(), deadline) << talk.said();
    }
    EXPECT_EQ(talk.interrupt(), 0) << talk.said();
  };
  talk_until("What is the matter, my lord?");
  EXPECT_NE(on_server({"export"}).out.find("Words, [@polonius](member:"), std::string::npos);

  // Another talk takes up where the first ended.
  std::string longer = conversation;
  longer.replace(longer.rfind("]}]}"), 4, R"(,
  {"by": "hamlet", "after_seconds": 0, "typing_seconds": 0, "body": "Between who?"}]}]})");
  write("demo/conversation.json", longer);
  talk_until("Between who?");
  const auto verified = nlohmann::json::parse(on_server({"verify", "--json"}).out);
  EXPECT_EQ(verified["posts"], 2 + 3);
  EXPECT_TRUE(verified["sound"]);
}

TEST_F(Demo, DoesNotTalkWhereItCannot) {
  ctl_json({"seed", file("")});
  expect_refusal(ctl({"talk", file("conversation.json")}), 3, "start plenumd first");
  expect_refusal(run("plenumctl", {"talk", file("conversation.json"), "--password", "x", "--url", "ftp://x"}), 2,
                 "is not an address");
  expect_refusal(
      run("plenumctl", {"talk", file("conversation.json"), "--password", "x", "--url", "http://127.0.0.1:1"}), 3,
      "No server answers");
  expect_refusal(ctl({"talk", "/no/such/file"}), 1, "cannot be read");
}

}  // namespace

}  // namespace plenum::test
