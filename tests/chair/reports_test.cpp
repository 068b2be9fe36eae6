// The queue: what members report, two moderators and one hand at a time, and an answer for whoever reported.
#include <set>
#include <thread>

#include "tests/chair/court.h"

namespace plenum::test {
namespace {

class Reports : public Court {
protected:
  static auto answered(const std::string& post) {
    return [post](const Json& u) { return u.contains("reportAnswered") && u["reportAnswered"]["postId"] == post; };
  }
  static auto news_of(const std::string& post) {
    return [post](const Json& u) { return u.contains("staff") && u["staff"].value("reportPostId", "") == post; };
  }
};

TEST_F(Reports, of_one_post_are_one_row_with_its_words_and_its_author_s_history) {
  const auto post = write("iago", "You are a fool.");
  EXPECT_EQ(report("ophelia", post), Json::object());
  EXPECT_EQ(report("hamlet", post, {{"kind", "REPORT_OTHER"}, {"reason", "Look at this."}}), Json::object());
  const auto list = chair("polonius", "ListReports", Json::object());
  ASSERT_EQ(list["reports"].size(), 1u) << list;
  const auto& row = list["reports"][0];
  EXPECT_EQ(row["post"]["source"], "You are a fool.");
  EXPECT_EQ(row["threadTitle"], "Or not?");
  EXPECT_EQ(row["state"], "REPORT_OPEN");
  EXPECT_EQ(row["reportsTotal"], 2);
  EXPECT_EQ(row["reports"].size(), 2u);
  EXPECT_EQ(row["authorHistory"]["posts"], 1);
  EXPECT_EQ(list["openTotal"], 1);
  EXPECT_EQ(chair("polonius", "GetReport", {{"postId", post}})["report"]["reportsTotal"], 2);
}

TEST_F(Reports, are_made_once_and_never_told_to_the_author_or_to_members) {
  const auto post = write("iago", "You are a fool.");
  Line iago(seat("iago"));
  iago.call("subscribe", {{"topicId", topic_}});
  report("ophelia", post);
  EXPECT_EQ(refused(report("ophelia", post)), "ALREADY_REPORTED");
  EXPECT_EQ(refused(report("iago", post)), "FIELD_INVALID");
  EXPECT_EQ(refused(report("ophelia", "12345")), "NOT_FOUND");
  EXPECT_EQ(refused(chair("iago", "ListReports", Json::object())), "FORBIDDEN");
  EXPECT_EQ(refused(chair("iago", "GetReport", {{"postId", post}})), "FORBIDDEN");
  EXPECT_EQ(refused(chair("iago", "ClaimReport", {{"postId", post}})), "FORBIDDEN");
  write("ophelia", "A later word.");
  const auto first = iago.await_update([](const Json& u) {
    return u.dump().find("eport") != std::string::npos ||
           (u.contains("post") && u["post"].value("source", "") == "A later word.");
  });
  EXPECT_TRUE(first.contains("post")) << first;
}

TEST_F(Reports, are_in_one_hand_and_the_second_moderator_is_told_in_whose) {
  const auto post = write("iago", "You are a fool.");
  report("ophelia", post);
  EXPECT_EQ(chair("polonius", "ClaimReport", {{"postId", post}}), Json::object());
  const auto second = chair("gertrude", "ClaimReport", {{"postId", post}});
  EXPECT_EQ(refused(second), "CLAIMED_BY_OTHER");
  EXPECT_EQ(as_it_stands(second)["who"], ids_["polonius"]) << second;
  EXPECT_EQ(chair("gertrude", "ListReports", Json::object())["reports"][0]["claimedBy"]["handle"], "polonius");
  EXPECT_EQ(chair("polonius", "ReleaseReport", {{"postId", post}}), Json::object());
  EXPECT_EQ(chair("gertrude", "ClaimReport", {{"postId", post}}), Json::object());
  const auto unsaid = chair("gertrude", "ResolveReport", {{"postId", post}, {"outcome", "REPORT_AGREED"}});
  EXPECT_EQ(refused(unsaid), "REASON_MISSING") << "it is held against the author";
  EXPECT_EQ(
      chair("gertrude", "ResolveReport", {{"postId", post}, {"outcome", "REPORT_AGREED"}, {"reason", "So it is."}}),
      Json::object());
  const auto late = chair("polonius", "ResolveReport", {{"postId", post}, {"outcome", "REPORT_IGNORED"}});
  EXPECT_EQ(refused(late), "REPORT_CLOSED");
  EXPECT_EQ(as_it_stands(late)["who"], ids_["gertrude"]);
}

TEST_F(Reports, wished_by_two_at_once_are_one_s) {
  const auto post = write("iago", "You are a fool.");
  report("ophelia", post);
  std::vector<std::thread> hands;
  std::vector<Json> replies(2);
  const std::vector<std::string> who = {"polonius", "gertrude"};
  for (std::size_t i = 0; i < 2; ++i)
    hands.emplace_back([&, i] { replies[i] = chair(who[i], "ClaimReport", {{"postId", post}}); });
  for (auto& hand : hands) hand.join();
  const bool first_has_it = replies[0] == Json::object();
  const auto& loser = replies[first_has_it ? 1 : 0];
  EXPECT_EQ(replies[first_has_it ? 0 : 1], Json::object());
  EXPECT_EQ(refused(loser), "CLAIMED_BY_OTHER");
  EXPECT_EQ(as_it_stands(loser)["who"], ids_[who[first_has_it ? 0 : 1]]);
}

TEST_F(Reports, reach_the_open_desk_and_the_answer_reaches_whoever_reported) {
  const auto post = write("iago", "You are a fool.");
  Line desk(seat("polonius"));
  EXPECT_EQ(refused(desk.call("subscribe", {{"desk", true}})), "");
  Line staff(seat("gertrude"));
  EXPECT_EQ(refused(staff.call("subscribe", {{"staffTopicId", topic_}})), "");
  Line ophelia(seat("ophelia"));
  report("ophelia", post);
  EXPECT_FALSE(desk.await_update(news_of(post)).is_null());
  EXPECT_FALSE(staff.await_update(news_of(post)).is_null());
  chair(
      "polonius", "ResolveReport",
      {{"postId", post}, {"outcome", "REPORT_AGREED"}, {"answer", "We have spoken to him."}, {"reason", "An insult."}});
  const auto told = ophelia.await_update(answered(post));
  ASSERT_FALSE(told.is_null());
  EXPECT_EQ(told["reportAnswered"]["outcome"], "REPORT_AGREED");
  const auto mine = member("ophelia", "ListMyReports");
  ASSERT_EQ(mine["reports"].size(), 1u);
  EXPECT_EQ(mine["reports"][0]["outcome"], "REPORT_AGREED");
  EXPECT_EQ(mine["reports"][0]["answer"], "We have spoken to him.");
  EXPECT_EQ(mine["reports"][0]["reason"], "This hurts.");
  EXPECT_FALSE(member("iago", "ListMyReports").contains("reports"));
}

TEST_F(Reports, come_page_by_page_the_oldest_first_and_the_settled_ones_the_newest_first) {
  std::vector<std::string> posts;
  for (int i = 0; i < 5; ++i) {
    posts.push_back(write("iago", "Insult " + std::to_string(i)));
    report("ophelia", posts.back());
  }
  chair("polonius", "ClaimReport", {{"postId", posts[1]}});
  std::vector<std::string> seen;
  std::string after = "0";
  for (bool more = true; more;) {
    const auto page = chair("gertrude", "ListReports", {{"limit", 2}, {"afterPostId", after}});
    ASSERT_TRUE(page.contains("reports")) << page;
    for (const auto& row : page["reports"]) seen.push_back(row["post"]["id"]);
    after = seen.back();
    more = page.value("more", false);
  }
  EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()), std::set<std::string>(posts.begin(), posts.end()));
  EXPECT_EQ(seen.size(), posts.size());
  chair("polonius", "ResolveReport", {{"postId", posts[1]}, {"outcome", "REPORT_IGNORED"}});
  const auto settled = chair("gertrude", "ListReports", {{"state", "REPORT_RESOLVED"}});
  ASSERT_EQ(settled["reports"].size(), 1u);
  EXPECT_EQ(settled["reports"][0]["resolvedBy"]["handle"], "polonius");
  EXPECT_EQ(chair("gertrude", "ListReports", Json::object())["openTotal"], 4);
}

