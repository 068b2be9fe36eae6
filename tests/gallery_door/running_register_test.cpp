// The whole server: an admin opens the gallery at the members' door, a seat reads, and the author is told of it.
#include <google/protobuf/descriptor.h>

#include "proto/house.pb.h"
#include "storage/machine/register.h"
#include "tests/gallery_door/room.h"
#include "tests/support/server/running_server.h"

namespace plenum::test {
namespace {

class RunningRegister : public ::testing::Test {
protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(server_.start());
    admin_ = server_.add_member("gertrude", v1::ADMIN);
    hamlet_ = server_.add_member("hamlet", v1::MEMBER);
    topic_ = server_.open_topic("On being");
    const auto company = house("SetCompany", {{"name", "Norway & Sons"}});
    company_ = company["companyId"];
    house("SetCharter", {{"topicId", topic_}, {"classes", {"EMBARGO_NONE"}}});
    house("SetLicence", {{"licence",
                          {{"companyId", company_},
                           {"level", "LICENCE_OBSERVE"},
                           {"topics", {{{"topicId", topic_}}}},
                           {"seats", 2},
                           {"purpose", "To listen."}}}});
    house("SetGallery", {{"k", 2}});
    const auto seat = house("GiveSeat", {{"companyId", company_}, {"name", "Fortinbras"}});
    seat_ = seat["seatId"];
    token_ = seat["token"];
  }

  Json asks(const std::string& path, const std::string& token, const Json& wish) {
    const auto port = static_cast<std::uint16_t>(std::stoi(server_.url().substr(server_.url().rfind(':') + 1)));
    auto socket = RawSocket::tcp(port);
    const auto body = wish.dump();
    const auto answer =
        ask(socket, "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" +
                        "Authorization: Bearer " + token + "\r\nContent-Length: " + std::to_string(body.size()) +
                        "\r\n\r\n" + body);
    auto json = Json::parse(answer.body, nullptr, false);
    if (answer.status_line.find(" 200 ") == std::string::npos) json["refused"] = true;
    return json;
  }
  Json house(const std::string& method, const Json& wish) {
    return asks("/plenum.v1.HouseService/" + method, admin_, wish);
  }
  Json listening(const std::string& method, const Json& wish, const std::string& who) {
    return asks("/plenum.v1.ListeningService/" + method, who, wish);
  }
  Json observes(const std::string& method, const Json& wish = Json::object()) {
    return asks("/v1/observer/plenum.v1.ObserverService/" + method, token_, wish);
  }
  std::string opens(const std::string& who, const std::string& source, int command) {
    static constexpr const char* ids[] = {"AAAAAAAAAAAAAAAAAAAAAA==", "AAAAAAAAAAAAAAAAAAAAAQ=="};
    const auto reply = asks("/plenum.v1.MemberService/OpenThread", who,
                            {{"commandId", ids[command]}, {"topicId", topic_}, {"title", "To be"}, {"source", source}});
    EXPECT_FALSE(reply.contains("refused")) << reply;
    return reply.value("postId", "");
  }

