#include "tests/cluster/two_nodes.h"

namespace plenum::test {
namespace {

/// Reads a live line until these words come; how long they took cannot be more than the patience.
bool comes_live(cli::LiveLine& live, const std::string& words) {
  v1::ServerFrame frame;
  return eventually([&] {
    if (live.receive(frame, std::chrono::milliseconds(100)) != cli::LiveLine::Got::frame) return false;
    for (const auto& update : frame.updates().updates()) {
      if (update.post().source() == words) return true;
    }
    return false;
  });
}

TEST_F(TwoNodes, what_is_posted_on_one_arrives_live_on_the_other) {
  cli::LiveLine live(cli::Address::of_url(horatio_.url()), token_);
  v1::ClientFrame subscribe;
  subscribe.set_request(1);
  subscribe.mutable_subscribe()->set_topic_id(topic_);
  ASSERT_TRUE(live.send(subscribe));
  v1::ServerFrame frame;
  ASSERT_TRUE(eventually([&] {
    return live.receive(frame, std::chrono::milliseconds(100)) == cli::LiveLine::Got::frame &&
           frame.reply().has_subscribe();
  }));
  EXPECT_EQ(write(hamlet_, post("Who's there?")), "");
  EXPECT_TRUE(comes_live(live, "Who's there?"));
  EXPECT_EQ(write(horatio_, post("Friends to this ground.")), "");
  EXPECT_TRUE(comes_live(live, "Friends to this ground."));
  both_show({"Or not?", "Who's there?", "Friends to this ground."});
  both_keep_the_same();
}

TEST_F(TwoNodes, without_redis_reads_go_on_and_writes_wait_until_it_is_back) {
  redis_.kill();
  ASSERT_TRUE(eventually([this] { return !takes_writes(hamlet_) && !takes_writes(horatio_); }));
  EXPECT_FALSE(status_of(hamlet_).halted_because().empty());
  const auto waits = post("I'll wait.");
  EXPECT_NE(write(hamlet_, waits), "");
  EXPECT_EQ(words_on(hamlet_), std::vector<std::string>{"Or not?"});
  EXPECT_EQ(words_on(horatio_), std::vector<std::string>{"Or not?"});
  redis_.start();
  EXPECT_TRUE(writes_in_the_end(hamlet_, waits));
  EXPECT_TRUE(writes_in_the_end(horatio_, waits)) << "the same wish, asked of the other";
  both_show({"Or not?", "I'll wait."});
  both_keep_the_same();
}

TEST_F(TwoNodes, a_redis_that_forgot_all_is_taught_and_a_node_that_was_away_learns) {
  horatio_.kill();
  EXPECT_EQ(write(hamlet_, post("Alone.")), "");
  redis_.command({"FLUSHALL"});
  ASSERT_NO_FATAL_FAILURE(horatio_.start());
  EXPECT_TRUE(writes_in_the_end(horatio_, post("Back.")));
  both_show({"Or not?", "Alone.", "Back."});
  both_keep_the_same();
}

TEST_F(TwoNodes, a_directory_of_several_is_not_written_to_alone) {
  EXPECT_EQ(hamlet_.stop(), 0);
  const auto data = "--data " + hamlet_.data().string();
  EXPECT_NE(said_by("plenumd", data + " --listen 127.0.0.1:0").find("belongs to a node of several"), std::string::npos);
  const auto said = said_by("plenumctl", data + " topics open Closet --problem x");
  EXPECT_EQ(verify(hamlet_.data())["topics"], 1) << said;
}

}  // namespace
}  // namespace plenum::test
