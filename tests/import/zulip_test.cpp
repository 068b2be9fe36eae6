#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/import/collector.h"
#include "tests/import/packages.h"

namespace plenum::imports::testing {
namespace {

using ::testing::HasSubstr;

const std::string index_name = "zulip_json/stream_index.json";
const std::string being = "zulip_json/3-general/Being.json";

std::string message(int id, const std::string& from = "Hamlet", int at = 1600000000) {
  return R"({"id": )" + std::to_string(id) + R"(, "sender_full_name": ")" + from + R"(", "timestamp": )" +
         std::to_string(at) + R"(, "content": "<p>)" + std::to_string(id) + R"(</p>"})";
}

std::string stream(int id, const std::string& topics) {
  return R"({"id": )" + std::to_string(id) + R"(, "latest_id": 1, "topic_data": {)" + topics + "}}";
}

std::string topic(const std::string& title, int size) {
  return "\"" + title + R"(": {"latest_date": 1, "size": )" + std::to_string(size) + "}";
}

std::vector<std::string> lines(const Collector& into) {
  std::vector<std::string> out;
  for (const Post& post : into.posts) out.push_back(into.digest_line_of(post));
  return out;
}

TEST(Zulip, AMessageBecomesAPost) {
  const Scratch scratch;
  Collector into;
  const Counts counts = read_well(Kind::zulip, scratch.tar_gz(small_zulip()), into);
  EXPECT_EQ(counts.topics, 1U);
  EXPECT_EQ(counts.authors, 2U);
  ASSERT_EQ(into.posts.size(), 2U);
  const Post& post = into.posts[0];
  EXPECT_EQ(post.origin, "zulip:message:7");
  EXPECT_EQ(post.thread_origin, "zulip:topic:3:Being");
  EXPECT_EQ(into.threads[0].topic_origin, "zulip:stream:3");
  EXPECT_EQ(post.written_at_ms, 1'600'000'000'000);
  EXPECT_EQ(post.format, BodyFormat::html);
  EXPECT_EQ(into.digest_line_of(post), R"(["general","Being",7,"Hamlet",1600000000,"<p>Or not?</p>"])");
}

TEST(Zulip, TheOrderIsStreamIdThenTitleThenMessageId) {
  const Scratch scratch;
  const Entries entries = {
      {index_name, R"({"streams": {"b": )" + stream(10, topic("x", 1)) + R"(, "a": )" +
                       stream(9, topic("é", 1) + "," + topic("z", 1) + "," + topic("Z", 2)) + "}}"},
      {"zulip_json/10-b/x.json", "[" + message(1) + "]"},
      {"zulip_json/9-a/.C3.A9.json", "[" + message(2) + "]"},
      {"zulip_json/9-a/Z.json", "[" + message(5) + "," + message(4) + "]"},
      {"zulip_json/9-a/z.json", "[" + message(3) + "]"}};
  for (const auto& path : {scratch.tar_gz(entries), scratch.zip(entries), scratch.folder(entries)}) {
    Collector into;
    read_well(Kind::zulip, path, into);
    std::vector<std::string> order;
    for (const Post& post : into.posts) order.push_back(post.original_id);
    EXPECT_EQ(order, (std::vector<std::string>{"4", "5", "3", "2", "1"})) << path;
  }
}

TEST(Zulip, ATitleThatBeginsWithASignHasAFileThatBeginsWithADot) {
  const Scratch scratch;
  const Entries entries = {
      {index_name, R"({"streams": {"general": )" + stream(3, topic("✔ \\\"50%\\\" a/b.c", 1)) + "}}"},
      {"zulip_json/3-general/.E2.9C.94.20.2250.25.22.20a.2Fb.2Ec.json", "[" + message(1) + "]"}};
  for (const auto& path : {scratch.tar_gz(entries), scratch.folder(entries)}) {
    Collector into;
    read_well(Kind::zulip, path, into);
    ASSERT_EQ(into.threads.size(), 1U);
    EXPECT_EQ(into.threads[0].digest_name, "✔ \"50%\" a/b.c");
    EXPECT_EQ(into.threads[0].title, "✔ \"50%\" a/b.c");
  }
}

TEST(Zulip, TheStreamsNameComesFromTheIndexByItsId) {
  const Scratch scratch;
  const Entries entries = {{index_name, R"({"streams": {"0.1° JRA Run": )" + stream(20, topic("x", 1)) + "}}"},
                           {"zulip_json/20-0.2E1.C2.B0-JRA-Run/x.json", "[" + message(1) + "]"}};
  Collector into;
  read_well(Kind::zulip, scratch.tar_gz(entries), into);
  EXPECT_EQ(lines(into), std::vector<std::string>{R"(["0.1° JRA Run","x",1,"Hamlet",1600000000,"<p>1</p>"])"});
}

TEST(Zulip, MessagesOfOneSecondStandInTheOrderOfTheirIds) {
  const Scratch scratch;
  Entries entries = small_zulip();
  entry(entries, being).content = "[" + message(9) + "," + message(8, "Ophelia") + "]";
  Collector into;
  read_well(Kind::zulip, scratch.tar_gz(entries), into);
  ASSERT_EQ(into.posts.size(), 2U);
  EXPECT_EQ(into.posts[0].original_id, "8");
}

TEST(Zulip, BodiesStayByteForByte) {
  const Scratch scratch;
  Entries entries = small_zulip();
  entry(entries, being).content =
      R"([{"id": 7, "sender_full_name": "Hamlet", "timestamp": 1, "content": "<p>a\u0008\u0000b é 😀\r\n </p>"},)" +
      message(8) + "]";
  Collector into;
  read_well(Kind::zulip, scratch.tar_gz(entries), into);
  ASSERT_EQ(into.posts.size(), 2U);
  EXPECT_EQ(into.posts[0].body, std::string("<p>a\b\0b é 😀\r\n </p>", 22));
}

TEST(Zulip, AnIndexThatDoesNotFitTheFilesIsRefused) {
  const Scratch scratch;
  Entries fewer = small_zulip();
  entry(fewer, being).content = "[" + message(7) + "]";
  EXPECT_THAT(refusal_of(Kind::zulip, scratch.tar_gz(fewer)), HasSubstr("holds 1 messages; stream_index.json says 2"));
  Entries missing = small_zulip();
  missing.pop_back();
  EXPECT_THAT(refusal_of(Kind::zulip, scratch.tar_gz(missing)),
              HasSubstr("\"Being\" of stream general, but its file is missing"));
  Entries more = small_zulip();
  more.push_back({"zulip_json/3-general/Other.json", "[]"});
  EXPECT_THAT(refusal_of(Kind::zulip, scratch.tar_gz(more)), HasSubstr("Other.json is not in stream_index.json"));
}

TEST(Zulip, AThreadInTwoFilesIsRefused) {
  const Scratch scratch;
  Entries entries = small_zulip();
  entries.push_back({"zulip_json/3-old-name/Being.json", entry(entries, being).content});
  EXPECT_THAT(refusal_of(Kind::zulip, scratch.tar_gz(entries)), HasSubstr("another file holds the same thread"));
}

TEST(Zulip, TwoMessagesOfOneIdAreRefused) {
  const Scratch scratch;
  Entries entries = small_zulip();
  entry(entries, being).content = "[" + message(7) + "," + message(7) + "]";
  EXPECT_THAT(refusal_of(Kind::zulip, scratch.tar_gz(entries)), HasSubstr("Being.json: [1] has an id"));
}

TEST(Zulip, TwoStreamsOfOneIdAreRefused) {
  const Scratch scratch;
  Entries entries = small_zulip();
  entry(entries, index_name).content = R"({"streams": {"a": )" + stream(3, "") + R"(, "b": )" + stream(3, "") + "}}";
  EXPECT_THAT(refusal_of(Kind::zulip, scratch.tar_gz(entries)), HasSubstr("id of another stream"));
}

TEST(Zulip, AFileNameThatIsNotEncodedIsRefused) {
  const Scratch scratch;
  for (const std::string name : {"a.zz", "a.4", "a.", ".FF"}) {
    Entries entries = small_zulip();
    entries.push_back({"zulip_json/3-general/" + name + ".json", "[]"});
    EXPECT_THAT(refusal_of(Kind::zulip, scratch.tar_gz(entries)),
                ::testing::AnyOf(HasSubstr("two hex digits"), HasSubstr("not UTF-8")))
        << name;
  }
}

TEST(Zulip, AWrongTypeIsRefusedWithFileAndPlace) {
  const Scratch scratch;
  Entries entries = small_zulip();
  std::string& content = entry(entries, being).content;
  content.replace(content.find("1600000060"), 10, "\"late\"");
  EXPECT_EQ(refusal_of(Kind::zulip, scratch.tar_gz(entries)),
            "zulip_json/3-general/Being.json: [1].timestamp is string, not a whole number.");
}

TEST(Zulip, ATimeOutOfAllReasonIsRefused) {
  const Scratch scratch;
  Entries entries = small_zulip();
  std::string& content = entry(entries, being).content;
  content.replace(content.find("1600000060"), 10, "9223372036854775807");
  EXPECT_THAT(refusal_of(Kind::zulip, scratch.tar_gz(entries)), HasSubstr("between 1970 and 9999"));
}

}  // namespace
}  // namespace plenum::imports::testing
