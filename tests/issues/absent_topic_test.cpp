// Of a topic that is not there, members were told NOT_FOUND by the chair's queues and its stream, and FORBIDDEN of one
// that is; a report elsewhere was NOT_FOUND to read and FORBIDDEN to claim. One answer to one question.
#include "tests/gateway/seat.h"

namespace plenum::test {
namespace {

class AbsentTopic : public Elsinore {
protected:
  Json asks(const std::string& who, const std::string& method, const Json& request) {
    return seat(who).call_service("ModeratorService", method, request);
  }
};

TEST_F(AbsentTopic, is_for_members_as_one_that_is_there) {
  for (const auto* method : {"ListReports", "ListHeldPosts"}) {
    const auto there = asks("ophelia", method, {{"topicId", topic_}});
    EXPECT_EQ(there["refused"], "FORBIDDEN") << method;
    EXPECT_EQ(asks("ophelia", method, {{"topicId", "12345"}}), there) << method;
    EXPECT_EQ(asks("polonius", method, {{"topicId", "12345"}})["refused"], "NOT_FOUND") << method;
  }
  Line ophelia(seat("ophelia"));
  EXPECT_EQ(ophelia.call("subscribe", {{"staffTopicId", topic_}})["refused"], "FORBIDDEN");
  EXPECT_EQ(ophelia.call("subscribe", {{"staffTopicId", "12345"}})["refused"], "FORBIDDEN");
  Line polonius(seat("polonius"));
  EXPECT_EQ(polonius.call("subscribe", {{"staffTopicId", "12345"}})["refused"], "NOT_FOUND");
}

TEST_F(AbsentTopic, has_its_reports_read_and_claimed_by_one_right) {
  const auto other = server_.open_topic("Elsewhere");
  const std::string ophelia = seat("ophelia").call("WhoAmI", Json::object())["member"]["id"];
  const Json wish = {{"commandId", command_id()},
                     {"topicId", other},
                     {"memberId", ophelia},
                     {"moderates", true},
                     {"reason", "Well read."}};
  EXPECT_EQ(asks("hamlet", "SetTopicModerator", wish), Json::object());
  const auto post = write("hamlet", "Words.");
  EXPECT_EQ(asks("ophelia", "GetReport", {{"postId", post}})["refused"], "FORBIDDEN");
  EXPECT_EQ(asks("ophelia", "ClaimReport", {{"commandId", command_id()}, {"postId", post}})["refused"], "FORBIDDEN");
}

}  // namespace
}  // namespace plenum::test
