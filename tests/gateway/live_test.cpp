// The live line, as a person with any WebSocket client meets it.
#include <gtest/gtest.h>

#include "proto/admin.pb.h"
#include "tests/gateway/seat.h"

namespace plenum::test {
namespace {

class Live : public Elsinore {
protected:
  static auto post_saying(const std::string& source) {
    return [source](const Json& u) { return u.contains("post") && u["post"].value("source", "") == source; };
  }
  static auto post_with_id(const std::string& id) {
    return [id](const Json& u) { return u.contains("post") && u["post"]["id"] == id; };
  }
};

TEST_F(Live, nothing_is_taken_before_the_hello_and_only_one_hello) {
  Line line(seat("hamlet"), false);
  EXPECT_EQ(line.call("listTopics", Json::object())["refused"], "HELLO_FIRST");
  EXPECT_EQ(line.call("hello", Json::object())["you"]["handle"], "hamlet");
  EXPECT_EQ(line.call("hello", Json::object())["refused"], "ALREADY_GREETED");
}

TEST_F(Live, a_hello_without_a_session_is_refused_and_closed) {
  Line line(seat(""), false);
  EXPECT_EQ(line.call("hello", {{"ticket", "made up"}})["refused"], "UNAUTHENTICATED");
  EXPECT_EQ(line.await_close(), 4501);
}

TEST_F(Live, a_silent_line_is_closed_after_the_hello_deadline) {
  Line line(seat("hamlet"), false);
  EXPECT_EQ(line.await_close(), 4503);
}

TEST_F(Live, a_frame_of_the_other_encoding_is_closed) {
  Line line(seat("hamlet"));
  line.socket().send({.opcode = op_binary, .payload = "x"});
  EXPECT_EQ(line.await_close(), 4500);
}

TEST_F(Live, what_does_not_parse_is_refused_and_the_line_stands) {
  Line line(seat("hamlet"));
  line.socket().send_text("{\"request\":");
  EXPECT_EQ(line.await_reply(0)["refusal"]["code"], "MALFORMED");
  line.socket().send_text(R"({"request":77,"writePost":{"shout":true}})");
  EXPECT_EQ(line.await_reply(77)["refusal"]["code"], "UNKNOWN_FIELD");
  line.socket().send_text(R"({"request":78})");
  EXPECT_EQ(line.await_reply(78)["refusal"]["code"], "UNKNOWN_METHOD");
  EXPECT_EQ(line.call("whoAmI", Json::object())["member"]["handle"], "hamlet");
}

TEST_F(Live, a_million_nestings_cost_nothing) {
  Line line(seat("hamlet"));
  std::string deep;
  for (int i = 0; i < 5'000; ++i) deep += "{\"hello\":";
  line.socket().send_text(deep);
  EXPECT_EQ(line.await_reply(0)["refusal"]["code"], "MALFORMED");
  EXPECT_EQ(line.call("whoAmI", Json::object())["member"]["handle"], "hamlet");
}

TEST_F(Live, a_post_reaches_whoever_follows_and_its_author_is_answered) {
  Line hamlet(seat("hamlet"));
  Line ophelia(seat("ophelia"));
  Line iago(seat("iago"));
  hamlet.call("subscribe", {{"topicId", topic_}});
  ophelia.call("subscribe", {{"topicId", topic_}});
  const auto reply =
      hamlet.call("writePost", {{"commandId", command_id()}, {"threadId", thread_}, {"source", "Alas."}});
  const auto seen = ophelia.await_update(post_saying("Alas."));
  ASSERT_FALSE(seen.is_null());
  EXPECT_EQ(seen["post"]["id"], reply["postId"]);
  EXPECT_EQ(seen["post"]["author"]["handle"], "hamlet");
  EXPECT_EQ(seen["post"]["html"], "<p dir=\"auto\">Alas.</p>");
  EXPECT_FALSE(hamlet.await_update(post_saying("Alas.")).is_null());
  EXPECT_TRUE(iago.take_updates().empty()) << "iago follows nothing";
}

TEST_F(Live, both_encodings_carry_the_same_post) {
  RawWebSocket binary(seat("ophelia").port());
  ASSERT_TRUE(binary.open(
      "/v1/live", "Sec-WebSocket-Protocol: plenum.v1.proto\r\nAuthorization: Bearer " + tokens_["ophelia"] + "\r\n"));
  v1::ClientFrame frame;
  frame.set_request(1);
  frame.mutable_hello();
  binary.send({.opcode = op_binary, .payload = frame.SerializeAsString()});
  frame.set_request(2);
  frame.mutable_subscribe()->set_topic_id(std::stoull(topic_));
  binary.send({.opcode = op_binary, .payload = frame.SerializeAsString()});
  binary.receive();
  binary.receive();
  Line json(seat("iago"));
  json.call("subscribe", {{"topicId", topic_}});
  const auto id = write("hamlet", "The same words.");
  v1::ServerFrame server;
  do {
    const auto got = binary.receive();
    ASSERT_TRUE(got);
    ASSERT_TRUE(server.ParseFromString(got->payload));
  } while (!server.has_updates());
  EXPECT_EQ(std::to_string(server.updates().updates(0).post().id()), id);
  EXPECT_EQ(server.updates().updates(0).post().source(), "The same words.");
  EXPECT_FALSE(json.await_update(post_with_id(id)).is_null());
}

TEST_F(Live, whoever_was_away_gets_posts_edits_deletions_and_reactions_of_meanwhile) {
  std::string position;
  {
    Line ophelia(seat("ophelia"));
    ophelia.call("subscribe", {{"topicId", topic_}});
    position = ophelia.position();
  }
  const auto kept = write("hamlet", "First.");
  const auto deleted = write("hamlet", "Regretted.");
  seat("hamlet").call("EditPost", {{"commandId", command_id()}, {"postId", kept}, {"source", "First, mended."}});
  seat("hamlet").call("DeletePost", {{"commandId", command_id()}, {"postId", deleted}});
  seat("iago").call("AddReaction", {{"commandId", command_id()}, {"postId", kept}, {"emoji", "👍"}});

  Line back(seat("ophelia"));
  EXPECT_EQ(back.call("subscribe", {{"topicId", topic_}, {"since", {{"token", position}}}})["recovered"], true);
  const auto updates = back.take_updates();
  Json last_kept;
  Json last_deleted;
  int reactions = 0;
  for (const auto& update : updates) {
    if (post_with_id(kept)(update)) last_kept = update["post"];
    if (post_with_id(deleted)(update)) last_deleted = update["post"];
    reactions += update.contains("reaction") ? 1 : 0;
    EXPECT_EQ(update.dump().find("Regretted"), std::string::npos) << "deleted words came by resume";
  }
  EXPECT_EQ(last_kept["source"], "First, mended.");
  EXPECT_EQ(last_kept["edits"], 1);
  EXPECT_EQ(last_kept["reactions"][0]["count"], 1);
  EXPECT_EQ(last_deleted["deleted"], true);
  EXPECT_FALSE(last_deleted.contains("source"));
  EXPECT_EQ(reactions, 1);
}

TEST_F(Live, the_server_dies_and_a_position_still_counts) {
  std::string position;
  {
    Line ophelia(seat("ophelia"));
    ophelia.call("subscribe", {{"topicId", topic_}});
    position = ophelia.position();
  }
  const auto id = write("hamlet", "Before the fall.");
  server_.kill();
  ASSERT_NO_FATAL_FAILURE(server_.start());
  Line back(seat("ophelia"));
  EXPECT_EQ(back.call("subscribe", {{"topicId", topic_}, {"since", {{"token", position}}}})["recovered"], true);
  EXPECT_FALSE(back.await_update(post_with_id(id)).is_null());
}

TEST_F(Live, a_position_that_was_made_up_or_of_another_stream_is_refused) {
  Line line(seat("ophelia"));
  line.call("subscribe", {{"topicId", topic_}});
  auto token = line.position();
  EXPECT_EQ(line.call("subscribe", {{"community", true}, {"since", {{"token", token}}}})["refused"],
            "POSITION_UNKNOWN");
  token[8] = token[8] == 'A' ? 'B' : 'A';
  EXPECT_EQ(line.call("subscribe", {{"topicId", topic_}, {"since", {{"token", token}}}})["refused"],
            "POSITION_UNKNOWN");
}

TEST_F(Live, a_topic_that_does_not_exist_cannot_be_followed) {
  Line line(seat("ophelia"));
  EXPECT_EQ(line.call("subscribe", {{"topicId", "12345"}})["refused"], "NOT_FOUND");
  EXPECT_EQ(line.call("subscribe", Json::object())["refused"], "FIELD_INVALID");
}

TEST_F(Live, after_unsubscribing_nothing_comes) {
  Line line(seat("ophelia"));
  line.call("subscribe", {{"topicId", topic_}});
  line.call("unsubscribe", {{"topicId", topic_}});
  write("hamlet", "Into the void.");
  EXPECT_EQ(line.call("whoAmI", Json::object())["member"]["handle"], "ophelia");
  EXPECT_TRUE(line.take_updates().empty());
}

TEST_F(Live, signing_out_everywhere_closes_open_lines) {
  Line line(seat("ophelia"));
  EXPECT_EQ(seat("ophelia").call_service("IdentityService", "SignOut", {{"everywhere", true}}), Json::object());
  EXPECT_EQ(line.await_close(), 4501);
}

TEST_F(Live, a_demoted_moderator_has_lost_the_chair_on_the_open_line) {
  Line line(seat("polonius"));
  v1::SetRoleRequest request;
  request.set_handle("polonius");
  request.set_role(v1::MEMBER);
  server_.operate<v1::SetRoleReply>("SetRole", request);
  const auto id = write("hamlet", "Mine.");
  EXPECT_EQ(line.call("deletePost", {{"commandId", command_id()}, {"postId", id}})["refused"], "NOT_AUTHOR");
}

TEST_F(Live, typing_and_looking_are_told_and_pass) {
  Line hamlet(seat("hamlet"));
  Line ophelia(seat("ophelia"));
  ophelia.call("subscribe", {{"topicId", topic_}});
  hamlet.send({{"looking", {{"threadId", thread_}}}});
  hamlet.send({{"typing", {{"threadId", thread_}}}});
  const auto types = [](const Json& p) { return p["threads"][0].contains("typing"); };
  const auto seen = ophelia.await_presence(types);
  ASSERT_FALSE(seen.is_null());
  EXPECT_EQ(seen["threads"][0]["typing"][0]["handle"], "hamlet");
  EXPECT_EQ(seen["threads"][0]["here"][0]["handle"], "hamlet");
  EXPECT_FALSE(ophelia.await_presence([&](const Json& p) { return !types(p); }).is_null()) << "typing never passed";

  Line late(seat("iago"));
  late.call("subscribe", {{"topicId", topic_}});
  EXPECT_FALSE(late.await_presence([](const Json& p) { return p["threads"][0].contains("here"); }).is_null());
}

TEST_F(Live, reading_on_one_device_is_read_on_the_other) {
  const auto id = write("hamlet", "Read this.");
  Line phone(seat("ophelia"));
  Line desk(seat("ophelia"));
  const auto place = seat("ophelia").call("GetPost", {{"postId", id}})["post"]["place"];
  desk.call("moveCursor", {{"threadId", thread_}, {"place", place}});
  const auto move = phone.await_update([](const Json& u) { return u.contains("cursor"); });
  ASSERT_FALSE(move.is_null());
  EXPECT_EQ(move["cursor"]["place"], place);
  const auto listed = seat("ophelia").call("ListThreads", {{"topicId", topic_}});
  EXPECT_FALSE(listed["threads"][0]["reading"].contains("unread"));
}

TEST_F(Live, a_mention_is_told_to_the_mentioned_alone) {
  Line ophelia(seat("ophelia"));
  Line iago(seat("iago"));
  const std::string her = ophelia.welcome()["you"]["id"];
  const auto id = write("hamlet", "Ask [@ophelia](member:" + her + ").");
  const auto told = ophelia.await_update([](const Json& u) { return u.contains("mentioned"); });
  ASSERT_FALSE(told.is_null());
  EXPECT_EQ(told["mentioned"]["postId"], id);
  EXPECT_TRUE(iago.take_updates().empty());
  EXPECT_EQ(seat("ophelia").call("ListThreads", {{"topicId", topic_}})["threads"][0]["reading"]["mentioned"], true);
}

}  // namespace
}  // namespace plenum::test
