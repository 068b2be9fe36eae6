// After a merge one cursor counted for posts of two threads: what was never read of the one counted as read, and what
// was read of the other as unread. And whoever followed or muted a thread lost that for what was split off from it.
#include "tests/gateway/seat.h"

namespace plenum::test {
namespace {

class MergedCursor : public Elsinore {
protected:
  Json chair(const std::string& method, Json request) {
    request["commandId"] = command_id();
    return seat("polonius").call_service("ModeratorService", method, request);
  }
  Json page(const std::string& thread) {
    return seat("ophelia").call("ReadThread", {{"threadId", thread}, {"fromStart", true}});
  }
  Json reading(const std::string& thread) { return page(thread)["entry"]["reading"]; }
  int unread(const std::string& thread) { return reading(thread).value("unread", 0); }
  void reads(const std::string& thread, std::size_t posts) {
    seat("ophelia").call("MoveCursor", {{"threadId", thread}, {"place", page(thread)["posts"][posts - 1]["place"]}});
  }
};

TEST_F(MergedCursor, counts_for_each_post_where_it_was_read) {
  const auto opened = seat("hamlet").call(
      "OpenThread", {{"commandId", command_id()}, {"topicId", topic_}, {"title", "Same"}, {"source", "Unread here."}});
  const std::string other = opened["threadId"];
  write("hamlet", "Read there.");
  reads(thread_, 2);
  EXPECT_EQ(unread(other), 1);
  EXPECT_EQ(chair("MergeThreads", {{"fromThreadId", other}, {"intoThreadId", thread_}}), Json::object());
  EXPECT_EQ(unread(thread_), 1) << "the one between the two that were read";
  const auto topics = seat("ophelia").call("ListTopics", Json::object());
  EXPECT_EQ(topics["topics"][0].value("unreadThreads", 0), 1);
  const auto seen = seat("ophelia").call("ReadThread", {{"threadId", thread_}, {"limit", 2}});
  EXPECT_EQ(seen["posts"][1]["source"], "Unread here.") << "reading begins where it is not read";
  EXPECT_EQ(reading(thread_)["arrangement"], 1);
  reads(thread_, 2);
  EXPECT_EQ(unread(thread_), 0) << "the cursor stands before what was read already";
  write("hamlet", "One more.");
  EXPECT_EQ(unread(thread_), 1);
  server_.stop();
  ASSERT_NO_FATAL_FAILURE(server_.start());
  EXPECT_EQ(unread(thread_), 1) << "and so it was kept";
}

TEST_F(MergedCursor, of_what_was_split_off_is_kept_with_its_watch) {
  const auto second = write("hamlet", "Two.");
  seat("ophelia").call("WatchThread", {{"commandId", command_id()}, {"threadId", thread_}, {"watch", "MUTED"}});
  reads(thread_, 2);
  const auto split = chair("SplitThread", {{"threadId", thread_}, {"postIds", {second}}, {"title", "Off"}});
  const std::string off = split["threadId"];
  EXPECT_EQ(unread(off), 0);
  EXPECT_EQ(reading(off)["watch"], "MUTED");
  seat("ophelia").call("WatchThread", {{"commandId", command_id()}, {"threadId", thread_}, {"watch", "FOLLOWED"}});
  EXPECT_EQ(reading(off)["watch"], "MUTED");
  EXPECT_EQ(reading(thread_)["watch"], "FOLLOWED");
}

}  // namespace
}  // namespace plenum::test
