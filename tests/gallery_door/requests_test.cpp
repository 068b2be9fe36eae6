// What a company asks of the members: through the chair, step by step, and each member for themselves.
#include "tests/gallery_door/running_house.h"

namespace plenum::test {
namespace {

class Requests : public ::testing::Test {
protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(house_.start(v1::LICENCE_RESEARCH));
    polonius_ = house_.server.add_member("polonius", v1::MODERATOR);
    hamlet_ = house_.server.add_member("hamlet", v1::MEMBER);
    ophelia_ = house_.server.add_member("ophelia", v1::MEMBER);
  }

  Json ask(const std::string& kind, const std::string& title = "Whether to act") {
    return house_.subscriber("AskRequest", {{"topic", house_.topic_of_company()},
                                            {"kind", kind},
                                            {"title", title},
                                            {"words", "What do you do when in doubt?"},
                                            {"cohort", "Princes"}});
  }
  Json own() { return house_.subscriber("ListRequests")["requests"][0]; }
  Json desk(const std::string& method, Json wish, const std::string& who = {}) {
    wish["commandId"] = "";
    if (!id_.empty()) wish["requestId"] = id_;
    return house_.member(who.empty() ? polonius_ : who, "RequestDeskService/" + method, wish);
  }
  Json offer(const std::string& who, bool offers, const std::string& lets_know = {}) {
    Json wish = {{"commandId", ""}, {"requestId", id_}, {"offers", offers}};
    if (!lets_know.empty()) wish["letsKnow"] = lets_know;
    return house_.member(who, "ListeningService/Offer", wish);
  }
  Json told(const std::string& who) { return house_.member(who, "ListeningService/GetRequest", {{"requestId", id_}}); }
  static std::string code_of(const Json& answer) {
    if (!answer.contains("refused")) return "done";
    const auto& body = answer["refused"];
    return body.contains("refusal") ? body["refusal"].value("code", "") : body.value("code", "");
  }
  /// Asked, and found at the desk.
  void asked(const std::string& kind) {
    ASSERT_TRUE(ask(kind).contains("id"));
    const auto listed = house_.member(polonius_, "RequestDeskService/ListRequests");
    ASSERT_EQ(listed["requests"].size(), 1u) << listed;
    EXPECT_EQ(listed["requests"][0]["company"], "Norway & Sons");
    id_ = listed["requests"][0]["id"];
  }
  std::string published() {
    EXPECT_EQ(code_of(desk("DecideRequest", {{"accept", true}, {"words", "In plain words."}})), "done");
    const auto thread = desk("PublishRequest", {{"title", "Norway asks"}, {"source", "Do you act?"}});
    EXPECT_TRUE(thread.contains("threadId")) << thread;
    return thread.value("threadId", "");
  }

