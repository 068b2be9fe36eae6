// Whoever is suspended or banned signs in, sees what was done, why and until when, may answer once; and nothing else.
#include <set>

#include <google/protobuf/descriptor.h>

#include "proto/moderator.pb.h"
#include "tests/chair/court.h"

namespace plenum::test {
namespace {

class Suspended : public Court {};

TEST_F(Suspended, sees_what_was_done_why_and_until_when_and_not_by_whom) {
  impose("polonius", "iago", "SANCTION_SUSPENSION", 3'600'000);
  const auto mine = member("iago", "ListMySanctions");
  ASSERT_EQ(mine["sanctions"].size(), 1u) << mine;
  EXPECT_EQ(mine["sanctions"][0]["kind"], "SANCTION_SUSPENSION");
  EXPECT_EQ(mine["sanctions"][0]["reason"], "Not in this tone.");
  EXPECT_GT(std::stoll(mine["sanctions"][0]["endsAtMs"].get<std::string>()), now_ms());
  EXPECT_EQ(mine.dump().find(ids_["polonius"]), std::string::npos);
  const auto me = member("iago", "WhoAmI");
  EXPECT_EQ(me["rights"]["standing"], "STANDING_SUSPENDED");
  EXPECT_EQ(me["rights"]["may"], Json::array({"see_own_sanctions", "withdraw_own_post"}));
}

TEST_F(Suspended, calls_nothing_else_of_either_service) {
  impose("polonius", "iago", "SANCTION_BAN");
  const std::set<std::string> open = {"WhoAmI", "ListMySanctions", "AcknowledgeWarning", "Appeal", "WithdrawPost"};
  for (const auto* file : {v1::WhoAmIRequest::descriptor()->file(), v1::GetPersonRequest::descriptor()->file()}) {
    const auto* service = file->service(0);
    for (int i = 0; i < service->method_count(); ++i) {
      const auto& method = service->method(i)->name();
      if (open.contains(method)) continue;
      const auto reply = seat("iago").call_service(service->name(), method, Json::object());
      const auto code = refused(reply);
      EXPECT_TRUE(code == "MEMBER_BANNED" || code == "UNKNOWN_METHOD") << method << ": " << reply;
    }
  }
}

TEST_F(Suspended, is_put_out_of_the_room_at_once_and_not_let_in_again) {
  Line iago(seat("iago"));
  iago.call("subscribe", {{"topicId", topic_}});
  impose("polonius", "iago", "SANCTION_SUSPENSION", 3'600'000);
  EXPECT_EQ(iago.await_close(), 4502);
  Line again(seat("iago"), false);
  EXPECT_EQ(refused(again.call("hello", Json::object())), "MEMBER_SUSPENDED");
  EXPECT_EQ(again.await_close(), 4502);
}

TEST_F(Suspended, answers_once_and_is_answered_once) {
  const std::string id = impose("polonius", "iago", "SANCTION_BAN")["sanctionId"];
  EXPECT_EQ(refused(member("iago", "Appeal", {{"sanctionId", id}, {"words", " "}})), "BODY_EMPTY");
  EXPECT_EQ(member("iago", "Appeal", {{"sanctionId", id}, {"words", "I was provoked."}}), Json::object());
  EXPECT_EQ(refused(member("iago", "Appeal", {{"sanctionId", id}, {"words", "Again."}})), "ALREADY_APPEALED");
  EXPECT_EQ(refused(member("ophelia", "Appeal", {{"sanctionId", id}, {"words", "For him."}})), "NOT_FOUND");
  const Json answer = {
      {"memberId", ids_["iago"]}, {"sanctionId", id}, {"granted", false}, {"reason", "We have read it."}};
  EXPECT_EQ(chair("gertrude", "AnswerAppeal", answer), Json::object());
  const auto late = chair("polonius", "AnswerAppeal", answer);
  EXPECT_EQ(refused(late), "NOTHING_CHANGED");
  EXPECT_EQ(as_it_stands(late)["who"], ids_["gertrude"]);
  const auto mine = member("iago", "ListMySanctions")["sanctions"][0];
  EXPECT_EQ(mine["appeal"], "APPEAL_UPHELD");
  EXPECT_EQ(mine["appealAnswer"], "We have read it.");
  EXPECT_EQ(refused(member("iago", "ListTopics")), "MEMBER_BANNED");
}

TEST_F(Suspended, is_back_as_soon_as_it_is_lifted_or_an_appeal_is_granted) {
  const std::string id = impose("polonius", "iago", "SANCTION_BAN")["sanctionId"];
  member("iago", "Appeal", {{"sanctionId", id}, {"words", "I was provoked."}});
  chair("gertrude", "AnswerAppeal",
        {{"memberId", ids_["iago"]}, {"sanctionId", id}, {"granted", true}, {"reason", "So you were."}});
  EXPECT_TRUE(member("iago", "ListTopics").contains("topics"));
  Line iago(seat("iago"));
  EXPECT_EQ(iago.welcome()["you"]["handle"], "iago");
}

TEST_F(Suspended, may_sign_out) {
  impose("polonius", "iago", "SANCTION_BAN");
  EXPECT_EQ(seat("iago").call_service("IdentityService", "SignOut", Json::object()), Json::object());
  EXPECT_EQ(refused(member("iago", "WhoAmI")), "UNAUTHENTICATED");
}

}  // namespace
}  // namespace plenum::test
