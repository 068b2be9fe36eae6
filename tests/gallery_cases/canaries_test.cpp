// A server with its log in a real Redis, where whatever an observer must not get stands nowhere else: all that leaves
// it for a seat, and all that it says of itself, is searched. None may be found.
#include <cstdio>

#include "tests/gallery_cases/canary.h"
#include "tests/gallery_cases/house.h"
#include "tests/support/redis/redis_server.h"

namespace plenum::test {
namespace {

/// Made before the server that is led to it.
struct WithRedis {
  testing::RedisServer redis;
};

class CanaryCases : WithRedis, public House {
protected:
  CanaryCases()
      : House("commands_per_10_s = 100000\nsign_ins_per_minute = 1000\n[log]\nredis = \"" + redis.url() +
              "\"\nprefix = \"elsinore\"\nfounds = true\n") {}

  testing::RedisServer& its_redis() { return redis; }

  std::string member(const std::string& specialty, const std::string& region) {
    const auto handle = canaries_.fresh("a handle");
    tokens_[handle] = server_.add_member(handle, v1::MEMBER);
    does(handle, "ChangeProfile", {{"specialty", specialty}, {"region", region}});
    const auto who = seat(handle).call("WhoAmI", Json::object());
    canaries_.number("a member's id", who["member"]["id"]);
    return handle;
  }
  std::string words_of(std::size_t i, const std::string& other) {
    return "Case " + std::to_string(i) + ": @" + other + " and " + other + ", at <https://example.org/" +
           canaries_.fresh("a link") + "> or " + canaries_.fresh("a mail address") + "@mail.example, say so.";
  }
  void scan(const char* what, const std::string& bytes) {
    scanned_ += bytes.size();
    for (const auto& found : canaries_.found_in(bytes)) ADD_FAILURE() << what << " holds " << found;
  }

  Canaries canaries_;
  std::size_t scanned_ = 0;
};

TEST_F(CanaryCases, nothing_that_names_a_member_leaves_for_a_seat_or_stands_in_what_the_server_says) {
  Observing here = sits(norway_);
  Observing there = sits(england_);
  Ear ear(here);
  const auto specialty = canaries_.fresh("a specialty that nobody shares");
  const auto region = canaries_.fresh("a region that nobody shares");
  std::vector<std::string> handles;
  for (int i = 0; i < 6; ++i) handles.push_back(member(specialty + std::to_string(i), region + std::to_string(i)));
  const auto closed = server_.open_topic(canaries_.fresh("a topic that nobody may hear"));
  charter(closed, {v1::EMBARGO_NONE});
  std::vector<Written> threads;
  for (std::size_t i = 0; i < 3; ++i) {
    threads.push_back(opens(handles[i], being_, "Asked by " + handles[i + 1], words_of(i, handles[i + 1])));
    canaries_.number("a thread's id", threads.back().thread);
    canaries_.number("a post's id", threads.back().post);
    opens(handles[i], closed, canaries_.fresh("a title elsewhere"), canaries_.fresh("words elsewhere"));
  }
  for (std::size_t i = 0; i < 40; ++i) {
    const auto& by = handles[i % handles.size()];
    const auto post = writes(by, threads[i % 3].thread, words_of(i, handles[(i + 1) % handles.size()]));
    canaries_.number("a post's id", post);
    if (i % 8 == 2) does(by, "EditPost", {{"postId", post}, {"source", "Better. " + words_of(i, by)}});
    if (i % 8 == 4) does(by, "WithdrawPost", {{"postId", post}});
    if (i % 8 == 6)
      does("polonius", "HidePost", {{"postId", post}, {"hidden", true}, {"reason", canaries_.fresh("a reason")}},
           "ModeratorService");
    if (i % 8 == 1)
      does(handles[(i + 2) % handles.size()], "ReportPost",
           {{"postId", post}, {"kind", "REPORT_INSULT"}, {"reason", canaries_.fresh("a report")}});
  }
  does("polonius", "WriteNote", {{"threadId", threads[0].thread}, {"source", canaries_.fresh("a staff note")}},
       "ModeratorService");
  writes(handles[0], threads[0].thread, canaries_.fresh("words among members"), {{"membersOnly", true}});
  does(handles[1], "SaveDraft", {{"threadId", threads[0].thread}, {"source", canaries_.fresh("a draft")}});
  writes("hamlet", asked_.thread, "The end.");
  ASSERT_FALSE(ear.await_text("The end.").is_null());
  for (auto* seat : {&here, &there}) {
    everything(*seat);
    const auto topic = topic_of(*seat);
    // Compressed it could not be searched: it never is.
    const auto answer =
        seat->raw(seat->request("/v1/observer/plenum.v1.ObserverService/ReadFeed",
                                Json({{"topic", topic}, {"limit", 200}}).dump(), "Accept-Encoding: gzip, br\r\n"));
    EXPECT_EQ(answer.header("Content-Encoding"), "");
    seat->raw(
        seat->request("/v1/observer/plenum.v1.ObserverService/ListTopics", "", "Content-Type: application/proto\r\n"));
  }
  ASSERT_NE(here.heard.find("Case 7: [name] and [name], at [link] or [mail], say so."), std::string::npos);
  scan("a seat's calls", here.heard);
  scan("a seat's line", ear.heard);
  scan("another company's calls", there.heard);
  scan("what the server says", server_.errors());
  // Redis carries the log among nodes; nothing in it is for observers.
  const auto keys = its_redis().command({"KEYS", "*"}) + " " + its_redis().command({"PUBSUB", "CHANNELS", "*"});
  for (const auto* word : {"gallery", "observer", "seat", "company", "feed", "alert"})
    EXPECT_EQ(keys.find(word), std::string::npos) << keys;
  std::printf("%zu bytes searched for %zu forms of what must not leave, none found\n", scanned_, canaries_.count());
  EXPECT_GT(scanned_, 40'000u);
}

// A search that finds nothing anywhere proves nothing.
TEST(Canary, is_found_in_every_form_it_could_leave_in) {
  Canaries canaries;
  const auto word = canaries.fresh("a word");
  canaries.number("an id", "1234567890123456789");
  EXPECT_EQ(canaries.found_in("x" + word + "y").size(), 1u);
  EXPECT_EQ(canaries.found_in("id 1234567890123456789.").size(), 1u);
  EXPECT_TRUE(canaries.found_in("nothing of the kind").empty());
  for (const std::size_t before : {0U, 1U, 2U, 3U}) {
    const std::string bytes = std::string(before, 'a') + word + "bc";
    static const char* digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i + 2 < bytes.size(); i += 3) {
      const auto value = static_cast<unsigned>(static_cast<unsigned char>(bytes[i])) << 16 |
                         static_cast<unsigned>(static_cast<unsigned char>(bytes[i + 1])) << 8 |
                         static_cast<unsigned char>(bytes[i + 2]);
      for (int shift = 18; shift >= 0; shift -= 6) text.push_back(digits[value >> shift & 63]);
    }
    EXPECT_FALSE(canaries.found_in(text).empty()) << before;
  }
}

}  // namespace
}  // namespace plenum::test
