// Calls over HTTP: what is answered, what is refused, and that the same wish is done once.
#include <gtest/gtest.h>

#include "tests/gateway/seat.h"

namespace plenum::test {
namespace {

class Calls : public Elsinore {
protected:
  std::string json_headers() {
    return "Authorization: Bearer " + tokens_["hamlet"] + "\r\nContent-Type: application/json\r\n";
  }
};

TEST_F(Calls, the_same_command_is_done_once_also_after_the_server_died) {
  const Json wish = {{"commandId", command_id()}, {"threadId", thread_}, {"source", "Once."}};
  const auto first = seat("hamlet").call("WritePost", wish);
  EXPECT_EQ(seat("hamlet").call("WritePost", wish), first);
  server_.kill();
  ASSERT_NO_FATAL_FAILURE(server_.start());
  EXPECT_EQ(seat("hamlet").call("WritePost", wish), first);
  const auto page = seat("hamlet").call("ReadThread", {{"threadId", thread_}, {"fromStart", true}});
  EXPECT_EQ(page["posts"].size(), 2u);
}

TEST_F(Calls, another_wish_under_the_same_id_is_refused) {
  Json wish = {{"commandId", command_id()}, {"threadId", thread_}, {"source", "Once."}};
  seat("hamlet").call("WritePost", wish);
  wish["source"] = "Twice.";
  EXPECT_EQ(seat("hamlet").call("WritePost", wish)["refused"], "COMMAND_ID_REUSED");
  EXPECT_TRUE(seat("ophelia").call("WritePost", wish).contains("postId")) << "ids are each member's own";
}

TEST_F(Calls, a_refusal_is_not_remembered) {
  const Json wish = {{"commandId", command_id()}, {"threadId", thread_}, {"source", "Later."}};
  const Json lock = {{"commandId", command_id()}, {"threadId", thread_}, {"locked", true}};
  const Json unlock = {{"commandId", command_id()}, {"threadId", thread_}, {"locked", false}};
  EXPECT_EQ(seat("polonius").call_service("ModeratorService", "LockThread", lock), Json::object());
  EXPECT_EQ(seat("ophelia").call("WritePost", wish)["refused"], "THREAD_LOCKED");
  EXPECT_TRUE(seat("polonius").call("WritePost", wish).contains("postId")) << "the chair has the last word";
  EXPECT_EQ(seat("polonius").call_service("ModeratorService", "LockThread", unlock), Json::object());
  EXPECT_TRUE(seat("ophelia").call("WritePost", wish).contains("postId"));
}

TEST_F(Calls, only_the_chair_locks) {
  const Json lock = {{"commandId", command_id()}, {"threadId", thread_}, {"locked", true}};
  EXPECT_EQ(seat("iago").call_service("ModeratorService", "LockThread", lock)["refused"], "FORBIDDEN");
}

TEST_F(Calls, without_a_session_nothing_is_answered) {
  EXPECT_EQ(seat("").call("ListTopics", Json::object())["refused"], "UNAUTHENTICATED");
  EXPECT_EQ(Seat(server_, "plm_t_made_up").call("ListTopics", Json::object())["refused"], "UNAUTHENTICATED");
}

TEST_F(Calls, the_operator_s_service_is_not_at_the_community_s_door) {
  EXPECT_EQ(seat("hamlet").call_service("AdminService", "Status", Json::object())["refused"], "UNKNOWN_METHOD");
}

TEST_F(Calls, what_is_wrong_with_a_request_is_said_with_a_fitting_status) {
  struct Case {
    const char* what;
    std::string request;
    unsigned status;
    const char* code;
  };
  auto here = seat("hamlet");
  const std::string list = "/plenum.v1.MemberService/ListTopics";
  const std::string bearer = "Authorization: Bearer " + tokens_["hamlet"] + "\r\n";
  const std::vector<Case> cases = {
      {"no JSON", here.post_request(list, json_headers(), "{"), 400, "MALFORMED"},
      {"not UTF-8", here.post_request("/plenum.v1.MemberService/Preview", json_headers(), "{\"source\":\"\xC3\x28\"}"),
       400, "MALFORMED"},
      {"protobuf that is not UTF-8",
       here.post_request("/plenum.v1.MemberService/Preview", bearer + "Content-Type: application/proto\r\n",
                         "\x0A\x02\xC3\x28"),
       400, "MALFORMED"},
      {"an unknown field", here.post_request(list, json_headers(), "{\"x\":1}"), 400, "UNKNOWN_FIELD"},
      {"an unknown protobuf field", here.post_request(list, bearer + "Content-Type: application/proto\r\n", "\x78\x01"),
       400, "UNKNOWN_FIELD"},
      {"an unknown method", here.post_request("/plenum.v1.MemberService/Shout", json_headers(), "{}"), 404,
       "UNKNOWN_METHOD"},
      {"an unknown service", here.post_request("/plenum.v1.Nobody/Shout", json_headers(), "{}"), 404, "UNKNOWN_METHOD"},
      {"another content type", here.post_request(list, bearer + "Content-Type: text/plain\r\n", "{}"), 415,
       "WRONG_CONTENT_TYPE"},
      {"no content type", here.post_request(list, bearer, "{}"), 415, "WRONG_CONTENT_TYPE"},
      {"a cookie from another site",
       here.post_request(list, json_headers() + "Cookie: plenum=x\r\nOrigin: http://evil.example\r\n", "{}"), 403,
       "WRONG_ORIGIN"},
  };
  for (const auto& c : cases) {
    const auto answer = here.raw(c.request);
    EXPECT_EQ(answer.status, c.status) << c.what;
    EXPECT_EQ(Json::parse(answer.body, nullptr, false)["refusal"]["code"], c.code) << c.what << ": " << answer.body;
  }
  EXPECT_EQ(here.raw("GET " + list + " HTTP/1.1\r\nHost: x\r\n\r\n").status, 405u);
}

TEST_F(Calls, a_live_line_from_another_site_is_refused) {
  RawWebSocket socket(seat("hamlet").port());
  EXPECT_FALSE(socket.open("/v1/live", "Sec-WebSocket-Protocol: plenum.v1.json\r\nOrigin: http://evil.example\r\n"));
  EXPECT_EQ(socket.answer.status, 403u);
}

TEST_F(Calls, what_may_not_be_seen_and_what_does_not_exist_are_answered_alike) {
  const auto id = write("hamlet", "Soon gone.");
  seat("hamlet").call("DeletePost", {{"commandId", command_id()}, {"postId", id}});
  EXPECT_EQ(seat("ophelia").call("ListRevisions", {{"postId", id}}),
            seat("ophelia").call("ListRevisions", {{"postId", "4242"}}));
}

TEST_F(Calls, a_post_has_its_whole_life) {
  const auto id = write("ophelia", "One");
  EXPECT_EQ(seat("iago").call("EditPost", {{"commandId", command_id()}, {"postId", id}, {"source", "Ha"}})["refused"],
            "NOT_AUTHOR");
  EXPECT_EQ(seat("ophelia").call("EditPost", {{"commandId", command_id()}, {"postId", id}, {"source", "Two"}}),
            Json::object());
  const auto history = seat("iago").call("ListRevisions", {{"postId", id}})["revisions"];
  ASSERT_EQ(history.size(), 2u);
  EXPECT_EQ(history[0]["source"], "One");
  EXPECT_EQ(history[1]["source"], "Two");
  const auto deleted = [&](const std::string& reason) {
    return seat("polonius").call("DeletePost", {{"commandId", command_id()}, {"postId", id}, {"reason", reason}});
  };
  EXPECT_EQ(deleted(" ")["refused"], "REASON_MISSING") << "it is another's";
  EXPECT_EQ(deleted("Unseemly."), Json::object());
  EXPECT_EQ(seat("ophelia").call("GetPost", {{"postId", id}})["post"].value("coverReason", ""), "Unseemly.");
  EXPECT_EQ(seat("ophelia").call("RestorePost", {{"commandId", command_id()}, {"postId", id}})["refused"], "NOT_AUTHOR")
      << "what the chair took away, the chair gives back";
  EXPECT_EQ(seat("polonius").call("RestorePost", {{"commandId", command_id()}, {"postId", id}}), Json::object());
  EXPECT_EQ(seat("iago").call("GetPost", {{"postId", id}})["post"]["source"], "Two");
}

TEST_F(Calls, a_quote_must_stand_in_the_post) {
  const auto id = write("ophelia", "The **lady** doth protest too much.");
  const Json honest = {{"commandId", command_id()},
                       {"threadId", thread_},
                       {"source", "Does she?"},
                       {"replyTo", id},
                       {"quote", "lady doth protest"}};
  Json liar = honest;
  liar["commandId"] = command_id();
  liar["quote"] = "lady agrees";
  EXPECT_EQ(seat("iago").call("WritePost", liar)["refused"], "QUOTE_NOT_FOUND");
  const auto reply = seat("iago").call("WritePost", honest);
  const auto shown = seat("iago").call("GetPost", {{"postId", reply["postId"]}})["post"]["replyTo"];
  EXPECT_EQ(shown["excerpt"], "lady doth protest");
  EXPECT_EQ(shown["author"]["handle"], "ophelia");
}

TEST_F(Calls, pages_meet_without_a_gap_and_say_what_lies_around_them) {
  std::vector<std::string> all = {first_post_};
  for (int i = 0; i < 24; ++i) all.push_back(write("hamlet", "Post " + std::to_string(i)));
  auto reader = seat("ophelia");
  std::vector<std::string> read;
  Json request = {{"threadId", thread_}, {"fromStart", true}, {"limit", 7}};
  for (;;) {
    const auto page = reader.call("ReadThread", request);
    EXPECT_EQ(page.value("indexOfFirst", 0u), read.size());
    for (const auto& post : page["posts"]) read.push_back(post["id"]);
    if (!page.value("moreAfter", false)) break;
    request = {{"threadId", thread_}, {"afterPlace", page["posts"].back()["place"]}, {"limit", 7}};
  }
  EXPECT_EQ(read, all);
  const auto middle = reader.call("ReadThread", {{"threadId", thread_}, {"aroundPost", all[12]}, {"limit", 5}});
  EXPECT_EQ(middle["posts"].size(), 5u);
  EXPECT_EQ(middle["moreBefore"], true);
  EXPECT_EQ(middle["moreAfter"], true);
  const auto end = reader.call("ReadThread", {{"threadId", thread_}, {"fromEnd", true}, {"limit", 3}});
  EXPECT_EQ(end["posts"].back()["id"], all.back());
  EXPECT_FALSE(end.contains("moreAfter"));
}

TEST_F(Calls, own_posts_are_never_unread_and_what_was_written_before_one_joined_is_not_either) {
  write("ophelia", "Mine.");
  const auto newcomer_token = server_.add_member("fortinbras", v1::MEMBER);
  const auto reading = [&](Seat who) {
    return who.call("ListThreads", {{"topicId", topic_}})["threads"][0]["reading"];
  };
  EXPECT_EQ(reading(seat("ophelia"))["unread"], 1) << "hamlet's, which opened the thread";
  EXPECT_FALSE(reading(Seat(server_, newcomer_token)).contains("unread"));
  write("hamlet", "News.");
  EXPECT_EQ(reading(seat("ophelia"))["unread"], 2);
}

TEST_F(Calls, a_draft_is_kept_by_the_server_and_goes_when_it_is_empty) {
  auto ophelia = seat("ophelia");
  EXPECT_EQ(ophelia.call("SaveDraft", {{"threadId", thread_}, {"source", "Unfinis"}}), Json::object());
  EXPECT_EQ(ophelia.call("GetDraft", {{"threadId", thread_}})["draft"]["source"], "Unfinis");
  EXPECT_EQ(seat("iago").call("GetDraft", {{"threadId", thread_}}), Json::object());
  EXPECT_EQ(ophelia.call("SaveDraft", {{"threadId", thread_}}), Json::object());
  EXPECT_EQ(ophelia.call("GetDraft", {{"threadId", thread_}}), Json::object());
}

TEST_F(Calls, raw_html_never_passes) {
  const auto id = write("iago", "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>");
  const std::string html = seat("ophelia").call("GetPost", {{"postId", id}})["post"]["html"];
  EXPECT_EQ(html.find("<script"), std::string::npos) << html;
  EXPECT_EQ(html.find("href=\"javascript:"), std::string::npos) << html;
  EXPECT_EQ(html.find("<img"), std::string::npos) << html;
}

TEST_F(Calls, the_page_comes_with_a_strict_policy) {
  const auto answer = seat("hamlet").raw("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  if (answer.status == 404) GTEST_SKIP() << "this program was built without the web client";
  EXPECT_EQ(answer.status, 200u);
  EXPECT_NE(answer.header("Content-Security-Policy").find("script-src 'self'"), std::string::npos);
  EXPECT_EQ(answer.header("Content-Security-Policy").find("unsafe"), std::string::npos);
  EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
}

}  // namespace
}  // namespace plenum::test
