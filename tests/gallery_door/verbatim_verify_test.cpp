// `plenumctl verbatim verify`: a file of extracts, one byte of which somebody changed, and the server that handed them
// out.
#include <fstream>

#include "proto/admin.pb.h"
#include "tests/gallery_door/running_house.h"
#include "tests/program/spoken.h"

namespace plenum::test {
namespace {

/// A server on which two members wrote and a company took both posts.
class VerbatimVerify : public ::testing::Test {
protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(house_.start());
    house_.opens(house_.server.add_member("hamlet", v1::MEMBER), "To be, or not.");
    ophelia_ = house_.server.add_member("ophelia", v1::MEMBER);
    post_ = house_.opens(ophelia_, "My lord?").value("postId", "");
    const auto topic = house_.topic_of_company();
    Json wanted = Json::array();
    const auto feed = house_.observer("ReadFeed", {{"topic", topic}});
    for (const auto& update : feed.value("updates", Json::array())) {
      if (update.contains("post")) wanted.push_back({{"topic", topic}, {"post", update["post"]["id"]}});
    }
    extracts_ = house_.subscriber("TakeExtracts", {{"wanted", wanted}});
    ASSERT_EQ(extracts_["extracts"].size(), 2u) << extracts_;
  }

  Spoken verifies(const Json& extracts, bool at_server, std::vector<std::string> more = {}) {
    const auto file = house_.server.data().parent_path() / "extracts.json";
    std::ofstream(file) << extracts.dump();
    std::vector<std::string> words;
    if (at_server) words = {"--data", house_.server.data()};
    words.insert(words.end(), {"verbatim", "verify", file});
    words.insert(words.end(), more.begin(), more.end());
    return run("plenumctl", words);
  }

