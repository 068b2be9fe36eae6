#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/import/collector.h"
#include "tests/import/packages.h"

namespace plenum::imports::testing {
namespace {

using ::testing::HasSubstr;

std::string comment(const std::string& id, const std::string& replies = "") {
  return R"({"type": "comment", "id": ")" + id +
         R"(", "author": "Iago", "timestamp": "2014-10-16T14:16:00.000Z", "html": "<p>)" + id +
         R"(</p>", "replies": [)" + replies + "]}";
}
std::string heading(const std::string& id, const std::string& replies = "") {
  return R"({"type": "heading", "id": ")" + id + R"(", "headingLevel": 2, "html": "<b>)" + id +
         R"(</b>", "replies": [)" + replies + "]}";
}
Entries with_tree(const std::string& items) {
  Entries entries = small_wikitalk();
  entries[1].content = "[" + items + "]";
  return entries;
}
std::vector<std::string> ids(const Collector& into) {
  std::vector<std::string> out;
  for (const Post& post : into.posts) out.push_back(post.original_id);
  return out;
}

TEST(Wikitalk, ACommentBecomesAPost) {
  const Scratch scratch;
  Collector into;
  read_well(Kind::wikitalk, scratch.tar_gz(small_wikitalk()), into);
  ASSERT_EQ(into.posts.size(), 1U);
  EXPECT_EQ(into.topics[0].title, "en:Talk:Denmark");
  EXPECT_EQ(into.threads[0].title, "Something is rotten");
  EXPECT_EQ(into.posts[0].origin, "wikitalk:comment:en:Talk:Denmark#c-1");
  EXPECT_EQ(into.posts[0].written_at_ms, 1'561'492'320'000);
  EXPECT_EQ(into.posts[0].format, BodyFormat::html);
  EXPECT_EQ(into.digest_line_of(into.posts[0]),
            R"(["en:Talk:Denmark","h-1","c-1","Marcellus","2019-06-25T19:52:00Z","<p>Indeed.</p>"])");
}

TEST(Wikitalk, AReplyNamesItsParentIfThatIsAComment) {
  const Scratch scratch;
  Collector into;
  read_well(Kind::wikitalk,
            scratch.tar_gz(with_tree(heading("h", comment("a", comment("b", comment("c")) + "," + comment("d"))))),
            into);
  EXPECT_EQ(ids(into), (std::vector<std::string>{"a", "b", "c", "d"}));
  EXPECT_FALSE(into.posts[0].reply_to_origin);
  EXPECT_EQ(into.posts[2].reply_to_origin, into.posts[1].origin);
  EXPECT_EQ(into.posts[3].reply_to_origin, into.posts[0].origin);
}

TEST(Wikitalk, ASubSectionBelongsToItsTopSectionAndIsCountedOnce) {
  const Scratch scratch;
  const std::string sub = heading("h-sub", comment("b"));
  Collector into;
  read_well(
      Kind::wikitalk,
      scratch.tar_gz(with_tree(heading("h", comment("a") + "," + sub) + "," + sub + "," + heading("h2", comment("c")))),
      into);
  EXPECT_EQ(ids(into), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(into.threads.size(), 2U);
  EXPECT_EQ(into.posts[1].thread_origin, into.posts[0].thread_origin);
  EXPECT_FALSE(into.posts[1].reply_to_origin);
  EXPECT_EQ(into.skips["section: stands in its parent section too"], 1U);
}

TEST(Wikitalk, AnIdThatComesAgainIsTakenOnce) {
  const Scratch scratch;
  Collector into;
  read_well(Kind::wikitalk, scratch.tar_gz(with_tree(heading("h", comment("a") + "," + comment("a", comment("b"))))),
            into);
  EXPECT_EQ(ids(into), std::vector<std::string>{"a"});
}

TEST(Wikitalk, ASectionWithoutACommentIsNoThread) {
  const Scratch scratch;
  Collector into;
  read_well(Kind::wikitalk, scratch.tar_gz(with_tree(heading("h-") + "," + heading("h", comment("a")))), into);
  EXPECT_EQ(into.threads.size(), 1U);
  EXPECT_EQ(into.threads[0].digest_name, "h");
  EXPECT_EQ(into.skips["section: no comment"], 1U);
}

TEST(Wikitalk, TheSameIdOnTwoPagesIsTwoThings) {
  const Scratch scratch;
  Entries entries = with_tree(heading("h-", comment("a")));
  entries[0].content = R"([{"lang": "en", "title": "A", "shape": "threaditemshtml", "files": ["den.json"]},
                           {"lang": "fr", "title": "A", "shape": "threaditemshtml", "files": ["den.json"]}])";
  Collector into;
  const Counts counts = read_well(Kind::wikitalk, scratch.tar_gz(entries), into);
  EXPECT_EQ(counts.posts, 2U);
  EXPECT_EQ(counts.threads, 2U);
  EXPECT_EQ(counts.authors, 1U);
}

