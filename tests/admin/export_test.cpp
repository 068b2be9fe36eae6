#include <set>

#include "tests/admin/back_office.h"

namespace plenum {

namespace {

// The same thread under another name, so that pages end between threads too.
v1::ImportRequest another(const std::string& source, const std::string& thread, int posts) {
  v1::ImportRequest request;
  auto& topic = *request.add_entries()->mutable_topic();
  topic.set_origin(source + "topic");
  topic.set_title(source);
  auto& author = *request.add_entries()->mutable_member();
  author.set_origin(source + "author");
  author.set_name("Horatio");
  auto& entry = *request.add_entries()->mutable_thread();
  entry.set_origin(source + thread);
  entry.set_topic_origin(source + "topic");
  entry.set_title(thread);
  for (int i = 0; i < posts; ++i) {
    auto& post = *request.add_entries()->mutable_post();
    post.set_origin(source + thread + std::to_string(i));
    post.set_thread_origin(source + thread);
    post.set_author_origin(source + "author");
    post.set_format(v1::PLAIN);
    post.set_source(std::to_string(i));
  }
  return request;
}

TEST_F(BackOffice, GivesBackWhatWasImportedByteForByte) {
  auto request = small_import(1);
  auto& post = *request.mutable_entries(3)->mutable_post();
  post.set_source("<p>\x01\ttwo\r\n</p>");
  post.set_original_time("1574699040");
  post.set_time_is_number(true);
  post.set_original_author("Horatio");
  import(request);
  const auto all = export_all();
  ASSERT_EQ(all.posts_size(), 1);
  EXPECT_EQ(all.posts(0).post().source(), "<p>\x01\ttwo\r\n</p>");
  EXPECT_EQ(all.posts(0).post().format(), v1::HTML);
  EXPECT_EQ(all.posts(0).origin().origin(), "zulip:message:0");
  EXPECT_EQ(all.posts(0).origin().original_time(), "1574699040");
  EXPECT_TRUE(all.posts(0).origin().time_is_number());
  EXPECT_EQ(all.topics(0).origin().digest_name(), "dask");
}

TEST_F(BackOffice, EveryPageSizeGivesEverythingOnceAndInOrder) {
  import(another("zulip:", "a", 7));
  import(another("zulip:", "b", 1));
  import(another("slack:", "c", 4));
  ask<v1::OpenTopicReply>("OpenTopic", [] {
    v1::OpenTopicRequest request;
    request.set_title("An empty one");
    return request;
  }());
  for (std::uint32_t limit = 1; limit <= 13; ++limit) {
    const auto all = export_all("", limit);
    EXPECT_EQ(all.topics_size(), 3) << limit;
    EXPECT_EQ(all.threads_size(), 3) << limit;
    ASSERT_EQ(all.posts_size(), 12) << limit;
    std::set<std::uint64_t> seen;
    for (int i = 0; i < all.posts_size(); ++i) {
      const auto& post = all.posts(i).post();
      EXPECT_TRUE(seen.insert(post.id()).second) << limit;
      if (i == 0 || all.posts(i - 1).post().thread_id() != post.thread_id()) continue;
      EXPECT_LT(all.posts(i - 1).post().place(), post.place()) << limit;
    }
  }
}

TEST_F(BackOffice, OneSourceGivesOnlyItsOwn) {
  import(another("zulip:", "a", 2));
  import(another("slack:", "c", 4));
  const auto all = export_all("slack:", 3);
  EXPECT_EQ(all.topics_size(), 1);
  EXPECT_EQ(all.threads_size(), 1);
  EXPECT_EQ(all.posts_size(), 4);
}

}  // namespace

}  // namespace plenum
