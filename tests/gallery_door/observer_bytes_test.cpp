// Canaries: whatever an observer must never get is a string that stands nowhere else, in every member and every place;
// a long session of two companies, in JSON and in binary, is scanned byte by byte. None may be found.
#include <map>
#include <random>

#include "tests/gallery_door/room.h"

namespace plenum::test {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;

std::string little_endian(std::uint64_t value) {
  std::string bytes;
  for (int i = 0; i < 8; ++i) bytes.push_back(static_cast<char>(value >> (8 * i)));
  return bytes;
}

std::string big_endian_bytes(std::uint64_t value) {
  const auto little = little_endian(value);
  return {little.rbegin(), little.rend()};
}

class ObserverBytes : public ::testing::Test {
protected:
  /// 16 letters that nothing else holds, remembered with what they stand for.
  std::string canary(const std::string& of) {
    std::string word = "zq";
    for (int i = 0; i < 14; ++i) word.push_back(static_cast<char>('a' + random_() % 26));
    forbidden_[word] = of;
    return word;
  }

  void forbid_number(const std::string& of, std::uint64_t value) {
    forbidden_[std::to_string(value)] = of + ", in digits";
    forbidden_[little_endian(value)] = of + ", as protobuf writes it";
    forbidden_[big_endian_bytes(value)] = of + ", as keys hold it";
  }

  MemberId member() {
    const auto handle = canary("a handle");
    const auto id = room_.member(handle, canary("a specialty"), canary("a region"));
    handles_[id] = handle;
    forbid_number("a member's id", id.value);
    return id;
  }

  std::string words_of(std::size_t i, const std::vector<MemberId>& all) {
    const auto other = all[(i + 1) % all.size()];
    const auto& handle = handles_[other];
    return "Case " + std::to_string(i) + " for [@" + handle + "](member:" + std::to_string(other.value) + ") and " +
           handle + ": *see* <https://example.org/" + canary("a link") + "> or " + canary("a mail address") +
           "@mail.example, @" + canary("somebody elsewhere") + " has it.";
  }

  void scan(const std::string& name, const std::string& bytes) {
    ASSERT_FALSE(bytes.empty()) << name;
    scanned_ += bytes.size();
    for (const auto& [word, what] : forbidden_) {
      EXPECT_EQ(bytes.find(word), std::string::npos) << name << " got " << what;
    }
  }

  // Everything there is to ask, in both encodings.
  void read_everything(Observing& seat) {
    const auto topics = seat.call("ListTopics");
    ASSERT_EQ(topics["topics"].size(), 1u);
    for (const auto& topic : topics["topics"]) {
      Json feed = {{"topic", topic["id"]}, {"limit", 7}};
      for (bool more = true; more;) {
        const auto page = seat.call("ReadFeed", feed);
        ASSERT_TRUE(page.contains("position")) << page;
        feed["since"] = page["position"];
        more = page.value("more", false);
      }
      const auto threads = seat.call("ListThreads", {{"topic", topic["id"]}});
      for (const auto& thread : threads.value("threads", Json::array()))
        seat.call("ReadThread", {{"topic", topic["id"]}, {"thread", thread["id"]}, {"limit", 200}});
    }
    read_binary(seat);
  }

  static void read_binary(Observing& seat) {
    const auto ask = [&](const std::string& method, const google::protobuf::Message& request) {
      return seat
          .raw(seat.request("/v1/observer/plenum.v1.ObserverService/" + method, request.SerializeAsString(),
                            "Content-Type: application/proto\r\n"))
          .body;
    };
    v1::ListObservedTopicsReply topics;
    ASSERT_TRUE(topics.ParseFromString(ask("ListTopics", v1::ListObservedTopicsRequest())));
    for (const auto& topic : topics.topics()) {
      v1::ReadFeedRequest feed;
      feed.set_topic(topic.id());
      feed.set_limit(200);
      ask("ReadFeed", feed);
      v1::ListObservedThreadsRequest list;
      list.set_topic(topic.id());
      ask("ListThreads", list);
    }
  }

