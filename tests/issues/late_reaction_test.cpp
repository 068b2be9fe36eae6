// A reaction to a post that had been deleted meanwhile was still told to whoever came back: who it was from and what it
// was, of a post of which nothing may be shown.
#include "tests/gateway/seat.h"

namespace plenum::test {
namespace {

class LateReaction : public Elsinore {
protected:
  void ask(const std::string& method, Json request) {
    request["commandId"] = command_id();
    EXPECT_EQ(seat("hamlet").call(method, request), Json::object());
  }
};

TEST_F(LateReaction, is_not_told_of_a_tombstone) {
  const auto edited = write("hamlet", "First.");
  const auto deleted = write("hamlet", "Regretted.");
  std::string position;
  {
    Line ophelia(seat("ophelia"));
    ophelia.call("subscribe", {{"topicId", topic_}});
    position = ophelia.position();
  }
  ask("AddReaction", {{"postId", edited}, {"emoji", "👍"}});
  ask("EditPost", {{"postId", edited}, {"source", "Mended."}});
  ask("AddReaction", {{"postId", deleted}, {"emoji", "👍"}});
  ask("DeletePost", {{"postId", deleted}});

  Line back(seat("ophelia"));
  back.call("subscribe", {{"topicId", topic_}, {"since", {{"token", position}}}});
  const auto updates = back.take_updates();
  ASSERT_EQ(updates.size(), 3u) << "a tombstone has no reactions: " << Json(updates);
  EXPECT_EQ(updates[0]["reaction"]["count"], 1);
  EXPECT_EQ(updates[1]["post"]["source"], "Mended.");
  EXPECT_EQ(updates[1]["post"]["version"], 3);
  EXPECT_EQ(updates[2]["post"]["deleted"], true);
}

}  // namespace
}  // namespace plenum::test
