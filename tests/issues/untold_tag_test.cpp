// A word rule that tags told nobody anything: the post stood as any other, and no list of the chair's knew it.
#include "tests/gateway/seat.h"

namespace plenum::test {
namespace {

class UntoldTag : public Elsinore {
protected:
  Json chair(const std::string& method, Json request, const std::string& who = "polonius") {
    return seat(who).call_service("ModeratorService", method, std::move(request));
  }
  std::string tags(const std::string& pattern, const std::string& action = "WORD_TAG") {
    const Json rule = {{"action", action}, {"pattern", pattern}};
    return chair("SetWordRule", {{"commandId", command_id()}, {"rule", rule}})["ruleId"];
  }
  std::vector<std::string> queue() {
    std::vector<std::string> posts;
    const auto list = chair("ListReports", Json::object());
    for (const auto& row : list.value("reports", Json::array())) posts.push_back(row["post"]["id"]);
    return posts;
  }
  Json edits(const std::string& post, const std::string& source) {
    return seat("iago").call("EditPost", {{"commandId", command_id()}, {"postId", post}, {"source", source}});
  }
  Json ignores(const std::string& post) {
    return chair("ResolveReport", {{"commandId", command_id()}, {"postId", post}, {"outcome", "REPORT_IGNORED"}});
  }
  static auto news_of(const std::string& post) {
    return [post](const Json& u) { return u.contains("staff") && u["staff"].value("reportPostId", "") == post; };
  }
  using Posts = std::vector<std::string>;
};

TEST_F(UntoldTag, stands_in_the_queue_as_a_report_of_the_houses) {
  Line desk(seat("polonius"));
  desk.call("subscribe", {{"desk", true}});
  Line staff(seat("polonius"));
  staff.call("subscribe", {{"staffTopicId", topic_}});
  const auto rule = tags("dagger");
  const auto post = write("iago", "Is this a dagger?");
  EXPECT_FALSE(desk.await_update(news_of(post)).is_null());
  EXPECT_FALSE(staff.await_update(news_of(post)).is_null());
  EXPECT_EQ(queue(), Posts{post});
  const auto row = chair("GetReport", {{"postId", post}})["report"];
  EXPECT_EQ(row["reports"][0]["kind"], "REPORT_WORD_RULE");
  EXPECT_FALSE(row["reports"][0].contains("by")) << "no person reported it";
  EXPECT_EQ(row["wordRuleIds"], Json({rule}));
  EXPECT_EQ(seat("ophelia").call("GetPost", {{"postId", post}})["post"]["source"], "Is this a dagger?");
  EXPECT_EQ(ignores(post), Json::object());
  EXPECT_EQ(queue(), Posts{});
}

TEST_F(UntoldTag, is_told_of_an_edit_once_for_each_rule) {
  tags("dagger");
  tags("poison");
  const auto post = write("iago", "Words.");
  EXPECT_EQ(queue(), Posts{});
  edits(post, "A dagger.");
  EXPECT_EQ(queue(), Posts{post});
  ignores(post);
  edits(post, "A dagger, I said.");
  EXPECT_EQ(queue(), Posts{}) << "nothing that the chair has not seen";
  edits(post, "A dagger and poison.");
  EXPECT_EQ(queue(), Posts{post});
}

TEST_F(UntoldTag, counts_titles_and_leaves_the_chair_s_own_words_and_what_waits_anyway) {
  tags("dagger");
  tags("poison", "WORD_HOLD");
  const auto opened = seat("iago").call(
      "OpenThread", {{"commandId", command_id()}, {"topicId", topic_}, {"title", "A dagger"}, {"source", "Words."}});
  EXPECT_EQ(queue(), Posts{opened["postId"]});
  write("polonius", "A dagger of the chair's.");
  const auto waits = write("iago", "A dagger with poison.");
  EXPECT_EQ(queue(), Posts{opened["postId"]});
  EXPECT_EQ(chair("ListHeldPosts", Json::object())["posts"][0]["post"]["id"], waits);
}

TEST_F(UntoldTag, goes_together_with_members_reports_in_one_row) {
  tags("dagger");
  const auto post = write("iago", "A dagger.");
  const Json report = {{"commandId", command_id()}, {"postId", post}, {"kind", "REPORT_INSULT"}};
  EXPECT_EQ(seat("ophelia").call("ReportPost", report), Json::object());
  EXPECT_EQ(queue(), Posts{post});
  EXPECT_EQ(chair("GetReport", {{"postId", post}})["report"]["reportsTotal"], 2);
  const Json forged = {{"commandId", command_id()}, {"postId", post}, {"kind", "REPORT_WORD_RULE"}};
  EXPECT_EQ(seat("hamlet").call("ReportPost", forged)["refused"], "FIELD_INVALID") << "the house's own";
}

}  // namespace
}  // namespace plenum::test
