// A line that closed while it followed streams read the key of each after it had erased it: nothing seen in release,
// a heap-use-after-free under ASan. The server's words on standard error are looked at when it is ended.
#include <gtest/gtest.h>

#include "tests/gateway/seat.h"

namespace plenum::test {
namespace {

class ClosingLine : public Elsinore {};

TEST_F(ClosingLine, leaves_every_stream_it_followed) {
  for (int i = 0; i < 20; ++i) {
    Line line(seat("ophelia"));
    ASSERT_FALSE(HasFailure()) << "the server is gone after " << i << " lines";
    line.call("subscribe", {{"topicId", topic_}});
    line.call("subscribe", {{"community", true}});
    line.socket().socket.reset();  // without a word, as a phone in a tunnel
  }
  Line after(seat("iago"));
  after.call("subscribe", {{"topicId", topic_}});
  const auto id = write("hamlet", "Still here?");
  EXPECT_FALSE(
      after.await_update([&](const Json& u) { return u.contains("post") && u["post"]["id"] == id; }).is_null());
}

}  // namespace
}  // namespace plenum::test
