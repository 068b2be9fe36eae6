// A token was read when the line was opened, and the hello came up to ten seconds later: whoever was signed out in
// between was greeted, and followed the community for as long as the line stood.
#include "tests/gateway/seat.h"

namespace plenum::test {
namespace {

class EndedSession : public Elsinore {};

TEST_F(EndedSession, between_upgrade_and_hello_is_noticed) {
  Line line(seat("ophelia"), false);
  seat("ophelia").call_service("IdentityService", "SignOut", {{"everywhere", true}});
  EXPECT_FALSE(line.call("hello", Json::object()).contains("you"));
  EXPECT_EQ(line.await_close(), 4501);
}

TEST_F(EndedSession, is_noticed_by_the_next_wish) {
  Line line(seat("ophelia"));
  seat("ophelia").call_service("IdentityService", "SignOut", {{"everywhere", true}});
  const auto topics = line.call("listTopics", Json::object());
  EXPECT_FALSE(topics.contains("topics")) << topics;
  EXPECT_EQ(line.await_close(), 4501);
}

}  // namespace
}  // namespace plenum::test
