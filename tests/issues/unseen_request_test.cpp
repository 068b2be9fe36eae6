// Whoever moderated one topic was told FORBIDDEN of a company's request in another, and NOT_FOUND of what there never
// was: so that it stood there.
#include "proto/house.pb.h"
#include "tests/gateway/seat.h"

namespace plenum::test {
namespace {

class UnseenRequest : public Elsinore {
protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Elsinore::SetUp());
    const auto who = seat("iago").call("WhoAmI", Json::object());
    chair("hamlet", "ModeratorService/SetTopicModerator",
          {{"topicId", server_.open_topic("Norway")},
           {"memberId", who["member"]["id"]},
           {"moderates", true},
           {"reason", "Well read."}});
    chair("hamlet", "HouseService/SetCharter", {{"topicId", topic_}, {"classes", {"EMBARGO_NONE"}}});
    const auto company = chair("hamlet", "HouseService/SetCompany", {{"name", "England"}})["companyId"];
    chair("hamlet", "HouseService/SetLicence",
          {{"licence",
            {{"companyId", company},
             {"level", "LICENCE_PANEL"},
             {"seats", 1},
             {"topics", Json::array({{{"topicId", topic_}}})},
             {"purpose", "To ask."}}}});
    tokens_["an observer"] =
        chair("hamlet", "HouseService/GiveSeat", {{"companyId", company}, {"name", "Fortinbras"}})["token"];
    const auto topic = behind_the_door("ObserverService/ListTopics", Json::object())["topics"][0]["id"];
    behind_the_door("SubscriberService/AskRequest",
                    {{"kind", "LICENCE_PANEL"}, {"topic", topic}, {"title", "T"}, {"words", "When in doubt?"}});
    request_ = chair("polonius", "RequestDeskService/ListRequests", Json::object())["requests"][0]["id"];
  }

  Json chair(const std::string& who, const std::string& method, Json wish) {
    const auto slash = method.find('/');
    const auto service = method.substr(0, slash);
    if (service != "HouseService" && !method.ends_with("ListRequests")) wish["commandId"] = command_id();
    return seat(who).call_service(service, method.substr(slash + 1), wish);
  }
  Json behind_the_door(const std::string& method, const Json& wish) {
    const auto headers = "Authorization: Bearer " + tokens_["an observer"] + "\r\nContent-Type: application/json\r\n";
    auto here = seat("an observer");
    return Json::parse(here.raw(here.post_request("/v1/observer/plenum.v1." + method, headers, wish.dump())).body);
  }

  std::string request_;
};

TEST_F(UnseenRequest, is_answered_as_what_there_never_was) {
  const std::vector<std::pair<std::string, Json>> steps = {
      {"DecideRequest", {{"accept", true}}},
      {"DecideRequest", {{"accept", false}}},
      {"PublishRequest", {{"title", "They ask"}, {"source", "Do you?"}}},
      {"AnswerRequest", {{"words", "They do."}}}};
  for (const auto& [method, wish] : steps) {
    auto there = wish;
    auto nowhere = wish;
    there["requestId"] = request_;
    nowhere["requestId"] = "123456789";
    const auto answer = chair("iago", "RequestDeskService/" + method, there);
    EXPECT_TRUE(answer.contains("refused")) << answer;
    EXPECT_EQ(answer, chair("iago", "RequestDeskService/" + method, nowhere));
  }
  EXPECT_EQ(chair("polonius", "RequestDeskService/DecideRequest", {{"requestId", request_}, {"accept", true}}),
            Json::object());
}

}  // namespace
}  // namespace plenum::test