TEST(Wikitalk, ATreeWithoutHtmlTakesItsBodiesFromTheOtherFile) {
  const Scratch scratch;
  const Entries entries = {
      {"pages.json", R"([{"lang": "ckb", "title": "ویکیپیدیا", "shape": "tree+html", "files": ["t.json", "h.json"]}])"},
      {"t.json", R"([{"type": "heading", "id": "h", "replies": [{"type": "comment", "id": "c", "author": "ئاسۆ",
                                           "timestamp": "2014-10-16T14:16:00.000Z", "replies": []}]}])"},
      {"h.json", R"({"h": "ئاسانکاری", "c": "<p>سڵاو</p>"})"}};
  Collector into;
  read_well(Kind::wikitalk, scratch.tar_gz(entries), into);
  ASSERT_EQ(into.posts.size(), 1U);
  EXPECT_EQ(into.threads[0].title, "ئاسانکاری");
  EXPECT_EQ(into.posts[0].body, "<p>سڵاو</p>");
  EXPECT_EQ(into.posts[0].original_time, "2014-10-16T14:16:00Z");
}

TEST(Wikitalk, WhatIsMissingIsRefused) {
  const Scratch scratch;
  Entries no_file = small_wikitalk();
  no_file.pop_back();
  EXPECT_EQ(refusal_of(Kind::wikitalk, scratch.tar_gz(no_file)),
            "pages.json: [0].files[0] names a file that is missing.");
  const Entries no_body = {
      {"pages.json", R"([{"lang": "ckb", "title": "x", "shape": "tree+html", "files": ["t.json", "h.json"]}])"},
      {"t.json", "[" + heading("h", comment("c")) + "]"},
      {"h.json", R"({"h": "x"})"}};
  EXPECT_EQ(refusal_of(Kind::wikitalk, scratch.tar_gz(no_body)), "h.json: the whole has no \"c\".");
}

TEST(Wikitalk, WhatDoesNotFitIsRefusedWithFileAndPlace) {
  const Scratch scratch;
  std::string wrong_time = heading("h", comment("c"));
  wrong_time.replace(wrong_time.find("2014-10-16T"), 11, "yesterday, ");
  EXPECT_EQ(refusal_of(Kind::wikitalk, scratch.tar_gz(with_tree(wrong_time))),
            "den.json: [0].replies[0].timestamp is not an ISO 8601 time in UTC.");
  EXPECT_EQ(refusal_of(Kind::wikitalk, scratch.tar_gz(with_tree(R"({"type": "poll", "id": "p", "replies": []})"))),
            "den.json: [0].type is neither \"heading\" nor \"comment\".");
  Entries shape = small_wikitalk();
  shape[0].content.replace(shape[0].content.find("threaditemshtml"), 15, "circle");
  EXPECT_EQ(refusal_of(Kind::wikitalk, scratch.tar_gz(shape)), "pages.json: [0].shape is a shape unknown here.");
}

TEST(Wikitalk, RepliesNestedWithoutEndAreRefused) {
  const Scratch scratch;
  std::string tree;
  for (int i = 0; i < 50'000; ++i) tree += R"({"type": "comment", "replies": [)";
  EXPECT_THAT(refusal_of(Kind::wikitalk, scratch.tar_gz(with_tree(tree))),
              HasSubstr("den.json nests deeper than 200 levels"));
}

}  // namespace
}  // namespace plenum::imports::testing
