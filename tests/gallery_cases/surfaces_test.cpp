// Cases 11 to 14, 36, 38 to 43: what surrounds the words gives nothing away either.
#include <algorithm>
#include <set>

#include <google/protobuf/descriptor.h>

#include "proto/observer.pb.h"
#include "tests/gallery_cases/house.h"

namespace plenum::test {
namespace {

class SurfaceCases : public House {
protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(House::SetUp());
    here_ = std::make_unique<Observing>(sits(norway_));
  }
  /// Whatever happens in *flowers*.
  void much_happens_elsewhere() {
    const auto other = opens("ophelia", flowers_, "Fennel and columbines", "For [@iago](member:1) and hamlet.");
    for (int i = 0; i < 20; ++i) writes(i % 2 ? "hamlet" : "ophelia", other.thread, "Daisies " + std::to_string(i));
    does("iago", "AddReaction", {{"postId", other.post}, {"emoji", "👍"}});
    does("hamlet", "EditPost", {{"postId", picked_.post}, {"source", "Long purples alone."}});
    does("polonius", "RenameThread", {{"threadId", other.thread}, {"title", "Rue"}, {"reason", "As it is called."}},
         "ModeratorService");
  }
  static std::string text_of(const Json& feed) {
    std::string all;
    for (const auto& update : feed.value("updates", Json::array()))
      if (update.contains("post")) all += update["post"].value("text", "") + "\n";
    return all;
  }
  std::unique_ptr<Observing> here_;
};

TEST_F(SurfaceCases, case_11_no_list_count_or_title_holds_anything_of_another_topic) {
  const auto before = everything(*here_);
  EXPECT_EQ(before.find("flowers"), std::string::npos);
  EXPECT_EQ(before.find("Wreaths"), std::string::npos);
  much_happens_elsewhere();
  EXPECT_EQ(everything(*here_), before) << "not a byte of what may be read has changed";
}

TEST_F(SurfaceCases, case_12_a_link_to_another_topic_s_post_is_cut_and_not_resolved) {
  const auto url = server_.url() + "/topics/" + flowers_ + "/threads/" + picked_.thread;
  writes("hamlet", asked_.thread, "As in " + url + " it was said.");
  writes("hamlet", asked_.thread, "As [there](" + url + ") it was said.");
  const auto feed = feed_of(*here_);
  EXPECT_FALSE(post_with(feed, "As in [link] it was said.").is_null()) << feed;
  EXPECT_EQ(feed.dump().find(picked_.thread), std::string::npos);
  EXPECT_EQ(feed.dump().find("Wreaths"), std::string::npos);
  EXPECT_EQ(feed.dump().find("Crow-flowers"), std::string::npos);
}

TEST_F(SurfaceCases, case_13_a_mention_of_who_writes_elsewhere_is_a_name_taken_out) {
  opens("iago", flowers_, "Knavery", "I am not what I am.");
  const auto who = seat("iago").call("WhoAmI", Json::object());
  const auto id = who["member"].value("id", "");
  ASSERT_FALSE(id.empty()) << who;
  writes("hamlet", asked_.thread, "Ask [@iago](member:" + id + ") of it.");
  const auto feed = feed_of(*here_);
  EXPECT_FALSE(post_with(feed, "Ask [name] of it.").is_null()) << feed;
  EXPECT_EQ(feed.dump().find(id), std::string::npos);
}

TEST_F(SurfaceCases, case_14_what_links_here_from_another_topic_is_not_told) {
  const auto before = everything(*here_);
  const auto url = server_.url() + "/topics/" + being_ + "/threads/" + asked_.thread;
  writes("ophelia", picked_.thread, "See " + url + " and " + url + "/posts/" + asked_.post);
  EXPECT_EQ(everything(*here_), before);
}

// Whatever a seat can say is here; a field that asks for a person by name would be a way from a name to a pseudonym.
TEST_F(SurfaceCases, case_36_a_pseudonym_cannot_be_asked_for_by_a_name) {
  const auto* service = v1::ObservedPost::descriptor()->file()->FindServiceByName("ObserverService");
  ASSERT_NE(service, nullptr);
  for (int i = 0; i < service->method_count(); ++i) {
    const auto* request = service->method(i)->input_type();
    for (int j = 0; j < request->field_count(); ++j) {
      const auto& name = request->field(j)->name();
      for (const auto* of : {"author", "name", "handle", "member", "pseudonym", "person", "mail", "label"})
        EXPECT_EQ(name.find(of), std::string::npos) << request->full_name() << "." << name;
    }
  }
  // Nor is a name, where words are asked for, anything but words that stand in no text.
  const auto topic = topic_of(*here_);
  for (const auto* field : {"author", "pseudonym", "name", "by"})
    EXPECT_EQ(call(*here_, "ReadFeed", Json({{"topic", topic}, {field, "hamlet"}}).dump()),
              call(*here_, "ReadFeed", Json({{"topic", topic}, {field, "nobody"}}).dump()));
}

TEST_F(SurfaceCases, case_38_nothing_of_a_profile_a_reaction_or_a_reader_is_sent) {
  does("ophelia", "ChangeProfile", {{"specialty", "Herbalism zqzq"}, {"region", "Elsinore qzqz"}});
  const auto post = writes("ophelia", asked_.thread, "How does your honour?");
  does("iago", "AddReaction", {{"postId", post}, {"emoji", "🥀"}});
  does("iago", "MoveCursor", {{"threadId", asked_.thread}, {"place", "3"}});
  const auto all = everything(*here_) + here_->heard;
  EXPECT_NE(all.find("How does your honour?"), std::string::npos);
  for (const auto* hidden :
       {"Herbalism", "Elsinore", "🥀", "ophelia", "iago", "reaction", "avatar", "reader", "cursor"})
    EXPECT_EQ(all.find(hidden), std::string::npos) << hidden;
}

// Two entries with nothing between them, and two with much between them in another topic: told alike but for their ids,
// which are random.
TEST_F(SurfaceCases, case_39_no_number_tells_of_what_happens_elsewhere) {
  const auto shape = [](const Json& feed) {
    std::map<std::string, std::string> names;
    auto copy = feed;
    for (auto& update : copy["updates"]) {
      for (auto& [field, value] : update["post"].items()) {
        if (field == "writtenAtMs") value = 0;
        if (!value.is_string() || value.get<std::string>().empty()) continue;
        if (field == "text" || field == "pseudonym" || field == "id" || field == "state") continue;
        value = names.try_emplace(value, std::to_string(names.size())).first->second;
      }
      update["post"]["id"] = "";
      update["post"]["text"] = "";
    }
    copy.erase("position");
    return copy;
  };
  const auto topic = topic_of(*here_);
  const auto next_two = [&](const std::string& words, bool much_between) {
    const auto at = here_->call("ReadFeed", {{"topic", topic}, {"limit", 200}})["position"];
    writes("hamlet", asked_.thread, words + "1");
    if (much_between) much_happens_elsewhere();
    writes("ophelia", asked_.thread, words + "2");
    return here_->call("ReadFeed", {{"topic", topic}, {"since", at}});
  };
  const auto quiet = next_two("a", false);
  const auto loud = next_two("b", true);
  ASSERT_EQ(quiet["updates"].size(), 2u) << quiet;
  EXPECT_EQ(shape(loud), shape(quiet));
  EXPECT_EQ(loud["position"]["token"].get<std::string>().size(), quiet["position"]["token"].get<std::string>().size());
}

TEST_F(SurfaceCases, case_40_names_handles_and_ways_to_reach_somebody_are_taken_out_of_the_words) {
  writes("hamlet", asked_.thread,
         "Ophelia, @polonius or hamlet@elsinore.example, +45 33 12 34 56, https://elsinore.example/~hamlet?x=1");
  const auto text = text_of(feed_of(*here_));
  EXPECT_NE(text.find("[name], [name] or [mail], [phone], [link]"), std::string::npos) << text;
  for (const auto* hidden : {"phelia", "polonius", "elsinore", "33 12", "hamlet"})
    EXPECT_EQ(text.find(hidden), std::string::npos) << hidden;
}

TEST_F(SurfaceCases, case_41_what_fewer_than_k_wrote_is_as_a_topic_in_which_nobody_did) {
  const auto quiet = server_.open_topic("On silence");
  const auto speaking = server_.open_topic("On speech");
  for (const auto& topic : {quiet, speaking}) charter(topic, {v1::EMBARGO_NONE});
  const auto denmark = company("Denmark");
  licence(denmark, {quiet});
  licence(denmark, {speaking});
  auto seat = sits(denmark);
  const auto held = opens("hamlet", speaking, "The rest", "is silence.");
  for (int i = 0; i < 5; ++i) writes("hamlet", held.thread, "Words.");
  const auto answers = [&](const std::string& title) {
    auto feed = feed_of(seat, title);
    feed.erase("position");
    return feed.dump() + seat.call("ListThreads", {{"topic", topic_of(seat, title)}}).dump();
  };
  EXPECT_EQ(answers("On speech"), answers("On silence"));
  writes("ophelia", held.thread, "O!");
  EXPECT_EQ(feed_of(seat, "On speech")["updates"].size(), 7u) << "with the second author all of it is shown";
}

TEST_F(SurfaceCases, case_42_no_header_or_error_holds_anything_but_its_own) {
  const std::set<std::string> known = {"Server",        "Date",       "Content-Type", "Content-Length",
                                       "Cache-Control", "Connection", "Retry-After"};
  const auto topic = topic_of(*here_);
  for (const auto& [method, body] :
       std::vector<std::pair<std::string, std::string>>{{"ListTopics", "{}"},
                                                        {"ReadFeed", R"({"topic":")" + topic + "\"}"},
                                                        {"ReadFeed", R"({"topic":")" + flowers_ + "\"}"},
                                                        {"ReadFeed", "{"},
                                                        {"ListThreads", R"({"topic":")" + topic + "\"}"},
                                                        {"Nothing", "{}"}}) {
    const auto answer = here_->raw(here_->request("/v1/observer/plenum.v1.ObserverService/" + method, body));
    for (const auto& [name, value] : answer.headers) EXPECT_TRUE(known.contains(name)) << name << ": " << value;
    EXPECT_EQ(answer.header("Cache-Control"), "no-store");
    if (answer.status == 200) continue;
    EXPECT_EQ(answer.body,
              R"({"code":"not_found","message":"There is nothing here, or nothing that your licence opens."})");
  }
}

TEST_F(SurfaceCases, case_43_conditions_ranges_and_other_verbs_are_answered_as_for_what_is_absent) {
  auto there = sits(england_);
  const auto forbidden = Json({{"topic", topic_of(there, "On flowers")}}).dump();
  const auto absent = Json({{"topic", "AAAAAAAAAAAAAAAAAAAAAA=="}}).dump();
  const auto path = std::string("/v1/observer/plenum.v1.ObserverService/ReadFeed");
  for (const auto* headers : {"If-None-Match: \"1\"\r\n", "If-None-Match: *\r\n", "Range: bytes=0-10\r\n",
                              "If-Modified-Since: Sun, 22 Nov 2026 00:00:00 GMT\r\n", ""}) {
    for (const auto* verb : {"POST", "GET", "HEAD", "OPTIONS", "PUT", "DELETE"}) {
      const auto asks = [&](const std::string& body) {
        return whole(here_->raw(here_->request(path, body, headers, verb)));
      };
      EXPECT_EQ(asks(forbidden), asks(absent)) << verb << " " << headers;
    }
  }
}

}  // namespace
}  // namespace plenum::test
