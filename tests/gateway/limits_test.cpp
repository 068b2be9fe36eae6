// Each limit of PROTOCOL.md that a member can meet: just inside it goes, just beyond it is refused.
#include "proto/limits.h"

#include <gtest/gtest.h>

#include "proto/admin.pb.h"
#include "tests/gateway/seat.h"

namespace plenum::test {
namespace {

class Limits : public Elsinore {
protected:
  std::string verdict(const std::string& handle, const std::string& method, Json request) {
    request["commandId"] = command_id();
    return seat(handle).call(method, request).value("refused", "accepted");
  }
  std::string post(const std::string& source) {
    return verdict("hamlet", "WritePost", {{"threadId", thread_}, {"source", source}});
  }
};

std::string characters(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "é";
  return text;
}

TEST_F(Limits, a_post_s_source_has_40000_bytes) {
  EXPECT_EQ(post(std::string(limits::body_source_bytes_max, 'x')), "accepted");
  EXPECT_EQ(post(std::string(limits::body_source_bytes_max + 1, 'x')), "BODY_TOO_LONG");
  EXPECT_EQ(post(""), "BODY_EMPTY");
  EXPECT_EQ(post(" \n\t "), "BODY_EMPTY");
}

TEST_F(Limits, a_title_has_200_characters) {
  const auto open = [&](const std::string& title) {
    return verdict("hamlet", "OpenThread", {{"topicId", topic_}, {"title", title}, {"source", "x"}});
  };
  EXPECT_EQ(open(characters(limits::title_characters_max)), "accepted");
  EXPECT_EQ(open(characters(limits::title_characters_max + 1)), "TITLE_TOO_LONG");
  EXPECT_EQ(open("  "), "TITLE_EMPTY");
  EXPECT_EQ(open("two\nlines"), "FIELD_INVALID");
}

TEST_F(Limits, a_quote_has_1000_characters) {
  const auto id = write("hamlet", characters(2'000));
  const auto reply = [&](std::size_t count) {
    return verdict("iago", "WritePost",
                   {{"threadId", thread_}, {"source", "x"}, {"replyTo", id}, {"quote", characters(count)}});
  };
  EXPECT_EQ(reply(limits::quote_characters_max), "accepted");
  EXPECT_EQ(reply(limits::quote_characters_max + 1), "BODY_TOO_LONG");
}

TEST_F(Limits, a_profile_s_field_has_80_characters) {
  EXPECT_EQ(verdict("iago", "ChangeProfile", {{"specialty", characters(limits::profile_characters_max)}}), "accepted");
  EXPECT_EQ(verdict("iago", "ChangeProfile", {{"specialty", characters(limits::profile_characters_max + 1)}}),
            "PROFILE_TOO_LONG");
}

TEST_F(Limits, an_emoji_has_64_bytes_and_a_post_20_of_them) {
  const auto react = [&](const std::string& emoji) {
    return verdict("iago", "AddReaction", {{"postId", first_post_}, {"emoji", emoji}});
  };
  EXPECT_EQ(react(std::string(limits::emoji_bytes_max + 1, 'x')), "EMOJI_INVALID");
  for (std::size_t i = 0; i < limits::emoji_per_post_max; ++i) EXPECT_EQ(react("e" + std::to_string(i)), "accepted");
  EXPECT_EQ(react("one more"), "TOO_MANY_REACTIONS");
  EXPECT_EQ(verdict("ophelia", "AddReaction", {{"postId", first_post_}, {"emoji", "e0"}}), "accepted")
      << "a known one still goes";
}

TEST_F(Limits, twenty_members_can_be_mentioned) {
  std::string mentions;
  for (std::size_t i = 0; i <= limits::mentions_per_post_max; ++i)
    mentions += "[@a](member:" + std::to_string(i + 1) + ") ";
  EXPECT_EQ(post(mentions), "TOO_MANY_MENTIONS");
}

TEST_F(Limits, a_post_shows_its_newest_100_revisions) {
  for (std::size_t i = 0; i <= 100; ++i) {
    ASSERT_EQ(verdict("hamlet", "EditPost", {{"postId", first_post_}, {"source", "Word " + std::to_string(i)}}),
              "accepted");
  }
  const auto revisions = seat("hamlet").call("ListRevisions", {{"postId", first_post_}})["revisions"];
  ASSERT_EQ(revisions.size(), 100u);
  EXPECT_EQ(revisions.front()["source"], "Word 1");
  EXPECT_EQ(revisions.back()["source"], "Word 100");
}

TEST_F(Limits, a_command_id_has_16_bytes) {
  auto hamlet = seat("hamlet");
  EXPECT_EQ(hamlet.call("WritePost", {{"threadId", thread_}, {"source", "x"}})["refused"], "COMMAND_ID_MISSING");
  EXPECT_EQ(hamlet.call("WritePost", {{"commandId", "AAAA"}, {"threadId", thread_}, {"source", "x"}})["refused"],
            "COMMAND_ID_MISSING");
}

TEST_F(Limits, get_members_takes_200_ids) {
  Json ids = Json::array();
  for (int i = 1; i <= 201; ++i) ids.push_back(std::to_string(i));
  EXPECT_EQ(seat("iago").call("GetMembers", {{"ids", ids}})["refused"], "TOO_LARGE");
  ids.erase(0);
  EXPECT_EQ(seat("iago").call("GetMembers", {{"ids", ids}}), Json::object());
}

TEST_F(Limits, a_line_follows_200_streams) {
  Line line(seat("iago"));
  // Its own stream is the first of them.
  for (std::size_t i = 1; i < limits::subscriptions_max; ++i) {
    ASSERT_TRUE(
        line.call("subscribe", {{"topicId", server_.open_topic("Topic " + std::to_string(i))}}).contains("position"));
  }
  EXPECT_EQ(line.call("subscribe", {{"topicId", topic_}})["refused"], "TOO_MANY_SUBSCRIPTIONS");
}

TEST_F(Limits, a_frame_has_64_kib) {
  Line line(seat("iago"));
  line.socket().send_text(std::string(limits::frame_bytes_max + 1, ' '));
  EXPECT_EQ(line.await_close(), 1009);
}

TEST_F(Limits, a_request_s_body_has_1_mib_and_its_head_16_kib) {
  auto here = seat("iago");
  const std::string path = "/plenum.v1.MemberService/Preview";
  const std::string headers = "Authorization: Bearer " + tokens_["iago"] + "\r\nContent-Type: application/json\r\n";
  EXPECT_EQ(here.raw(here.post_request(path, headers, std::string(limits::body_bytes_max + 1, ' '))).status, 413u);
  EXPECT_EQ(
      here.raw(here.post_request(path, headers + "X: " + std::string(limits::header_bytes_max, 'x') + "\r\n", "{}"))
          .status,
      431u);
}

TEST_F(Limits, a_page_has_200_posts_and_unread_is_counted_to_99) {
  v1::ImportRequest request;
  auto* member = request.add_entries()->mutable_member();
  member->set_origin("test:m");
  member->set_name("Yorick");
  auto* topic = request.add_entries()->mutable_topic();
  topic->set_origin("test:t");
  topic->set_title("Imported");
  auto* thread = request.add_entries()->mutable_thread();
  thread->set_origin("test:th");
  thread->set_topic_origin("test:t");
  thread->set_title("Long");
  for (int i = 0; i < 250; ++i) {
    auto* imported = request.add_entries()->mutable_post();
    imported->set_origin("test:p" + std::to_string(i));
    imported->set_thread_origin("test:th");
    imported->set_author_origin("test:m");
    imported->set_written_at_ms(1'000 + i);
    imported->set_format(v1::PLAIN);
    imported->set_source("x");
  }
  EXPECT_EQ(server_.operate<v1::ImportReply>("Import", request).posts_added(), 250u);
  std::string imported_topic;
  const auto topics = seat("iago").call("ListTopics", Json::object());
  for (const auto& entry : topics["topics"]) {
    if (entry["topic"]["title"] == "Imported") imported_topic = entry["topic"]["id"];
  }
  const auto listed = seat("iago").call("ListThreads", {{"topicId", imported_topic}})["threads"][0];
  EXPECT_EQ(listed["reading"]["unread"], limits::unread_max);
  const auto page =
      seat("iago").call("ReadThread", {{"threadId", listed["thread"]["id"]}, {"fromStart", true}, {"limit", 100'000}});
  EXPECT_EQ(page["posts"].size(), limits::page_posts_max);
  EXPECT_EQ(page["moreAfter"], true);
}

TEST_F(Limits, a_line_has_64_calls_in_work) {
  Line line(seat("iago"));
  std::string burst;
  std::vector<int> numbers;
  for (std::size_t i = 0; i < 2 * limits::calls_waiting_max; ++i) {
    numbers.push_back(line.next_number());
    const Json frame = {{"request", numbers.back()},
                        {"writePost", {{"commandId", command_id()}, {"threadId", thread_}, {"source", "x"}}}};
    burst += encode({.opcode = op_text, .payload = frame.dump()});
  }
  line.socket().socket.write(burst);
  int accepted = 0;
  int refused = 0;
  for (const int number : numbers) {
    const auto reply = line.await_reply(number);
    if (reply.contains("writePost")) ++accepted;
    if (reply.contains("refusal") && reply["refusal"]["code"] == "TOO_FAST") ++refused;
  }
  EXPECT_GE(accepted, static_cast<int>(limits::calls_waiting_max));
  EXPECT_EQ(accepted + refused, static_cast<int>(2 * limits::calls_waiting_max)) << "each is answered";
}

/// An archive of so many threads with so many posts each, in one topic; returns the topic.
std::string import_archive(RunningServer& server, Seat reader, int threads, int posts) {
  int written = 0;
  for (int t = 0; t < threads; ++t) {
    for (int first = 0; first < posts; first += 900) {
      v1::ImportRequest request;
      auto* member = request.add_entries()->mutable_member();
      member->set_origin("far:m");
      member->set_name("Yorick");
      auto* topic = request.add_entries()->mutable_topic();
      topic->set_origin("far:t");
      topic->set_title("The archive");
      auto* thread = request.add_entries()->mutable_thread();
      thread->set_origin("far:t" + std::to_string(t));
      thread->set_topic_origin("far:t");
      thread->set_title("Thread " + std::to_string(t));
      for (int i = first; i < std::min(posts, first + 900); ++i) {
        auto* post = request.add_entries()->mutable_post();
        post->set_origin("far:p" + std::to_string(written++));
        post->set_thread_origin("far:t" + std::to_string(t));
        post->set_author_origin("far:m");
        post->set_written_at_ms(1'000 + written);
        post->set_format(v1::PLAIN);
        post->set_source("x");
      }
      server.operate<v1::ImportReply>("Import", request);
    }
  }
  const auto topics = reader.call("ListTopics", Json::object());
  for (const auto& entry : topics["topics"]) {
    if (entry["topic"]["title"] == "The archive") return entry["topic"]["id"];
  }
  return {};
}

TEST_F(Limits, a_page_has_200_threads) {
  const auto archive = import_archive(server_, seat("iago"), 205, 1);
  const auto page = seat("iago").call("ListThreads", {{"topicId", archive}, {"limit", 100'000}});
  EXPECT_EQ(page["threads"].size(), limits::page_threads_max);
  EXPECT_EQ(page["more"], true);
  const auto rest = seat("iago").call(
      "ListThreads", {{"topicId", archive}, {"beforeThreadId", page["threads"].back()["thread"]["id"]}});
  EXPECT_EQ(rest["threads"].size(), 5u);
  EXPECT_FALSE(rest.contains("more"));
}

TEST_F(Limits, whoever_was_away_for_more_than_10000_entries_is_told_to_read_afresh) {
  const auto archive = import_archive(server_, seat("iago"), 1, 1);
  std::string position;
  {
    Line line(seat("iago"));
    line.call("subscribe", {{"topicId", archive}});
    position = line.position();
  }
  v1::ImportRequest request;
  for (int done = 0; done <= static_cast<int>(limits::resume_entries_max); done += request.entries_size()) {
    request.Clear();
    for (int i = 0; i < 1'000; ++i) {
      auto* post = request.add_entries()->mutable_post();
      post->set_origin("more:p" + std::to_string(done + i));
      post->set_thread_origin("far:t0");
      post->set_author_origin("far:m");
      post->set_written_at_ms(5'000);
      post->set_format(v1::PLAIN);
      post->set_source("x");
    }
    server_.operate<v1::ImportReply>("Import", request);
  }
  Line back(seat("iago"));
  const auto reply = back.call("subscribe", {{"topicId", archive}, {"since", {{"token", position}}}});
  EXPECT_FALSE(reply.value("recovered", false));
  EXPECT_TRUE(back.take_updates().empty()) << "from now on, not from then";
}

TEST_F(Limits, an_import_request_has_1000_entries) {
  v1::ImportRequest request;
  for (std::uint32_t i = 0; i <= limits::import_entries_max; ++i)
    request.add_entries()->mutable_member()->set_origin("x");
  cli::HttpClient http(cli::Address::of_socket((server_.data() / "operator.sock").string()), std::chrono::seconds(30));
  v1::ImportReply reply;
  const auto called = cli::call(http, "plenum.v1.AdminService", "Import", request, reply);
  EXPECT_TRUE(called.refused);
  EXPECT_EQ(called.refusal.code(), v1::TOO_LARGE);
}

class Pace : public Elsinore {
protected:
  Pace() : Elsinore("commands_per_10_s = 5\nsign_ins_per_minute = 3\n") {}
};

TEST_F(Pace, who_writes_too_fast_is_told_when_to_go_on) {
  Json refused;
  for (int i = 0; i < 7 && refused.is_null(); ++i) {
    const auto reply =
        seat("iago").call("WritePost", {{"commandId", command_id()}, {"threadId", thread_}, {"source", "x"}});
    if (reply.contains("refused")) refused = reply;
  }
  EXPECT_EQ(refused["refused"], "TOO_FAST");
  EXPECT_GT(refused["refusal"]["retryAfterMs"], 0);
}

TEST_F(Pace, sign_ins_that_succeed_do_not_count) {
  v1::AddMemberRequest request;
  request.set_handle("horatio");
  request.set_role(v1::MEMBER);
  request.set_password("there are more things");
  server_.operate<v1::AddMemberReply>("AddMember", request);
  const Json right = {{"handle", "horatio"}, {"password", "there are more things"}};
  for (int i = 0; i < 8; ++i) {
    EXPECT_TRUE(seat("").call_service("IdentityService", "SignIn", right).contains("member")) << "sign-in " << i;
  }
}

TEST_F(Pace, sign_ins_from_one_address_are_paced) {
  std::string last;
  for (int i = 0; i < 4; ++i) {
    last = seat("").call_service("IdentityService", "SignIn",
                                 {{"handle", "hamlet"}, {"password", "wrong password"}})["refused"];
  }
  EXPECT_EQ(last, "TOO_FAST");
}

}  // namespace
}  // namespace plenum::test