  RunningServer server_;
  std::string admin_, hamlet_, topic_, company_, seat_, token_;
};

TEST_F(RunningRegister, tells_an_author_who_read_what_and_nobody_else) {
  const auto ophelia = server_.add_member("ophelia", v1::MEMBER);
  const auto post = opens(hamlet_, "Or not, asks ophelia?", 0);
  opens(ophelia, "Good my lord.", 1);
  const auto topic = observes("ListTopics")["topics"][0]["id"];
  ASSERT_EQ(observes("ReadFeed", {{"topic", topic}})["updates"].size(), 2u);
  EXPECT_EQ(listening("ListRegister", Json::object(), hamlet_), Json::object()) << "the minute is not over";
  ASSERT_EQ(server_.stop(), 0);  // tells what is left
  ASSERT_NO_FATAL_FAILURE(server_.start());
  const auto told = listening("ListRegister", Json::object(), hamlet_);
  ASSERT_EQ(told["entries"].size(), 1u) << told;
  EXPECT_EQ(told["entries"][0]["company"], "Norway & Sons");
  EXPECT_EQ(told["entries"][0]["kind"], "READING_READ");
  EXPECT_EQ(told["entries"][0]["posts"], 1);
  const std::string own = told["entries"][0]["postIds"][0];
  EXPECT_TRUE(post.empty() || own == post);
  const auto readers = listening("ListReaders", {{"postId", own}}, hamlet_);
  EXPECT_EQ(readers["readers"][0]["company"], "Norway & Sons") << readers;
  EXPECT_TRUE(listening("ListReaders", {{"postId", own}}, ophelia).contains("refused"));
  EXPECT_EQ(listening("ListRegister", Json::object(), ophelia)["entries"].size(), 1u) << "of her own post";
  const auto week = listening("GetListeningWeek", Json::object(), hamlet_);
  EXPECT_EQ(week["companies"][0]["read"], 1) << week;
  EXPECT_EQ(std::stoll(week["weekMs"].get<std::string>()) % (7 * ms_of_day), 4 * ms_of_day) << "a Monday";
  EXPECT_TRUE(listening("GetListeningWeek", {{"weeksAgo", 53}}, hamlet_).contains("refused"));

  const auto use = house("ListUse", {{"companyId", company_}});
  EXPECT_EQ(use["use"][0]["read"], 2) << use;
  EXPECT_EQ(use["use"][0]["readsMax"], 20'000);
}

TEST_F(RunningRegister, shows_a_post_as_observers_will_read_it) {
  opens(hamlet_, "First, asks nobody.", 0);
  const Json wish = {{"topicId", topic_}, {"source", "Ask @gertrude, or write to hamlet@elsinore.example."}};
  const auto shown = listening("PreviewAsObserved", wish, hamlet_);
  EXPECT_EQ(shown["observed"], true) << shown;
  EXPECT_EQ(shown["text"], "Ask [name], or write to [mail].");
  EXPECT_EQ(shown["pseudonym"].get<std::string>().size(), 17u) << shown;
  EXPECT_EQ(shown["listeners"][0]["company"], "Norway & Sons");
  auto kept = wish;
  kept["membersOnly"] = true;
  EXPECT_FALSE(listening("PreviewAsObserved", kept, hamlet_).contains("observed"));
  EXPECT_TRUE(listening("PreviewAsObserved", {{"topicId", "999"}, {"source", "x"}}, hamlet_).contains("refused"));
  EXPECT_TRUE(listening("PreviewAsObserved", {{"topicId", topic_}, {"source", ""}}, hamlet_).contains("refused"));
}

TEST_F(RunningRegister, lets_a_suspended_author_read_the_register_and_withdraw) {
  opens(hamlet_, "Or not?", 0);
  const auto me = asks("/plenum.v1.MemberService/WhoAmI", hamlet_, Json::object());
  const auto suspended = asks("/plenum.v1.ModeratorService/ImposeSanction", admin_,
                              {{"commandId", "AAAAAAAAAAAAAAAAAAAABQ=="},
                               {"memberId", me["member"]["id"]},
                               {"kind", "SANCTION_SUSPENSION"},
                               {"reason", "Not in this tone."}});
  ASSERT_FALSE(suspended.contains("refused")) << suspended;
  EXPECT_EQ(listening("ListRegister", Json::object(), hamlet_), Json::object());
  EXPECT_TRUE(listening("PreviewAsObserved", {{"topicId", topic_}, {"source", "x"}}, hamlet_).contains("refused"));
}

TEST_F(RunningRegister, is_kept_by_admins_alone) {
  const auto polonius = server_.add_member("polonius", v1::MODERATOR);
  const auto* service = v1::ListAlarmsRequest::descriptor()->file()->FindServiceByName("HouseService");
  ASSERT_NE(service, nullptr);
  for (int i = 0; i < service->method_count(); ++i) {
    const auto path = "/plenum.v1.HouseService/" + service->method(i)->name();
    EXPECT_EQ(asks(path, hamlet_, Json::object())["refusal"]["code"], "FORBIDDEN") << path;
    EXPECT_EQ(asks(path, polonius, Json::object())["refusal"]["code"], "FORBIDDEN") << path;
    EXPECT_EQ(asks(path, token_, Json::object())["refusal"]["code"], "UNAUTHENTICATED") << path << ", by a seat";
    const auto reply = asks(path, admin_, Json::object());
    EXPECT_FALSE(reply.contains("refusal") && reply["refusal"]["code"] == "UNKNOWN_METHOD") << path << " " << reply;
  }
  EXPECT_TRUE(asks("/plenum.v1.AdminService/ListCompanies", admin_, Json::object()).contains("refused"));
}

TEST_F(RunningRegister, a_paused_seat_hears_nothing_until_it_is_resumed) {
  EXPECT_TRUE(observes("ListTopics").contains("topics"));
  EXPECT_EQ(house("PauseListening", {{"seatId", seat_}, {"paused", true}}), Json::object());
  EXPECT_TRUE(observes("ListTopics").contains("refused"));
  EXPECT_EQ(house("ListUse", {{"companyId", company_}})["use"][0]["paused"], true);
  EXPECT_EQ(house("PauseListening", {{"seatId", seat_}, {"paused", false}}), Json::object());
  EXPECT_TRUE(observes("ListTopics").contains("topics"));
  EXPECT_TRUE(house("PauseListening", {{"companyId", "5"}, {"paused", true}}).contains("refused"));
}

}  // namespace
}  // namespace plenum::test
