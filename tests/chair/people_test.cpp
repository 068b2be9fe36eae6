// People: what is done to them reaches their open pages, and the chair sees what was done.
#include "tests/chair/court.h"

namespace plenum::test {
namespace {

class People : public Court {
protected:
  static bool is_rights(const Json& u) { return u.contains("rightsChanged"); }
  static auto sanction(const std::string& kind) {
    return [kind](const Json& u) { return u.contains("sanction") && u["sanction"]["sanction"]["kind"] == kind; };
  }
  Json writes(Line& line, const std::string& words) {
    return line.call("writePost", {{"commandId", command_id()}, {"threadId", thread_}, {"source", words}});
  }
};

TEST_F(People, a_warning_is_shown_on_the_open_page_and_acknowledged) {
  Line iago(seat("iago"));
  const std::string id = impose("polonius", "iago", "SANCTION_WARNING")["sanctionId"];
  const auto told = iago.await_update(sanction("SANCTION_WARNING"));
  ASSERT_FALSE(told.is_null());
  EXPECT_EQ(told["sanction"]["sanction"]["reason"], "Not in this tone.");
  EXPECT_EQ(told.dump().find("polonius"), std::string::npos) << "who did it is not said";
  EXPECT_EQ(member("iago", "WhoAmI")["rights"]["warningsToAcknowledge"], 1);
  EXPECT_TRUE(writes(iago, "Noted.").contains("postId")) << "a warning takes nothing away";
  EXPECT_EQ(refused(member("ophelia", "AcknowledgeWarning", {{"sanctionId", id}})), "NOT_FOUND");
  EXPECT_EQ(member("iago", "AcknowledgeWarning", {{"sanctionId", id}}), Json::object());
  EXPECT_EQ(refused(member("iago", "AcknowledgeWarning", {{"sanctionId", id}})), "SANCTION_OVER");
  EXPECT_FALSE(member("iago", "WhoAmI")["rights"].contains("warningsToAcknowledge"));
}

TEST_F(People, a_muted_member_reads_on_and_is_told_until_when) {
  Line iago(seat("iago"));
  iago.call("subscribe", {{"topicId", topic_}});
  const auto before = now_ms();
  const std::string id = impose("polonius", "iago", "SANCTION_MUTE", 3'600'000)["sanctionId"];
  EXPECT_FALSE(iago.await_update(is_rights).is_null());
  EXPECT_EQ(refused(writes(iago, "But I —")), "MEMBER_MUTED");
  const auto fault =
      seat("iago").call("WritePost", {{"commandId", command_id()}, {"threadId", thread_}, {"source", "But I —"}});
  EXPECT_EQ(refused(fault), "MEMBER_MUTED");
  EXPECT_GE(std::stoll(as_it_stands(fault)["untilMs"].get<std::string>()), before + 3'600'000) << fault;
  write("ophelia", "He can hear me.");
  EXPECT_FALSE(iago.await_update([](const Json& u) {
                     return u.contains("post") && u["post"].value("source", "") == "He can hear me.";
                   })
                   .is_null());
  EXPECT_EQ(lift("gertrude", "iago", id), Json::object());
  EXPECT_FALSE(iago.await_update(is_rights).is_null());
  EXPECT_TRUE(writes(iago, "Thank you.").contains("postId"));
}

TEST_F(People, a_mute_ends_by_itself_and_the_page_learns_it) {
  Line iago(seat("iago"));
  impose("polonius", "iago", "SANCTION_MUTE", 1'500);
  EXPECT_FALSE(iago.await_update(is_rights).is_null());
  EXPECT_EQ(refused(writes(iago, "But I —")), "MEMBER_MUTED");
  EXPECT_FALSE(iago.await_update(is_rights).is_null()) << "nobody lifted it";
  EXPECT_TRUE(writes(iago, "It is over.").contains("postId"));
  EXPECT_EQ(member("iago", "ListMySanctions")["sanctions"][0]["over"], true);
}

TEST_F(People, whoever_is_above_or_equal_is_out_of_reach) {
  EXPECT_EQ(refused(impose("polonius", "hamlet", "SANCTION_WARNING")), "OUTRANKED");
  EXPECT_EQ(refused(impose("polonius", "gertrude", "SANCTION_MUTE")), "OUTRANKED");
  EXPECT_EQ(refused(impose("polonius", "polonius", "SANCTION_MUTE")), "OUTRANKED");
  EXPECT_EQ(refused(impose("ophelia", "iago", "SANCTION_MUTE")), "FORBIDDEN");
  ids_["nobody"] = "12345";
  EXPECT_EQ(refused(impose("ophelia", "nobody", "SANCTION_MUTE")), "FORBIDDEN") << "there or not";
  EXPECT_EQ(refused(impose("polonius", "nobody", "SANCTION_MUTE")), "NOT_FOUND");
  EXPECT_TRUE(impose("hamlet", "polonius", "SANCTION_MUTE", 60'000).contains("sanctionId"));
  EXPECT_EQ(refused(impose("polonius", "iago", "SANCTION_MUTE")), "MEMBER_MUTED") << "a muted chair is no chair";
}

TEST_F(People, two_of_the_chair_who_mean_the_same_do_it_once) {
  impose("polonius", "iago", "SANCTION_BAN");
  const auto second = impose("gertrude", "iago", "SANCTION_BAN");
  EXPECT_EQ(refused(second), "NOTHING_CHANGED");
  EXPECT_EQ(as_it_stands(second)["who"], ids_["polonius"]);
}

TEST_F(People, the_chair_sees_a_person_s_history_and_who_did_what) {
  const auto post = write("iago", "You are a fool.");
  report("ophelia", post);
  chair("polonius", "ResolveReport", {{"postId", post}, {"outcome", "REPORT_AGREED"}, {"reason", "It is so."}});
  const std::string id = impose("polonius", "iago", "SANCTION_MUTE", 3'600'000)["sanctionId"];
  lift("gertrude", "iago", id);
  impose("hamlet", "iago", "SANCTION_WARNING");
  const auto person = chair("polonius", "GetPerson", {{"memberId", ids_["iago"]}});
  EXPECT_EQ(person["member"]["handle"], "iago");
  EXPECT_EQ(person["history"]["posts"], 1);
  EXPECT_EQ(person["history"]["reportsAgreed"], 1);
  EXPECT_EQ(person["history"]["mutes"], 1);
  EXPECT_EQ(person["history"]["warnings"], 1);
  ASSERT_EQ(person["sanctions"].size(), 2u);
  const auto& mute = person["sanctions"][1];
  EXPECT_EQ(mute["sanction"]["kind"], "SANCTION_MUTE");
  EXPECT_EQ(mute["by"]["handle"], "polonius");
  EXPECT_EQ(mute["liftedBy"]["handle"], "gertrude");
  ASSERT_EQ(person["entries"].size(), 4u) << person["entries"];
  EXPECT_EQ(person["entries"][0]["action"], "AUDIT_MEMBER_WARNED");
  EXPECT_EQ(person["entries"][0]["by"]["handle"], "hamlet");
  EXPECT_EQ(refused(chair("ophelia", "GetPerson", {{"memberId", ids_["iago"]}})), "FORBIDDEN");
}

TEST_F(People, lists_hold_those_under_sanction_and_those_who_appeal) {
  const auto listed = [&](const std::string& filter) {
    std::vector<std::string> handles;
    const auto reply = chair("polonius", "ListPeople", {{"filter", filter}});
    for (const auto& one : reply.value("people", Json::array())) handles.push_back(one["member"]["handle"]);
    return handles;
  };
  using Handles = std::vector<std::string>;
  EXPECT_EQ(listed("PEOPLE_UNDER_SANCTION"), Handles{});
  const std::string id = impose("polonius", "iago", "SANCTION_BAN")["sanctionId"];
  EXPECT_EQ(listed("PEOPLE_UNDER_SANCTION"), Handles{"iago"});
  member("iago", "Appeal", {{"sanctionId", id}, {"words", "I was provoked."}});
  EXPECT_EQ(listed("PEOPLE_APPEALING"), Handles{"iago"});
  chair("gertrude", "AnswerAppeal",
        {{"memberId", ids_["iago"]}, {"sanctionId", id}, {"granted", true}, {"reason", "So you were."}});
  EXPECT_EQ(listed("PEOPLE_APPEALING"), Handles{});
  EXPECT_EQ(listed("PEOPLE_UNDER_SANCTION"), Handles{});
}

TEST_F(People, trust_is_earned_by_reading_and_by_being_of_use) {
  chair("hamlet", "ChangeChairSettings",
        {{"settings", {{"trustedAfterDays", 1}, {"trustedAfterThanks", 1}}}, {"reason", "As we agreed."}});
  const auto post = write("iago", "Here is the passage you were looking for.");
  seat("ophelia").call("AddReaction", {{"commandId", command_id()}, {"postId", post}, {"emoji", "👍"}});
  Line iago(seat("iago"));
  EXPECT_EQ(member("iago", "WhoAmI")["rights"]["trust"], "TRUST_KNOWN");
  const auto place = member("iago", "GetPost", {{"postId", post}})["post"]["place"];
  member("iago", "MoveCursor", {{"threadId", thread_}, {"place", place}});
  EXPECT_FALSE(iago.await_update(is_rights).is_null());
  EXPECT_EQ(member("iago", "WhoAmI")["rights"]["trust"], "TRUST_TRUSTED");
  member("ophelia", "MoveCursor", {{"threadId", thread_}, {"place", place}});
  EXPECT_EQ(member("ophelia", "WhoAmI")["rights"]["trust"], "TRUST_KNOWN") << "reading alone is not enough";
}

TEST_F(People, a_newcomer_who_is_approved_waits_no_longer) {
  chair("hamlet", "ChangeChairSettings", {{"settings", {{"newcomerPosts", 2}}}, {"reason", "Many strangers."}});
  const Json wish = {{"threadId", thread_}, {"source", "My first words."}};
  const auto held = [&] {
    auto request = wish;
    request["commandId"] = command_id();
    return seat("iago").call("WritePost", request).value("held", false);
  };
  EXPECT_TRUE(held());
  const auto list = chair("polonius", "ListPeople", {{"filter", "PEOPLE_NEWCOMERS"}});
  ASSERT_EQ(list["people"].size(), 2u) << "ophelia too, who has written nothing yet: " << list;
  for (const auto& person : list["people"]) EXPECT_EQ(person["rights"]["holdsPosts"], true);
  EXPECT_EQ(chair("polonius", "ApproveNewcomer", {{"memberId", ids_["iago"]}}), Json::object());
  EXPECT_FALSE(held());
  EXPECT_EQ(refused(chair("gertrude", "ApproveNewcomer", {{"memberId", ids_["iago"]}})), "NOTHING_CHANGED");
}

TEST_F(People, a_moderator_of_a_topic_gets_and_loses_the_chair_on_the_open_line) {
  Line iago(seat("iago"));
  EXPECT_EQ(refused(iago.call("subscribe", {{"staffTopicId", topic_}})), "FORBIDDEN");
  Json wish = {{"topicId", topic_}, {"memberId", ids_["iago"]}, {"moderates", true}, {"reason", "Well read."}};
  EXPECT_EQ(refused(chair("polonius", "SetTopicModerator", wish)), "FORBIDDEN") << "the host's";
  EXPECT_EQ(chair("hamlet", "SetTopicModerator", wish), Json::object());
  EXPECT_FALSE(iago.await_update(is_rights).is_null());
  EXPECT_EQ(refused(iago.call("subscribe", {{"staffTopicId", topic_}})), "");
  EXPECT_EQ(chair("iago", "LockThread", {{"threadId", thread_}, {"locked", true}}), Json::object());
  wish["moderates"] = false;
  EXPECT_EQ(chair("hamlet", "SetTopicModerator", wish), Json::object());
  EXPECT_FALSE(iago.await_update(is_rights).is_null());
  EXPECT_EQ(refused(chair("iago", "LockThread", {{"threadId", thread_}, {"locked", false}})), "FORBIDDEN");
  report("ophelia", first_post_);
  EXPECT_EQ(iago.call("whoAmI", Json::object())["member"]["handle"], "iago");
  for (const auto& update : iago.take_updates()) EXPECT_FALSE(update.contains("staff")) << update;
}

}  // namespace
}  // namespace plenum::test