  RunningHouse house_;
  std::string polonius_, hamlet_, ophelia_;
  std::string id_;
};

TEST_F(Requests, go_from_asked_to_answered_and_the_company_reads_where_they_stand) {
  asked("LICENCE_PANEL");
  EXPECT_EQ(own()["state"], "REQUEST_ASKED");
  EXPECT_EQ(own()["askedBy"], "Fortinbras");
  const auto thread = published();
  EXPECT_EQ(own()["state"], "REQUEST_PUBLISHED");
  EXPECT_EQ(own()["conditions"], "In plain words.");
  const auto read = house_.member(hamlet_, "MemberService/ReadThread", {{"threadId", thread}});
  EXPECT_EQ(read["entry"]["thread"]["sponsor"], "Norway & Sons") << read;
  EXPECT_EQ(read["entry"]["thread"]["requestId"], id_);
  EXPECT_EQ(told(hamlet_)["request"]["words"], "What do you do when in doubt?");
  EXPECT_EQ(code_of(desk("AnswerRequest", {{"words", "They do not."}})), "done");
  EXPECT_EQ(own()["state"], "REQUEST_ANSWERED");
  EXPECT_EQ(own()["answer"], "They do not.");
}

TEST_F(Requests, move_in_no_other_order) {
  asked("LICENCE_PANEL");
  EXPECT_EQ(code_of(desk("PublishRequest", {{"title", "T"}, {"source", "S"}})), "NOTHING_CHANGED");
  EXPECT_EQ(code_of(desk("AnswerRequest", {{"words", "W"}})), "NOTHING_CHANGED");
  EXPECT_EQ(code_of(desk("DecideRequest", {{"accept", false}})), "REASON_MISSING");
  EXPECT_EQ(code_of(desk("DecideRequest", {{"accept", false}, {"words", "Not here."}})), "done");
  EXPECT_EQ(own()["state"], "REQUEST_DECLINED");
  EXPECT_EQ(own()["conditions"], "Not here.");
  EXPECT_EQ(code_of(desk("DecideRequest", {{"accept", true}})), "NOTHING_CHANGED") << "declined is declined";
  EXPECT_EQ(code_of(desk("PublishRequest", {{"title", "T"}, {"source", "S"}})), "NOTHING_CHANGED");
}

TEST_F(Requests, are_the_chair_s_to_decide_and_nobody_else_s_to_read_before_they_are_published) {
  asked("LICENCE_PANEL");
  EXPECT_EQ(code_of(desk("DecideRequest", {{"accept", true}}, hamlet_)), "FORBIDDEN");
  EXPECT_EQ(code_of(house_.member(hamlet_, "RequestDeskService/ListRequests")), "FORBIDDEN");
  EXPECT_EQ(code_of(told(hamlet_)), "NOT_FOUND");
  EXPECT_EQ(code_of(offer(hamlet_, true)), "NOT_FOUND");
  EXPECT_EQ(code_of(told(polonius_)), "done");
  EXPECT_EQ(code_of(house_.asks("/plenum.v1.RequestDeskService/ListRequests", house_.seat)), "UNAUTHENTICATED");
}

TEST_F(Requests, that_the_licence_does_not_have_are_refused_and_so_are_more_than_the_chair_can_read) {
  EXPECT_EQ(code_of(ask("LICENCE_CONSULT")), "not_found") << "beyond the level";
  EXPECT_EQ(code_of(ask("LICENCE_OBSERVE")), "field_invalid");
  EXPECT_EQ(code_of(ask("LICENCE_PANEL", "")), "field_invalid");
  for (int i = 0; i < 20; ++i) ASSERT_EQ(code_of(ask("LICENCE_PANEL")), "done") << i;
  EXPECT_EQ(code_of(ask("LICENCE_PANEL")), "too_many");
}

TEST_F(Requests, show_the_company_no_offer_before_there_are_enough_and_none_that_was_taken_back) {
  asked("LICENCE_RESEARCH");
  published();
  EXPECT_EQ(code_of(offer(hamlet_, true, "A prince, Denmark")), "done");
  EXPECT_EQ(told(hamlet_)["request"]["youLetKnow"], "A prince, Denmark");
  EXPECT_FALSE(own().contains("offers")) << own();
  EXPECT_FALSE(own().contains("letsKnow")) << "one is fewer than two";
  EXPECT_EQ(code_of(offer(ophelia_, true)), "done");
  EXPECT_EQ(own()["offers"], 2);
  EXPECT_EQ(own()["letsKnow"], Json::array({"A prince, Denmark"})) << "as the member gave it, and nothing of who else";
  EXPECT_EQ(code_of(offer(hamlet_, true, "A prince, Denmark")), "NOTHING_CHANGED");
  EXPECT_EQ(code_of(offer(hamlet_, false)), "done");
  EXPECT_FALSE(own().contains("letsKnow")) << "at once";
  EXPECT_FALSE(own().contains("offers"));
  EXPECT_EQ(code_of(offer(hamlet_, false)), "NOTHING_CHANGED");
  EXPECT_EQ(code_of(offer(hamlet_, true, std::string(501, 'x'))), "FIELD_INVALID");
}

TEST_F(Requests, lose_the_offer_of_whoever_is_banned_and_what_it_let_the_company_know) {
  asked("LICENCE_RESEARCH");
  published();
  const auto laertes = house_.server.add_member("laertes", v1::MEMBER);
  for (const auto& who : {hamlet_, ophelia_, laertes}) EXPECT_EQ(code_of(offer(who, true, "Of Denmark")), "done");
  EXPECT_EQ(own()["offers"], 3);
  const auto id = house_.member(laertes, "MemberService/WhoAmI")["member"]["id"];
  const auto impose = [&](const char* kind) {
    return code_of(house_.member(polonius_, "ModeratorService/ImposeSanction",
                                 {{"commandId", ""}, {"memberId", id}, {"kind", kind}, {"reason", "A duel."}}));
  };
  EXPECT_EQ(impose("SANCTION_WARNING"), "done");
  EXPECT_EQ(own()["offers"], 3) << "a warning takes nothing back";
  EXPECT_EQ(impose("SANCTION_BAN"), "done");
  EXPECT_EQ(own()["offers"], 2);
  EXPECT_EQ(own()["letsKnow"].size(), 2u);
}

/// An expert is asked for by what they let the company know.
class Consultations : public Requests {
protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(house_.start(v1::LICENCE_CONSULT));
    polonius_ = house_.server.add_member("polonius", v1::MODERATOR);
    hamlet_ = house_.server.add_member("hamlet", v1::MEMBER);
    ophelia_ = house_.server.add_member("ophelia", v1::MEMBER);
  }
};

TEST_F(Consultations, show_each_who_lets_the_company_know_something_and_nobody_else) {
  asked("LICENCE_CONSULT");
  published();
  EXPECT_EQ(code_of(offer(ophelia_, true)), "done");
  EXPECT_FALSE(own().contains("offers")) << "she let it know nothing";
  EXPECT_EQ(code_of(offer(hamlet_, true, "Hamlet, hamlet@elsinore.example")), "done");
  EXPECT_EQ(own()["letsKnow"], Json::array({"Hamlet, hamlet@elsinore.example"}));
}

}  // namespace
}  // namespace plenum::test
