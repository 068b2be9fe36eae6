// JSON can name half a character ("\ud800"): what is no Unicode must not come in, for no binary reader could parse a
// frame that holds it.
#include "proto/member.pb.h"
#include "tests/gateway/seat.h"

namespace plenum::test {
namespace {

class HalfCharacters : public Elsinore {};

TEST_F(HalfCharacters, do_not_come_in) {
  auto ophelia = seat("ophelia");
  const std::string json = "Authorization: Bearer " + tokens_["ophelia"] + "\r\nContent-Type: application/json\r\n";
  for (const std::string half : {"\\ud800", "\\udc00 and on", "\\ud800\\u0041", "\xff", "\xed\xa0\x80"}) {
    const auto body =
        R"({"commandId":")" + command_id() + R"(","threadId":")" + thread_ + R"(","source":"half )" + half + "\"}";
    ophelia.raw(ophelia.post_request("/plenum.v1.MemberService/WritePost", json, body));
  }
  v1::ReadThreadRequest request;
  request.set_thread_id(std::stoull(thread_));
  const auto answer = ophelia.raw(
      ophelia.post_request("/plenum.v1.MemberService/ReadThread",
                           "Authorization: Bearer " + tokens_["ophelia"] + "\r\nContent-Type: application/proto\r\n",
                           request.SerializeAsString()));
  v1::ReadThreadReply page;
  EXPECT_TRUE(page.ParseFromString(answer.body)) << "a page that no binary reader can parse";
  for (const auto& post : page.posts()) std::cout << post.source() << "\n";
  EXPECT_GE(page.posts_size(), 1);
}

}  // namespace
}  // namespace plenum::test