  std::mt19937_64 random_{20'261'122};
  std::map<std::string, std::string> forbidden_;
  std::map<MemberId, std::string> handles_;
  std::size_t scanned_ = 0;
  Room room_;
};

TEST_F(ObserverBytes, of_a_long_session_hold_no_canary) {
  room_.needs_authors(3);
  std::vector<MemberId> members;
  for (int i = 0; i < 12; ++i) members.push_back(member());
  const auto being = room_.topic("On being");
  const auto closed = room_.topic("Closed " + canary("the title of a topic not licensed"));
  forbid_number("a topic's id", being.value);
  room_.charter(being, {v1::EMBARGO_NONE, v1::EMBARGO_1_H});
  room_.charter(closed, {v1::EMBARGO_NONE});
  const auto norway = room_.company("Norway & Sons");
  const auto england = room_.company("England");
  room_.licence(norway, {being});
  room_.licence(england, {being}, v1::EMBARGO_1_H);
  const auto seat = room_.seat(norway);
  forbid_number("a seat's id", seat.value);
  forbid_number("a company's id", norway.value);
  Observing here(room_, room_.token(seat));
  Observing late(room_, room_.token(room_.seat(england)));
  Listener line(here);
  line.call("subscribe", {{"topic", here.topic()}});
  Listener late_line(late);
  late_line.call("subscribe", {{"topic", late.topic()}});

  std::vector<ThreadId> threads;
  for (std::size_t i = 0; i < 4; ++i) {
    const auto title = "Asked by " + handles_[members[i]] + " and " + canary("a title's link") + "@mail.example";
    threads.push_back(room_.thread(members[i], being, title, words_of(i, members)));
    forbid_number("a thread's id", threads.back().value);
    room_.thread(members[i], closed, canary("a title elsewhere"), canary("words elsewhere"));
  }
  std::vector<PostId> posts;
  for (std::size_t i = 0; i < 120; ++i) {
    room_.clock.forward(17'003);
    const auto author = members[i % members.size()];
    posts.push_back(room_.post(author, threads[i % threads.size()], words_of(i, members)));
    forbid_number("a post's id", posts.back().value);
    const auto record = room_.store->view().get(key::Post{posts.back()});
    forbid_number("a post's place", record->place());
    if (i % 10 == 3) room_.edit(author, posts.back(), "Better: " + words_of(i, members));
    if (i % 10 == 5) room_.withdraw(posts.back());
    if (i % 10 == 7) room_.remove(author, posts.back());
  }
  // What never was meant for them.
  v1::WritePostRequest among_members = post_in(threads[0].value, canary("words among members"), std::string(16, 'm'));
  among_members.set_members_only(true);
  const auto principal = principal_of(members[0], *room_.store->view().get(key::Member{members[0]}));
  EXPECT_FALSE(room_.sequencer->submit_and_wait(write_post(principal, among_members, {})).refused);
  room_.happens([&](Proposal& p) {
    auto& fact = *p.event().mutable_note_written();
    fact.set_note(77);
    fact.set_thread(threads[0].value);
    log::PostText text;
    text.set_source(canary("a staff note"));
    p.personal(log::BODY, text);
  });
  room_.happens([&](Proposal& p) {
    auto& fact = *p.event().mutable_reaction_added();
    fact.set_post(posts[0].value);
    fact.set_by(members[5].value);
    fact.set_emoji(canary("a reaction"));
  });
  // Where its embargo has not run out nothing is anywhere.
  const auto too_new = room_.post(members[1], threads[1], "Only now.");
  forbid_number("a post's id", too_new.value);
  room_.forward(2 * hour_ms);
  room_.post(members[2], threads[2], "The end.");
  EXPECT_FALSE(line.await_text("The end.").is_null());
  EXPECT_FALSE(late_line.await_post([](const Json&) { return true; }).is_null());
  read_everything(here);
  read_everything(late);

  scan("a seat's calls", here.heard);
  scan("a seat's line", line.heard);
  scan("a late seat's calls", late.heard);
  scan("a late seat's line", late_line.heard);
  std::cout << scanned_ << " bytes that observers got, " << forbidden_.size() << " canaries, none found\n";
  EXPECT_GT(scanned_, 100'000u);
  EXPECT_NE(here.heard.find("Case 11 for [name] and [name]: see [link] or [mail], [name] has it."), std::string::npos)
      << "they did get the rest";
}

}  // namespace
}  // namespace plenum::test