TEST_F(Reports, are_shown_to_a_topic_s_moderator_for_that_topic_alone) {
  const auto other = server_.open_topic("Elsewhere");
  const auto opened = seat("iago").call(
      "OpenThread", {{"commandId", command_id()}, {"topicId", other}, {"title", "There"}, {"source", "Fools!"}});
  const auto here = write("iago", "Fools here too.");
  report("ophelia", opened["postId"]);
  report("ophelia", here);
  EXPECT_EQ(chair("hamlet", "SetTopicModerator",
                  {{"topicId", topic_}, {"memberId", ids_["iago"]}, {"moderates", true}, {"reason", "Well read."}}),
            Json::object());
  EXPECT_FALSE(chair("iago", "ListReports", Json::object()).contains("reports")) << "never on one's own posts";
  const auto hers = write("ophelia", "A word of mine.");
  report("polonius", hers);
  const auto list = chair("iago", "ListReports", Json::object());
  ASSERT_EQ(list["reports"].size(), 1u);
  EXPECT_EQ(list["reports"][0]["post"]["id"], hers);
  EXPECT_EQ(refused(chair("iago", "ListReports", {{"topicId", other}})), "FORBIDDEN");
  EXPECT_EQ(refused(chair("iago", "GetReport", {{"postId", here}})), "NOT_FOUND");
}

TEST_F(Reports, by_several_trusted_members_hide_the_post_until_the_chair_has_looked) {
  EXPECT_EQ(
      chair("hamlet", "ChangeChairSettings", {{"settings", {{"autoHideReports", 2}}}, {"reason", "A quiet night."}}),
      Json::object());
  for (const char* who : {"ophelia", "polonius"})
    chair("hamlet", "SetTrust", {{"memberId", ids_[who]}, {"trust", "TRUST_TRUSTED"}, {"reason", "Long known."}});
  const auto post = write("iago", "You are a fool.");
  Line line(seat("iago"));
  line.call("subscribe", {{"topicId", topic_}});
  report("ophelia", post);
  report("polonius", post);
  const auto hidden = line.await_update(
      [&](const Json& u) { return u.contains("post") && u["post"]["id"] == post && u["post"].value("hidden", false); });
  ASSERT_FALSE(hidden.is_null());
  EXPECT_FALSE(hidden["post"].contains("source"));
  const auto row = chair("gertrude", "GetReport", {{"postId", post}})["report"];
  EXPECT_EQ(row["hiddenByReports"], true);
  EXPECT_EQ(row["post"]["source"], "You are a fool.");
  chair("gertrude", "ResolveReport", {{"postId", post}, {"outcome", "REPORT_DISAGREED"}});
  const auto shown = line.await_update([&](const Json& u) {
    return u.contains("post") && u["post"]["id"] == post && u["post"].value("source", "") == "You are a fool.";
  });
  EXPECT_FALSE(shown.is_null()) << "the chair did not agree: it is shown again";
}

}  // namespace
}  // namespace plenum::test
