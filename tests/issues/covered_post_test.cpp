// ReadCoveredPost and ListNotes told a member who has the chair nowhere FORBIDDEN of what stands and NOT_FOUND of what
// does not: with them the chair's ids could be tried out one by one. The right is asked for first.
#include "tests/gateway/seat.h"

namespace plenum::test {
namespace {

class CoveredPost : public Elsinore {
protected:
  Json asks(const std::string& method, const Json& request) {
    return seat("ophelia").call_service("ModeratorService", method, request);
  }
};

TEST_F(CoveredPost, is_not_there_nor_away_for_whoever_has_not_the_chair) {
  const auto of_what_stands = asks("ReadCoveredPost", {{"postId", first_post_}});
  EXPECT_EQ(of_what_stands["refused"], "FORBIDDEN");
  EXPECT_EQ(asks("ReadCoveredPost", {{"postId", "12345"}}), of_what_stands);
  const auto notes = asks("ListNotes", {{"threadId", thread_}});
  EXPECT_EQ(notes["refused"], "FORBIDDEN");
  EXPECT_EQ(asks("ListNotes", {{"threadId", "12345"}}), notes);
}

}  // namespace
}  // namespace plenum::test
