// A draft in a thread was kept under whatever topic the request named, and as fast as anybody asked: one member could
// fill the disk with 40 KB for each number they thought of.
#include "tests/gateway/seat.h"

namespace plenum::test {
namespace {

class MadeUpDrafts : public Elsinore {
protected:
  MadeUpDrafts() : Elsinore("commands_per_10_s = 20\n") {}
};

TEST_F(MadeUpDrafts, a_thread_has_one_draft_whatever_topic_is_named) {
  auto ophelia = seat("ophelia");
  ophelia.call("SaveDraft", {{"threadId", thread_}, {"topicId", "5"}, {"source", "First."}});
  ophelia.call("SaveDraft", {{"threadId", thread_}, {"topicId", topic_}, {"source", "Second."}});
  EXPECT_EQ(ophelia.call("GetDraft", {{"threadId", thread_}})["draft"]["source"], "Second.");
  EXPECT_EQ(ophelia.call("GetDraft", {{"threadId", thread_}, {"topicId", "5"}})["draft"]["source"], "Second.");
}

TEST_F(MadeUpDrafts, what_is_not_there_has_none) {
  auto ophelia = seat("ophelia");
  EXPECT_EQ(ophelia.call("SaveDraft", {{"threadId", "5"}, {"topicId", topic_}, {"source", "x"}})["refused"],
            "NOT_FOUND");
  EXPECT_EQ(ophelia.call("SaveDraft", {{"topicId", "5"}, {"source", "x"}})["refused"], "NOT_FOUND");
}

TEST_F(MadeUpDrafts, drafts_and_previews_keep_a_pace_that_leaves_answering_alone) {
  auto ophelia = seat("ophelia");
  std::string last;
  for (int i = 0; i < 60 && last.empty(); ++i) {
    const auto method = i % 2 == 0 ? "SaveDraft" : "Preview";
    const auto reply =
        ophelia.call(method, i % 2 == 0 ? Json{{"threadId", thread_}, {"source", "x"}} : Json{{"source", "x"}});
    last = reply.value("refused", "");
  }
  EXPECT_EQ(last, "TOO_FAST");
  write("ophelia", "Still heard.");
}

}  // namespace
}  // namespace plenum::test
