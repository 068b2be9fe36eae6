#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/import/collector.h"
#include "tests/import/packages.h"

namespace plenum::imports::testing {
namespace {

using ::testing::HasSubstr;

const std::string day = "elsinore/2015-06-05.json";

Entries with_events(const std::string& events) {
  Entries entries = small_slack();
  entry(entries, day).content = "[" + events + "]";
  return entries;
}

std::string event(const std::string& ts, const std::string& more = "") {
  return R"({"type": "message", "user": "U1", "text": "words", "ts": ")" + ts + "\"" + more + "}";
}

TEST(Slack, AnEventBecomesAPost) {
  const Scratch scratch;
  Collector into;
  read_well(Kind::slack, scratch.zip(small_slack()), into);
  ASSERT_EQ(into.posts.size(), 1U);
  EXPECT_EQ(into.topics[0].origin, "slack:channel:C1");
  EXPECT_EQ(into.topics[0].problem, "The castle");
  EXPECT_EQ(into.authors[0].origin, "slack:user:U1");
  EXPECT_EQ(into.authors[0].name, "Hamlet of Denmark");
  EXPECT_EQ(into.posts[0].written_at_ms, 1'433'558'696'000);
  EXPECT_EQ(into.posts[0].format, BodyFormat::mrkdwn);
  EXPECT_EQ(into.digest_line_of(into.posts[0]),
            R"(["elsinore","elsinore","1433558696.000004","U1","1433558696.000004","Who's there?"])");
}

TEST(Slack, AUserWithoutANameIsShownByHandleAndAnUnknownOneById) {
  const Scratch scratch;
  Collector into;
  read_well(Kind::slack,
            scratch.zip(with_events(
                R"({"user": "U2", "text": "", "ts": "1.000001"}, {"user": "U9", "text": "", "ts": "1.000002"})")),
            into);
  EXPECT_EQ(into.authors_by_origin.at("slack:user:U2").name, "ophelia");
  EXPECT_EQ(into.authors_by_origin.at("slack:user:U9").name, "U9");
}

TEST(Slack, AFileCommentsAuthorIsTheCommentsUser) {
  const Scratch scratch;
  Collector into;
  read_well(Kind::slack,
            scratch.zip(with_events(
                R"({"subtype": "file_comment", "text": "nice", "ts": "1.000001", "comment": {"user": "U2"}})")),
            into);
  ASSERT_EQ(into.posts.size(), 1U);
  EXPECT_EQ(into.posts[0].original_author, "U2");
}

TEST(Slack, SystemEventsAreSkippedByTheirSubtype) {
  const Scratch scratch;
  Collector into;
  read_well(Kind::slack,
            scratch.zip(with_events(
                event("1.000001",
                      R"(, "subtype": "channel_join", "reactions": [{"name": "+1", "users": ["U2"], "count": 1}])") +
                "," + event("1.000002", R"(, "subtype": "pinned_item")") + "," +
                event("1.000003", R"(, "subtype": "file_share")"))),
            into);
  EXPECT_EQ(into.posts.size(), 1U);
  EXPECT_EQ(into.skips,
            (std::map<std::string, std::uint64_t>{
                {"event: channel_join", 1}, {"event: pinned_item", 1}, {"reaction: its event is not a post", 1}}));
}

TEST(Slack, ReactionsKeepTheirPeopleAndThoseWhoOnlyReactAreNoAuthors) {
  const Scratch scratch;
  Collector into;
  const Counts counts = read_well(
      Kind::slack,
      scratch.zip(with_events(event(
          "1.000001",
          R"(, "reactions": [{"name": "clap::skin-tone-3", "users": ["U2", "U1"], "count": 2}, {"name": "own", "users": ["U2"], "count": 1}])"))),
      into);
  ASSERT_EQ(into.posts.size(), 1U);
  const auto& reactions = into.posts[0].reactions;
  ASSERT_EQ(reactions.size(), 2U);
  EXPECT_EQ(reactions[0].name, "clap::skin-tone-3");
  EXPECT_EQ(reactions[0].emoji, "👏🏼");
  EXPECT_EQ(reactions[0].author_origins, (std::vector<std::string>{"slack:user:U2", "slack:user:U1"}));
  EXPECT_EQ(reactions[1].emoji, ":own:");
  EXPECT_EQ(counts.reactions, 3U);
  EXPECT_EQ(counts.authors, 1U);
  EXPECT_TRUE(into.authors_by_origin.at("slack:user:U1").writes);
  EXPECT_FALSE(into.authors_by_origin.at("slack:user:U2").writes);
}

TEST(Slack, ReactionsOfPeopleNotNamedAreCountedAsSkipped) {
  const Scratch scratch;
  Collector into;
  read_well(
      Kind::slack,
      scratch.zip(with_events(event("1.000001", R"(, "reactions": [{"name": "+1", "users": ["U2"], "count": 4}])"))),
      into);
  EXPECT_EQ(into.skips["reaction: the person is not named"], 3U);
}

TEST(Slack, AnEditedPostKeepsItsLastTextAndWhen) {
  const Scratch scratch;
  Collector into;
  read_well(Kind::slack,
            scratch.zip(with_events(event("1.000001", R"(, "edited": {"user": "U1", "ts": "61.000000"})"))), into);
  ASSERT_EQ(into.posts.size(), 1U);
  EXPECT_TRUE(into.posts[0].edited);
  EXPECT_EQ(into.posts[0].edited_at_ms, 61'000);
}

TEST(Slack, AReplyOfLaterYearsNamesItsParent) {
  const Scratch scratch;
  Collector into;
  read_well(Kind::slack,
            scratch.zip(with_events(event("1.000001", R"(, "thread_ts": "1.000001")") + "," +
                                    event("2.000000", R"(, "thread_ts": "1.000001")") + "," +
                                    event("3.000000", R"(, "thread_ts": "0.000001")"))),
            into);
  ASSERT_EQ(into.posts.size(), 3U);
  EXPECT_FALSE(into.posts[0].reply_to_origin);
  EXPECT_EQ(into.posts[1].reply_to_origin, "slack:post:C1:1.000001");
  EXPECT_FALSE(into.posts[2].reply_to_origin);
}

TEST(Slack, TheOrderIsChannelThenTsWhateverTheFilesSay) {
  const Scratch scratch;
  Entries entries = with_events(event("5.000000") + "," + event("4.000000"));
  entries.push_back({"elsinore/2015-06-04.json", "[" + event("6.000000") + "]"});
  entries.push_back({"elsinore-/2015-06-04.json", "[" + event("9.000000") + "]"});
  entries.push_back({"denmark/2015-06-04.json", "[" + event("8.000000") + "]"});
  Collector into;
  read_well(Kind::slack, scratch.zip(entries), into);
  std::vector<std::string> order;
  for (const Post& post : into.posts) order.push_back(post.origin);
  EXPECT_EQ(order,
            (std::vector<std::string>{"slack:post:denmark:8.000000", "slack:post:C1:4.000000", "slack:post:C1:5.000000",
                                      "slack:post:C1:6.000000", "slack:post:elsinore-:9.000000"}));
}

TEST(Slack, AChannelWithoutAPostIsNoTopic) {
  const Scratch scratch;
  Entries entries = small_slack();
  entries.push_back({"empty/2015-06-05.json", "[" + event("1.000001", R"(, "subtype": "channel_join")") + "]"});
  Collector into;
  read_well(Kind::slack, scratch.zip(entries), into);
  EXPECT_EQ(into.topics.size(), 1U);
}

TEST(Slack, WhatWasSaidInPrivateIsNotImported) {
  const Scratch scratch;
  Entries entries = small_slack();
  entries.push_back({"dms.json", R"([{"id": "D1", "members": ["U1", "U2"]}])"});
  entries.push_back({"groups.json", R"([{"id": "G1", "name": "plot"}])"});
  entries.push_back({"D1/2015-06-05.json", "[" + event("1.000001") + "]"});
  entries.push_back({"plot/2015-06-05.json", "[" + event("1.000001") + "]"});
  Collector into;
  read_well(Kind::slack, scratch.zip(entries), into);
  EXPECT_EQ(into.posts.size(), 1U);
  EXPECT_EQ(into.skips["file: private conversation"], 2U);
}

TEST(Slack, TwoPostsOfOneTsInAChannelAreRefused) {
  const Scratch scratch;
  EXPECT_THAT(refusal_of(Kind::slack, scratch.zip(with_events(event("1.000001") + "," + event("1.000001")))),
              HasSubstr("elsinore: two posts have the ts 1.000001"));
}

TEST(Slack, AWrongTypeIsRefusedWithFileAndPlace) {
  const Scratch scratch;
  EXPECT_EQ(refusal_of(Kind::slack, scratch.zip(with_events(R"({"user": "U1", "text": 5, "ts": "1.000001"})"))),
            "elsinore/2015-06-05.json: [0].text is number, not a text.");
  EXPECT_EQ(refusal_of(Kind::slack, scratch.zip(with_events(event("yesterday")))),
            "elsinore/2015-06-05.json: [0].ts is not a time as Slack writes it.");
  EXPECT_EQ(refusal_of(Kind::slack, scratch.zip(with_events(R"("hello")"))),
            "elsinore/2015-06-05.json: [0] is string, not an object.");
  EXPECT_THAT(
      refusal_of(Kind::slack, scratch.zip(with_events(event(
                                  "1.000001", R"(, "reactions": [{"name": "x", "users": [], "count": 9000000000}])")))),
      HasSubstr("far more than the people named"));
}

}  // namespace
}  // namespace plenum::imports::testing
