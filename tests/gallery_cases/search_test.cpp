// Cases 9 and 10: a search finds nothing of what its reader may not read, and does not tell that there is anything.
#include "tests/gallery_cases/house.h"
#include "tests/support/redis/redis_server.h"

namespace plenum::test {
namespace {

class SearchCases : public House {
protected:
  static Json search(Observing& seat, const std::string& words, const Json& more = Json::object()) {
    Json wish = {{"words", words}};
    wish.update(more);
    return seat.call("SearchFeed", wish);
  }
  static bool finds(Observing& seat, const std::string& words) {
    return testing::eventually([&] { return search(seat, words).contains("posts"); });
  }
};

TEST_F(SearchCases, case_9_a_word_that_stands_in_another_topic_alone_is_as_one_that_stands_nowhere) {
  auto here = sits(norway_);
  auto there = sits(england_);
  ASSERT_TRUE(finds(there, "rosemary")) << "who may read it finds it, so it is in the index";
  ASSERT_TRUE(finds(here, "nobler"));
  for (const auto* words : {"rosemary", "\"long purples\"", "gertrude", "wreaths", "remembrance -nobler"}) {
    EXPECT_EQ(call(here, "SearchFeed", Json({{"words", words}}).dump()),
              call(here, "SearchFeed", R"({"words":"zqxjkv"})"))
        << words;
  }
  const auto topic = topic_of(there, "On flowers");
  EXPECT_EQ(call(here, "SearchFeed", Json({{"words", "rosemary"}, {"topic", topic}}).dump()),
            call(here, "SearchFeed", R"({"words":"rosemary","topic":"AAAAAAAAAAAAAAAAAAAAAA=="})"));
  // Nor does it count among what is found by a word of both.
  writes("ophelia", picked_.thread, "A nobler flower.");
  ASSERT_TRUE(testing::eventually([&] { return search(there, "nobler").value("found", 0) == 2; }));
  EXPECT_EQ(search(here, "nobler").value("found", 0), 1);
}

TEST_F(SearchCases, case_10_nobody_is_found_by_who_they_are) {
  auto here = sits(norway_);
  ASSERT_TRUE(finds(here, "nobler"));
  const auto nobody = call(here, "SearchFeed", R"({"words":"zqxjkv"})");
  const auto feed = feed_of(here);
  const auto pseudonym = feed["updates"][0]["post"].value("pseudonym", "");
  ASSERT_FALSE(pseudonym.empty());
  const std::vector<std::string> wishes = {"hamlet", "ophelia", "author:hamlet", "by:hamlet", "@hamlet", pseudonym};
  for (const auto& words : wishes)
    EXPECT_EQ(call(here, "SearchFeed", Json({{"words", words}}).dump()), nobody) << words;
  EXPECT_EQ(call(here, "SearchFeed", R"({"words":"nobler","author":"hamlet"})"),
            call(here, "SearchFeed", R"({"words":"nobler","author":"nobody"})"));
}

// What is taken back is not found any more, whatever the index still holds.
TEST_F(SearchCases, what_was_withdrawn_is_not_found) {
  auto here = sits(norway_);
  const auto post = writes("ophelia", asked_.thread, "An unweeded garden.");
  ASSERT_TRUE(finds(here, "unweeded"));
  does("ophelia", "WithdrawPost", {{"postId", post}});
  EXPECT_EQ(call(here, "SearchFeed", R"({"words":"unweeded"})"), call(here, "SearchFeed", R"({"words":"zqxjkv"})"));
}

}  // namespace
}  // namespace plenum::test
