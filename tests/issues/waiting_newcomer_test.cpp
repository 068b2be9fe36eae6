// A newcomer who was approved had to be approved again for each post that waited; newcomers who had written nothing
// stood in no list; and an export left out what waits without a word.
#include <set>

#include "proto/admin.pb.h"
#include "tests/gateway/seat.h"

namespace plenum::test {
namespace {

class WaitingNewcomer : public Elsinore {
protected:
  Json chair(const std::string& method, Json request, const std::string& who = "polonius") {
    const bool reads = method.starts_with("List") || method.starts_with("Get");
    if (!reads) request["commandId"] = command_id();
    return seat(who).call_service("ModeratorService", method, request);
  }
  void newcomers_wait() {
    EXPECT_EQ(chair("ChangeChairSettings", {{"settings", {{"newcomerPosts", 2}}}}, "hamlet"), Json::object());
  }
  Json writes(const std::string& source) {
    const Json wish = {{"commandId", command_id()}, {"threadId", thread_}, {"source", source}};
    return seat("ophelia").call("WritePost", wish);
  }
  std::string id_of(const std::string& who) { return seat(who).call("WhoAmI", Json::object())["member"]["id"]; }
  std::vector<std::string> sources() {
    std::vector<std::string> all;
    const auto page = seat("iago").call("ReadThread", {{"threadId", thread_}, {"fromStart", true}});
    for (const auto& post : page["posts"]) all.push_back(post["source"]);
    return all;
  }
  using Words = std::vector<std::string>;
};

TEST_F(WaitingNewcomer, is_approved_with_all_that_waits_in_its_order) {
  newcomers_wait();
  Words expected = {"To be."};
  for (int i = 0; i < 12; ++i) {
    expected.push_back("Post " + std::to_string(i));
    EXPECT_TRUE(writes(expected.back()).value("held", false));
  }
  const Json approve = {{"memberId", id_of("ophelia")}, {"reason", "Welcome."}};
  EXPECT_EQ(chair("ApproveNewcomer", approve), Json::object());
  EXPECT_EQ(sources(), expected);
  EXPECT_FALSE(chair("ListHeldPosts", Json::object()).contains("posts"));
  int approved = 0;
  const auto audit = chair("ListAudit", Json::object());
  for (const auto& entry : audit["entries"])
    approved += entry["action"] == "AUDIT_POST_APPROVED" && entry["reason"] == "Welcome." ? 1 : 0;
  EXPECT_EQ(approved, 12) << "each with its entry";
  EXPECT_FALSE(writes("And now at once.").value("held", false));
  EXPECT_EQ(chair("ApproveNewcomer", approve)["refused"], "NOTHING_CHANGED");
}

TEST_F(WaitingNewcomer, is_not_approved_out_of_what_a_word_rule_holds) {
  newcomers_wait();
  const Json rule = {{"action", "WORD_HOLD"}, {"pattern", "dagger"}};
  EXPECT_TRUE(chair("SetWordRule", {{"rule", rule}}).contains("ruleId"));
  writes("Plain words.");
  const auto caught = writes("A dagger.");
  EXPECT_EQ(chair("ApproveNewcomer", {{"memberId", id_of("ophelia")}}), Json::object());
  EXPECT_EQ(sources(), (Words{"To be.", "Plain words."}));
  const auto held = chair("ListHeldPosts", Json::object())["posts"];
  ASSERT_EQ(held.size(), 1u);
  EXPECT_EQ(held[0]["post"]["id"], caught["postId"]);
  EXPECT_EQ(held[0]["cause"], "HOLD_WORD_RULE");
}

TEST_F(WaitingNewcomer, is_listed_before_writing_anything) {
  EXPECT_FALSE(chair("ListPeople", {{"filter", "PEOPLE_NEWCOMERS"}}).contains("people")) << "where nobody has to wait";
  newcomers_wait();
  std::set<std::string> handles;
  Json request = {{"filter", "PEOPLE_NEWCOMERS"}, {"limit", 1}};
  for (bool more = true; more;) {
    const auto page = chair("ListPeople", request);
    for (const auto& person : page.value("people", Json::array())) handles.insert(person["member"]["handle"]);
    more = page.value("more", false);
    if (more) request["afterMemberId"] = page["nextAfterMemberId"];
  }
  EXPECT_EQ(handles, (std::set<std::string>{"iago", "ophelia"})) << "and nobody of the chair";
  writes("One.");
  EXPECT_EQ(chair("GetPerson", {{"memberId", id_of("ophelia")}})["history"]["postsWaiting"], 1);
}

TEST_F(WaitingNewcomer, is_counted_where_an_export_leaves_posts_out) {
  newcomers_wait();
  writes("One.");
  writes("Two.");
  const auto page = server_.operate<v1::ExportReply>("Export", v1::ExportRequest());
  EXPECT_EQ(page.posts_size(), 1);
  EXPECT_EQ(page.posts_waiting(), 2u);
}

}  // namespace
}  // namespace plenum::test