  RunningHouse house_;
  Json extracts_;
  std::string ophelia_;
  std::string post_;
};

TEST_F(VerbatimVerify, finds_what_was_handed_out_sound_by_itself_and_at_the_server) {
  const auto alone = verifies(extracts_, false);
  EXPECT_EQ(alone.code, 0) << alone.err;
  EXPECT_NE(alone.out.find("fit"), std::string::npos) << alone.out;
  const auto here = verifies(extracts_, true);
  EXPECT_EQ(here.code, 0) << here.err;
  EXPECT_NE(here.out.find("stands"), std::string::npos) << here.out;
}

TEST_F(VerbatimVerify, says_which_extract_one_byte_was_changed_in) {
  auto altered = extracts_;
  altered["extracts"][1]["text"] = "My Lord?";
  const auto found = verifies(altered, false);
  EXPECT_EQ(found.code, 1);
  EXPECT_NE(found.err.find("Extract 2 does not fit: what it says is not what was taken."), std::string::npos)
      << found.err;
}

TEST_F(VerbatimVerify, finds_each_field_that_was_changed) {
  for (const auto* field : {"company", "topic", "pseudonym", "text", "scope"}) {
    auto altered = extracts_;
    altered["extracts"][0][field] = altered["extracts"][0].value(field, "") + ".";
    EXPECT_EQ(verifies(altered, false).code, 1) << field;
  }
  for (const auto* field : {"number", "takenAtMs", "untilMs", "writtenAtMs"}) {
    auto altered = extracts_;
    altered["extracts"][0][field] = "77";
    EXPECT_EQ(verifies(altered, false).code, 1) << field;
  }
  for (const auto* field : {"id", "post", "salt", "digest", "before", "hash"}) {
    auto altered = extracts_;
    altered["extracts"][1][field] = altered["extracts"][0][field == std::string("before") ? "digest" : field];
    EXPECT_EQ(verifies(altered, false).code, 1) << field;
  }
}

TEST_F(VerbatimVerify, knows_one_that_was_never_taken_here) {
  RunningServer other;
  ASSERT_NO_FATAL_FAILURE(other.start());
  const auto file = house_.server.data().parent_path() / "extracts.json";
  std::ofstream(file) << extracts_.dump();
  const auto found = run("plenumctl", {"--data", other.data(), "verbatim", "verify", file});
  EXPECT_EQ(found.code, 1);
  EXPECT_NE(found.err.find("Extract 1 does not fit: it was never taken here."), std::string::npos) << found.err;
}

TEST_F(VerbatimVerify, tells_what_became_of_the_words) {
  ASSERT_FALSE(post_.empty());
  house_.member(ophelia_, "MemberService/WithdrawPost", {{"commandId", ""}, {"postId", post_}});
  const auto found = verifies(extracts_, true, {"--json"});
  EXPECT_EQ(found.code, 0) << found.err;
  const auto told = Json::parse(found.out);
  EXPECT_EQ(told["sound"], true);
  EXPECT_EQ(told["extracts"][0]["state"], "stands");
  EXPECT_EQ(told["extracts"][1]["state"], "withdrawn: quote it no more");
}

TEST_F(VerbatimVerify, says_what_has_another_name_since_and_finds_the_words_sound) {
  v1::ChangeTopicRequest change;
  change.set_topic_id(house_.topic);
  change.set_title("On doubt");
  house_.server.operate<v1::ChangeTopicReply>("ChangeTopic", change);
  const auto exported = house_.subscriber("ListExtracts");
  const auto found = verifies(exported, true, {"--json"});
  EXPECT_EQ(found.code, 0) << found.err;
  const auto told = Json::parse(found.out);
  EXPECT_EQ(told["extracts"][0]["words"], "fit");
  EXPECT_EQ(told["extracts"][0]["state"], "stands; the topic is now \"On doubt\"");
}

TEST_F(VerbatimVerify, traces_a_copy_to_the_company_and_says_of_other_texts_that_they_are_not_known) {
  const auto traces = [&](const std::string& text, std::vector<std::string> more = {}) {
    const auto file = house_.server.data().parent_path() / "found.txt";
    std::ofstream(file) << text;
    std::vector<std::string> words = {"--data", house_.server.data(), "verbatim", "trace", file};
    words.insert(words.end(), more.begin(), more.end());
    return run("plenumctl", words);
  };
  std::string copy;
  const auto own = house_.subscriber("GetOwn");
  for (const auto& sentence : own["notice"]) copy += sentence.get<std::string>() + "\n";
  const auto found = traces(copy);
  EXPECT_EQ(found.code, 0) << found.err;
  EXPECT_NE(found.out.find("Norway & Sons"), std::string::npos) << found.out;
  EXPECT_NE(found.out.find("8 of 8"), std::string::npos) << found.out;
  EXPECT_NE(found.out.find("1 in 65,536"), std::string::npos) << found.out;
  EXPECT_EQ(Json::parse(traces(copy, {"--json"}).out)["companies"][0]["fits"], 8);
  const auto other = traces("To be, or not to be.");
  EXPECT_EQ(other.code, 0) << other.err;
  EXPECT_EQ(other.out, "Not known: nothing in it is worded as a company would have it.\n");
  EXPECT_EQ(other.err, "") << "it looked through everything";
  EXPECT_EQ(Json::parse(traces(copy, {"--json"}).out)["looked_through"], 2);
  const auto older = traces(copy, {"--skip", "2"});
  EXPECT_EQ(older.code, 0) << older.err;
  EXPECT_EQ(older.err, "Looked through 0 posts, for how authors are described; there are no older ones.\n");
  EXPECT_NE(older.out.find("8 of 8"), std::string::npos) << "notices are looked for each time";

  const auto claudius = house_.server.add_member("claudius", v1::ADMIN);
  const auto told = house_.member(claudius, "HouseService/TraceText", {{"text", copy}});
  EXPECT_EQ(told["companies"][0]["company"], "Norway & Sons") << told;
  EXPECT_EQ(house_.member(claudius, "HouseService/TraceText")["status"], 400);
  EXPECT_EQ(house_.member(ophelia_, "HouseService/TraceText", {{"text", copy}})["status"], 403);
}

TEST_F(VerbatimVerify, helps_whoever_types_it_wrong) {
  EXPECT_EQ(run("plenumctl", {"verbatim"}).code, 2);
  EXPECT_EQ(run("plenumctl", {"verbatim", "verify"}).code, 2);
  const auto absent = run("plenumctl", {"verbatim", "verify", "/nowhere/extracts.json"});
  EXPECT_EQ(absent.code, 1);
  EXPECT_NE(absent.err.find("There is no file"), std::string::npos) << absent.err;
  const auto other = verifies(Json{{"posts", 1}}, false);
  EXPECT_EQ(other.code, 1);
  EXPECT_NE(other.err.find("holds no extracts"), std::string::npos) << other.err;
}

}  // namespace
}  // namespace plenum::test
