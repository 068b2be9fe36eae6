// What an observer can ask for, and that whatever else is asked is answered with one and the same refusal.
#include <set>

#include "proto/limits.h"
#include "server/identity/secrets.h"
#include "tests/gallery_door/room.h"
#include "tests/support/storage/meeting.h"

namespace plenum::test {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;

class GalleryCalls : public ::testing::Test {
protected:
  void SetUp() override {
    hamlet_ = room_.member("hamlet", "philosophy", "Denmark");
    ophelia_ = room_.member("ophelia", "botany", "Denmark");
    being_ = room_.topic("On being");
    flowers_ = room_.topic("On flowers");
    room_.charter(being_, {v1::EMBARGO_NONE, v1::EMBARGO_24_H});
    room_.charter(flowers_, {v1::EMBARGO_NONE});
    norway_ = room_.company("Norway & Sons");
    room_.licence(norway_, {being_});
  }

  Observing seat() { return {room_, room_.token(room_.seat(norway_))}; }
  Json threads(Observing& seat) { return seat.call("ListThreads", {{"topic", seat.topic()}})["threads"]; }

  Room room_;
  MemberId hamlet_, ophelia_;
  TopicId being_, flowers_;
  CompanyId norway_;
};

TEST_F(GalleryCalls, an_observer_is_told_what_is_licensed_and_nothing_else) {
  auto here = seat();
  const auto reply = here.call("ListTopics");
  EXPECT_EQ(reply["company"], "Norway & Sons");
  ASSERT_EQ(reply["topics"].size(), 1u);
  EXPECT_EQ(reply["topics"][0]["title"], "On being");
  EXPECT_EQ(reply["topics"][0]["roundingS"], 60);
}

TEST_F(GalleryCalls, two_companies_know_one_topic_by_two_ids) {
  const auto england = room_.company("England");
  room_.licence(england, {being_});
  auto here = seat();
  Observing there(room_, room_.token(room_.seat(england)));
  EXPECT_NE(here.topic(), there.topic());
  EXPECT_TRUE(there.call("ListThreads", {{"topic", here.topic()}}).contains("refused")) << "and not by each other's";
}

TEST_F(GalleryCalls, a_thread_is_read_as_it_was_redacted) {
  const auto thread = room_.thread(hamlet_, being_, "To be, asks ophelia", "Write me at hamlet@elsinore.example.");
  room_.clock.forward(61'001);
  room_.post(ophelia_, thread, "Dear *hamlet*, see https://elsinore.example/~ophelia");
  auto here = seat();
  const auto listed = threads(here);
  ASSERT_EQ(listed.size(), 1u);
  EXPECT_EQ(listed[0]["title"], "To be, asks [name]");
  const auto reply = here.call("ReadThread", {{"topic", here.topic()}, {"thread", listed[0]["id"]}});
  ASSERT_EQ(reply["posts"].size(), 2u) << reply;
  EXPECT_EQ(reply["posts"][0]["text"], "Write me at [mail].");
  EXPECT_EQ(reply["posts"][1]["text"], "Dear [name], see [link]");
  EXPECT_NE(reply["posts"][0]["pseudonym"], reply["posts"][1]["pseudonym"]);
  for (const auto& post : reply["posts"])
    EXPECT_EQ(std::stoll(post["writtenAtMs"].get<std::string>()) % 60'000, 0) << "in whole minutes";
}

TEST_F(GalleryCalls, a_reply_names_what_its_reader_was_shown_and_nothing_earlier) {
  const auto thread = room_.thread(hamlet_, being_, "To be", "To be?");
  const auto replies = [&](PostId to, const std::string& words) {
    auto wish = post_in(thread.value, words, std::string(16, words.front()));
    wish.set_reply_to(to.value);
    const auto done =
        room_.sequencer->submit_and_wait(write_post(testing::principal(room_.store->view(), ophelia_), wish, {}));
    return PostId{done.outcome.id()};
  };
  const auto first = room_.post(hamlet_, thread, "Or not?");
  room_.forward(1'000);
  const auto england = room_.company("England");
  room_.licence(england, {being_});
  room_.forward(1'000);
  replies(replies(first, "A question."), "Indeed.");
  auto late = Observing(room_, room_.token(room_.seat(england)));
  const auto read = [](Observing& here) {
    const auto listed = here.call("ListThreads", {{"topic", here.topic()}})["threads"];
    return here.call("ReadThread", {{"topic", here.topic()}, {"thread", listed[0]["id"]}})["posts"];
  };
  const auto posts = read(late);
  ASSERT_EQ(posts.size(), 2u) << posts;
  EXPECT_FALSE(posts[0].contains("replyTo")) << posts[0];
  EXPECT_EQ(posts[1]["replyTo"], posts[0]["id"]);
  auto early = seat();
  const auto all = read(early);
  ASSERT_EQ(all.size(), 4u) << all;
  EXPECT_EQ(all[2]["replyTo"], all[1]["id"]);
}

TEST_F(GalleryCalls, a_thread_is_read_page_by_page) {
  const auto thread = room_.thread(hamlet_, being_, "Long", "0");
  for (int i = 1; i < 25; ++i) room_.post(hamlet_, thread, std::to_string(i));
  auto here = seat();
  const auto topic = here.topic();
  const auto id = threads(here)[0]["id"];
  Json wish = {{"topic", topic}, {"thread", id}, {"limit", 10}};
  std::vector<std::string> read;
  for (bool more = true; more;) {
    const auto page = here.call("ReadThread", wish);
    ASSERT_TRUE(page.contains("posts")) << page;
    for (const auto& post : page["posts"]) read.push_back(post["text"]);
    wish["after"] = page["posts"].back()["id"];
    more = page.value("more", false);
  }
  ASSERT_EQ(read.size(), 25u);
  for (int i = 0; i < 25; ++i) EXPECT_EQ(read[static_cast<std::size_t>(i)], std::to_string(i));
}

TEST_F(GalleryCalls, threads_are_listed_page_by_page) {
  for (int i = 0; i < 7; ++i) room_.thread(hamlet_, being_, "T" + std::to_string(i), "x");
  auto here = seat();
  Json wish = {{"topic", here.topic()}, {"limit", 3}};
  std::set<std::string> titles;
  for (bool more = true; more;) {
    const auto page = here.call("ListThreads", wish);
    ASSERT_TRUE(page.contains("threads")) << page;
    for (const auto& thread : page["threads"]) titles.insert(thread["title"].get<std::string>());
    wish["after"] = page["threads"].back()["id"];
    more = page.value("more", false);
  }
  EXPECT_EQ(titles.size(), 7u);
}

TEST_F(GalleryCalls, the_feed_goes_on_from_a_position_without_a_hole) {
  const auto thread = room_.thread(hamlet_, being_, "T", "0");
  auto here = seat();
  Json wish = {{"topic", here.topic()}, {"limit", 4}};
  std::vector<std::string> read;
  for (int i = 1; i <= 30; ++i) {
    room_.post(hamlet_, thread, std::to_string(i));
    if (i % 7 != 0) continue;
    for (bool more = true; more;) {
      const auto page = here.call("ReadFeed", wish);
      ASSERT_TRUE(page.contains("position")) << page;
      for (const auto& update : page.value("updates", Json::array())) read.push_back(update["post"]["text"]);
      wish["since"] = page["position"];
      more = page.value("more", false);
    }
  }
  ASSERT_EQ(read.size(), 29u);
  for (int i = 0; i < 29; ++i) EXPECT_EQ(read[static_cast<std::size_t>(i)], std::to_string(i));
}

TEST_F(GalleryCalls, the_feed_is_read_from_its_end_backwards) {
  const auto thread = room_.thread(hamlet_, being_, "T", "0");
  for (int i = 1; i < 10; ++i) room_.post(hamlet_, thread, std::to_string(i));
  auto here = seat();
  Json wish = {{"topic", here.topic()}, {"limit", 4}, {"back", true}};
  std::vector<std::string> pages;
  for (bool more = true; more;) {
    const auto page = here.call("ReadFeed", wish);
    ASSERT_TRUE(page.contains("position")) << page;
    std::string read;
    for (const auto& update : page.value("updates", Json::array())) read += update["post"]["text"].get<std::string>();
    pages.push_back(read);
    wish["since"] = page["position"];
    more = page.value("more", false);
  }
  EXPECT_EQ(pages, (std::vector<std::string>{"6789", "2345", "01"}));
  const auto rest = here.call("ReadFeed", wish);
  EXPECT_FALSE(rest.contains("updates")) << "before the first there is nothing";
  EXPECT_FALSE(rest.value("more", false));
}

TEST_F(GalleryCalls, a_position_of_another_company_or_topic_is_none) {
  room_.thread(hamlet_, being_, "T", "x");
  const auto england = room_.company("England");
  room_.licence(england, {being_});
  auto here = seat();
  Observing there(room_, room_.token(room_.seat(england)));
  const auto position = here.call("ReadFeed", {{"topic", here.topic()}})["position"];
  EXPECT_TRUE(there.call("ReadFeed", {{"topic", there.topic()}, {"since", position}}).contains("refused"));
  room_.licence(norway_, {flowers_});
  const auto topics = here.call("ListTopics")["topics"];
  ASSERT_EQ(topics.size(), 2u);
  for (const auto& topic : topics) {
    const bool own = topic["title"] == "On being";
    EXPECT_EQ(here.call("ReadFeed", {{"topic", topic["id"]}, {"since", position}}).contains("refused"), !own);
  }
}

TEST_F(GalleryCalls, one_author_has_two_pseudonyms_for_two_companies_and_in_two_topics) {
  const auto england = room_.company("England");
  room_.licence(england, {being_, flowers_});
  room_.thread(hamlet_, being_, "T", "x");
  room_.thread(hamlet_, flowers_, "T", "x");
  auto here = seat();
  Observing there(room_, room_.token(room_.seat(england)));
  std::set<std::string> pseudonyms;
  for (auto* seat : {&here, &there}) {
    const auto topics = seat->call("ListTopics");
    for (const auto& topic : topics["topics"]) {
      const auto feed = seat->call("ReadFeed", {{"topic", topic["id"]}});
      pseudonyms.insert(feed["updates"][0]["post"]["pseudonym"].get<std::string>());
    }
  }
  EXPECT_EQ(pseudonyms.size(), 3u);
}

TEST_F(GalleryCalls, an_epoch_begins_and_old_posts_keep_their_names) {
  const auto thread = room_.thread(hamlet_, being_, "T", "before");
  room_.happens([&](Proposal& p) { p.event().mutable_pseudonym_epoch_begun()->set_topic(being_.value); });
  room_.post(hamlet_, thread, "after");
  room_.post(hamlet_, thread, "after that");
  auto here = seat();
  const auto updates = here.call("ReadFeed", {{"topic", here.topic()}})["updates"];
  ASSERT_EQ(updates.size(), 3u);
  EXPECT_NE(updates[0]["post"]["pseudonym"], updates[1]["post"]["pseudonym"]);
  EXPECT_EQ(updates[1]["post"]["pseudonym"], updates[2]["post"]["pseudonym"]);
}

TEST_F(GalleryCalls, a_new_licence_does_not_reach_back) {
  const auto thread = room_.thread(hamlet_, being_, "T", "before");
  room_.clock.forward(1'000);
  const auto england = room_.company("England");
  room_.licence(england, {being_});
  Observing there(room_, room_.token(room_.seat(england)));
  EXPECT_FALSE(there.call("ReadFeed", {{"topic", there.topic()}}).contains("updates"));
  EXPECT_EQ(there.call("ListThreads", {{"topic", there.topic()}}), Json::object());
  room_.clock.forward(1'000);
  room_.post(ophelia_, thread, "after");
  const auto updates = there.call("ReadFeed", {{"topic", there.topic()}})["updates"];
  ASSERT_EQ(updates.size(), 1u);
  EXPECT_EQ(updates[0]["post"]["text"], "after");
  const auto listed = threads(there);
  ASSERT_EQ(listed.size(), 1u);
  const auto read = there.call("ReadThread", {{"topic", there.topic()}, {"thread", listed[0]["id"]}});
  ASSERT_EQ(read["posts"].size(), 1u) << "nor in the thread";
}

TEST_F(GalleryCalls, where_the_charter_said_so_it_does) {
  room_.charter(flowers_, {v1::EMBARGO_NONE}, true);
  room_.thread(ophelia_, flowers_, "T", "rosemary");
  room_.clock.forward(1'000);
  const auto england = room_.company("England");
  room_.licence(england, {flowers_});
  Observing there(room_, room_.token(room_.seat(england)));
  EXPECT_EQ(there.call("ReadFeed", {{"topic", there.topic()}})["updates"][0]["post"]["text"], "rosemary");
}

TEST_F(GalleryCalls, what_is_taken_back_is_gone_from_every_page) {
  const auto thread = room_.thread(hamlet_, being_, "T", "stays");
  const auto gone = room_.post(ophelia_, thread, "goes");
  auto here = seat();
  room_.withdraw(gone);
  const auto updates = here.call("ReadFeed", {{"topic", here.topic()}})["updates"];
  ASSERT_EQ(updates.size(), 3u) << "two posts, one withdrawal";
  for (std::size_t i = 1; i < 3; ++i) {
    EXPECT_EQ(updates[i]["post"]["state"], "OBSERVED_WITHDRAWN");
    EXPECT_FALSE(updates[i]["post"].contains("text") || updates[i]["post"].contains("pseudonym")) << updates[i];
  }
  EXPECT_EQ(here.heard.find("goes"), std::string::npos);
}

TEST_F(GalleryCalls, the_embargo_of_the_licence_is_where_the_words_are) {
  const auto england = room_.company("England");
  room_.licence(england, {being_}, v1::EMBARGO_24_H);
  Observing late(room_, room_.token(room_.seat(england)));
  auto prompt = seat();
  room_.thread(hamlet_, being_, "T", "words");
  EXPECT_TRUE(prompt.call("ReadFeed", {{"topic", prompt.topic()}}).contains("updates"));
  EXPECT_FALSE(late.call("ReadFeed", {{"topic", late.topic()}}).contains("updates"));
  room_.forward(24 * hour_ms - 1);
  EXPECT_FALSE(late.call("ReadFeed", {{"topic", late.topic()}}).contains("updates")) << "early is not possible";
  room_.forward(1);
  EXPECT_TRUE(late.call("ReadFeed", {{"topic", late.topic()}}).contains("updates"));
}

TEST_F(GalleryCalls, a_licence_is_over_by_the_clock_even_where_the_log_stands_still) {
  const auto england = room_.company("England");
  room_.licence(england, {being_}, v1::EMBARGO_NONE, room_.clock.now_ms() + hour_ms);
  Observing there(room_, room_.token(room_.seat(england)));
  EXPECT_FALSE(there.call("ListTopics").contains("refused"));
  room_.store->halt("for this test");
  room_.clock.forward(hour_ms);
  EXPECT_TRUE(there.call("ListTopics").contains("refused"));
}

TEST_F(GalleryCalls, binary_is_spoken_too) {
  room_.thread(hamlet_, being_, "T", "words");
  auto here = seat();
  const auto answer = here.raw(
      here.request("/v1/observer/plenum.v1.ObserverService/ListTopics", "", "Content-Type: application/proto\r\n"));
  v1::ListObservedTopicsReply reply;
  ASSERT_TRUE(reply.ParseFromString(answer.body));
  EXPECT_EQ(reply.company(), "Norway & Sons");
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
}

TEST_F(GalleryCalls, who_asks_too_fast_is_told_when_to_go_on) {
  auto here = seat();
  unsigned status = 0;
  for (int i = 0; i < 300 && status != 429; ++i)
    status = here.raw(here.request("/v1/observer/plenum.v1.ObserverService/ListTopics", "{}")).status;
  EXPECT_EQ(status, 429u);
}

/// All that an answer is, but for its date.
std::string whole(const Answer& answer) {
  std::string all = answer.status_line + "\n";
  for (const auto& [name, value] : answer.headers) {
    if (name != "Date") all += name + ": " + value + "\n";
  }
  return all + answer.body;
}

// Cases 1, 2, 3, 6, 8, 31, 33, 34 and 43 of the list of negative cases.
TEST_F(GalleryCalls, whatever_is_not_to_be_had_is_refused_with_the_same_bytes_and_changes_nothing) {
  const auto secret = make_secret(program_prefix);
  room_.sequencer->submit_and_wait(open_session(hamlet_, secret.hash, log::PROGRAM, 0));
  const auto thread = room_.thread(hamlet_, being_, "T", "x");
  const auto ended = room_.seat(norway_);
  const auto ended_token = room_.token(ended);
  room_.end_seat(ended);
  auto here = seat();
  const auto topic = here.topic();
  const auto id = threads(here)[0]["id"].get<std::string>();
  const auto england = room_.company("England");
  room_.licence(england, {flowers_});
  room_.thread(hamlet_, flowers_, "F", "x");
  Observing there(room_, room_.token(room_.seat(england)));
  const auto flowers = there.topic();
  const auto flower = threads(there)[0]["id"].get<std::string>();
  const std::string calls = "/v1/observer/plenum.v1.ObserverService/";
  const std::string cookie = "Cookie: plenum_session=" + secret.text + "\r\n";
  v1::WritePostRequest post;
  post.set_command_id(std::string(16, 'c'));
  post.set_thread_id(thread.value);
  post.set_source("Alas.");
  const auto before = room_.digest();

  std::vector<std::pair<std::string, Answer>> answers;
  const auto asks = [&](const std::string& what, const std::string& token, const std::string& path,
                        const std::string& body, const std::string& headers = {}, const std::string& verb = "POST") {
    Observing asker(room_, token);
    answers.emplace_back(what, asker.raw(asker.request(path, body, headers, verb)));
  };
  const auto own = here.token();
  asks("no token", "", calls + "ListTopics", "{}");
  asks("an unknown token", "plm_o_unknown", calls + "ListTopics", "{}");
  asks("a member's token", secret.text, calls + "ListTopics", "{}");
  asks("a member's cookie", "", calls + "ListTopics", "{}", cookie);
  asks("a seat that has ended", ended_token, calls + "ListTopics", "{}");
  asks("an unknown method", own, calls + "WritePost", "{}");
  asks("an unknown service", own, "/v1/observer/plenum.v1.MemberService/WhoAmI", "{}");
  asks("nothing", own, "/v1/observer/", "{}");
  asks("nothing at all", own, "/v1/observer", "{}");
  asks("the line without an upgrade", own, "/v1/gallery", "{}");
  asks("a get", own, calls + "ListTopics", "", {}, "GET");
  asks("a put", own, calls + "ListTopics", "{}", {}, "PUT");
  asks("a delete", own, calls + "ListTopics", "", {}, "DELETE");
  asks("another type", own, calls + "ListTopics", "{}", "Content-Type: text/plain\r\n");
  asks("no JSON", own, calls + "ListTopics", "{");
  asks("an unknown field", own, calls + "ReadFeed", R"({"topic":")" + topic + R"(","author":"71"})");
  asks("a member's message", own, calls + "ReadFeed", R"({"commandId":"AAAA","threadId":"1","source":"Alas."})");
  asks("a member's bytes", own, calls + "ReadFeed", post.SerializeAsString(), "Content-Type: application/proto\r\n");
  asks("a topic not licensed", own, calls + "ReadFeed", R"({"topic":")" + flowers + R"("})");
  asks("a topic there is not", own, calls + "ReadFeed", R"({"topic":"AAAAAAAAAAAAAAAAAAAAAA=="})");
  asks("no topic", own, calls + "ReadFeed", "{}");
  asks("a member's topic id", own, calls + "ReadFeed", R"({"topic":")" + std::to_string(being_.value) + R"("})");
  asks("a thread elsewhere", own, calls + "ReadThread", R"({"topic":")" + topic + R"(","thread":")" + flower + R"("})");
  asks("its thread there", own, calls + "ReadThread", R"({"topic":")" + flowers + R"(","thread":")" + id + R"("})");
  asks("a thread there is not", own, calls + "ReadThread", R"({"topic":")" + topic + R"(","thread":"AAAA"})");
  asks("a post there is not", own, calls + "ReadThread",
       R"({"topic":")" + topic + R"(","thread":")" + id + R"(","after":"AAAA"})");
  asks("a position made up", own, calls + "ReadFeed", R"({"topic":")" + topic + R"(","since":{"token":"AAAA"}})");
  asks("an empty position", own, calls + "ReadFeed", R"({"topic":")" + topic + R"(","since":{}})");
  asks("a condition", own, calls + "ReadFeed", R"({"topic":")" + flowers + R"("})", "If-None-Match: \"x\"\r\n");
  asks("a range", own, calls + "ReadFeed", R"({"topic":")" + flowers + R"("})", "Range: bytes=0-1\r\n");

  const auto first = whole(answers.front().second);
  EXPECT_EQ(answers.front().second.status, 404u);
  for (const auto& [what, answer] : answers) EXPECT_EQ(whole(answer), first) << what;
  EXPECT_EQ(room_.digest(), before);
}

TEST_F(GalleryCalls, an_upgrade_that_is_not_to_be_had_is_refused_alike) {
  const auto own = room_.token(room_.seat(norway_));
  const auto refusal_of = [&](const std::string& path, const std::string& headers) {
    RawWebSocket socket(room_.port());
    EXPECT_FALSE(socket.open(path, headers));
    return whole(socket.answer);
  };
  const std::string json = "Sec-WebSocket-Protocol: plenum.v1.json\r\n";
  const auto bearer = [](const std::string& token) { return "Authorization: Bearer " + token + "\r\n"; };
  const auto first = refusal_of("/v1/gallery", json);
  EXPECT_NE(first.find("404"), std::string::npos) << first;
  EXPECT_EQ(refusal_of("/v1/gallery", json + bearer("plm_o_unknown")), first);
  EXPECT_EQ(refusal_of("/v1/gallery", json + "Cookie: plenum_session=x\r\n"), first);
  EXPECT_EQ(refusal_of("/v1/live", json + bearer(own)), first) << "no members' line behind this door";
  EXPECT_EQ(refusal_of("/v1/gallery/x", json + bearer(own)), first);
  EXPECT_EQ(refusal_of("/v1/gallery", bearer(own)), first) << "without a subprotocol";
  EXPECT_EQ(refusal_of("/v1/gallery", "Sec-WebSocket-Protocol: chat\r\n" + bearer(own)), first);
}

}  // namespace
}  // namespace plenum::test
