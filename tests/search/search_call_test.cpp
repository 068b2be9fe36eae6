// SearchFeed over a socket: only what may be read is found, and nothing tells of what may not.
#include "tests/gallery_door/room.h"

namespace plenum::test {
namespace {

constexpr auto patience = std::chrono::seconds(60);

class SearchCall : public ::testing::Test {
protected:
  void SetUp() override {
    hamlet_ = room_.member("hamlet");
    ophelia_ = room_.member("ophelia");
    being_ = room_.topic("On being");
    flowers_ = room_.topic("On flowers");
    room_.charter(being_, {v1::EMBARGO_NONE});
    room_.charter(flowers_, {v1::EMBARGO_NONE});
    norway_ = room_.company("Norway & Sons");
    room_.licence(norway_, {being_});
    thread_ = room_.thread(hamlet_, being_, "T", "To be, or not to be");
    room_.thread(ophelia_, flowers_, "T", "There's rue for you");
  }

  Observing seat() { return {room_, room_.token(room_.seat(norway_))}; }
  Json search(Observing& from, const Json& wish) {
    EXPECT_TRUE(room_.search->wait_until_level(patience));
    return from.call("SearchFeed", wish);
  }

  Room room_;
  MemberId hamlet_, ophelia_;
  TopicId being_, flowers_;
  CompanyId norway_;
  ThreadId thread_;
};

TEST_F(SearchCall, a_hit_is_the_entry_as_a_reader_gets_it) {
  room_.post(ophelia_, thread_, "I was the more deceived, said @hamlet");
  auto here = seat();
  const auto reply = search(here, {{"words", "deceive"}});
  ASSERT_EQ(reply["posts"].size(), 1u) << reply;
  EXPECT_EQ(reply["found"], 1);
  EXPECT_EQ(reply["posts"][0]["text"], "I was the more deceived, said [name]");
  const auto feed = here.call("ReadFeed", {{"topic", here.topic()}})["updates"];
  EXPECT_EQ(reply["posts"][0], feed[1]["post"]) << "byte for byte";
}

// Cases 9 and 11.
TEST_F(SearchCall, a_word_that_occurs_only_elsewhere_is_answered_like_one_that_occurs_nowhere) {
  room_.happens([&](Proposal& p) { p.event().mutable_thread_kept()->set_thread(thread_.value); });
  room_.post(hamlet_, thread_, "among members: slings");
  auto here = seat();
  EXPECT_TRUE(room_.search->wait_until_level(patience));
  const auto body = [&](const std::string& words) {
    const auto wish = Json({{"words", words}}).dump();
    const auto answer = here.raw(here.request("/v1/observer/plenum.v1.ObserverService/SearchFeed", wish));
    EXPECT_EQ(answer.status, 200u) << answer.body;
    return answer.body;
  };
  const auto nowhere = body("xyzzy");
  EXPECT_EQ(body("rue"), nowhere) << "another topic's";
  EXPECT_EQ(body("slings"), nowhere) << "kept among members";
  EXPECT_EQ(body("hamlet"), nowhere) << "nobody's name";
  EXPECT_EQ(Json::parse(nowhere), Json::object()) << "no total, no suggestion";
}

// Case 10: there is no search by author, nor any field to try.
TEST_F(SearchCall, nobody_is_searched_by_author) {
  auto here = seat();
  const auto refused = here.call("NoSuchMethod");
  EXPECT_EQ(search(here, {{"words", "be"}, {"author", "hamlet"}}), refused);
}

TEST_F(SearchCall, an_author_s_token_and_pseudonym_are_no_words) {
  auto here = seat();
  const auto post = search(here, {{"words", "be"}})["posts"][0];
  EXPECT_FALSE(search(here, {{"words", post["pseudonym"]}}).contains("posts"));
}

TEST_F(SearchCall, what_was_written_before_the_licence_is_not_found) {
  room_.clock.forward(120'000);
  const auto england = room_.company("England");
  room_.licence(england, {being_});
  room_.post(hamlet_, thread_, "to be again");
  Observing there(room_, room_.token(room_.seat(england)));
  EXPECT_EQ(search(there, {{"words", "be"}})["found"], 1);
  auto here = seat();
  EXPECT_EQ(search(here, {{"words", "be"}})["found"], 2);
}

TEST_F(SearchCall, once_withdrawn_it_is_gone_from_answers_whatever_the_index_knows) {
  const auto post = room_.post(hamlet_, thread_, "heparin");
  auto here = seat();
  ASSERT_EQ(search(here, {{"words", "heparin"}})["found"], 1);
  room_.search->stop();  // it learns nothing more
  room_.withdraw(post);
  const auto reply = here.call("SearchFeed", {{"words", "heparin"}});
  EXPECT_EQ(reply, Json::object());
}

TEST_F(SearchCall, it_searches_one_topic_or_all_that_are_licensed) {
  room_.licence(norway_, {flowers_});
  room_.clock.forward(60'000);
  room_.thread(ophelia_, flowers_, "T", "to be a flower");
  auto here = seat();
  EXPECT_EQ(search(here, {{"words", "be"}})["found"], 2);
  const auto topics = here.call("ListTopics")["topics"];
  for (const auto& topic : topics) EXPECT_EQ(search(here, {{"words", "be"}, {"topic", topic["id"]}})["found"], 1);
  const auto refused = here.call("NoSuchMethod");
  EXPECT_EQ(search(here, {{"words", "be"}, {"topic", "AAAA"}}), refused);
}

TEST_F(SearchCall, the_newest_come_first_page_by_page) {
  for (int i = 0; i < 25; ++i) {
    room_.clock.forward(60'000);
    room_.post(hamlet_, thread_, "number " + std::to_string(i));
  }
  auto here = seat();
  const auto first = search(here, {{"words", "number"}});
  ASSERT_EQ(first["posts"].size(), 20u);
  EXPECT_EQ(first["posts"][0]["text"], "number 24");
  EXPECT_EQ(first["found"], 25);
  const auto rest = search(here, {{"words", "number"}, {"skip", 20}, {"limit", 100}});
  ASSERT_EQ(rest["posts"].size(), 5u);
  EXPECT_EQ(rest["posts"][4]["text"], "number 0");
}

TEST_F(SearchCall, what_is_no_search_gets_the_one_refusal) {
  auto here = seat();
  const auto refused = here.call("NoSuchMethod");
  const auto before = room_.digest();
  EXPECT_EQ(search(here, {{"words", std::string(sought_bytes_max + 1, 'a')}}), refused);
  EXPECT_EQ(search(here, {{"words", "a"}, {"limit", 101}}), refused);
  EXPECT_EQ(search(here, {{"words", "a"}, {"skip", FeedIndex::found_max + 1}}), refused);
  EXPECT_EQ(search(here, {{"words", "a"}, {"fromMs", "-1"}}), refused);
  std::string many;
  for (std::size_t i = 0; i <= sought_words_max; ++i) many += "a ";
  EXPECT_EQ(search(here, {{"words", many}}), refused);
  Observing nobody(room_, "plm_o_nobody");
  EXPECT_EQ(search(nobody, {{"words", "be"}}), refused);
  EXPECT_EQ(room_.digest(), before);
}

TEST_F(SearchCall, what_is_found_is_told_to_its_author_as_found) {
  auto here = seat();
  ASSERT_EQ(search(here, {{"words", "be"}})["posts"].size(), 1u);
  room_.tells();
  std::size_t found = 0;
  room_.store->view().scan(key::RegisterMinute{hamlet_, 0, CompanyId{}, 0},
                           key::RegisterMinute{MemberId{hamlet_.value + 1}, 0, CompanyId{}, 0},
                           [&](const key::Any& at, std::string_view) {
                             found += std::get<key::RegisterMinute>(at).kind == v1::READING_FOUND;
                             return true;
                           });
  EXPECT_EQ(found, 1u);
}

}  // namespace
}  // namespace plenum::test
