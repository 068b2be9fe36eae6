#include "server/hub/elsewhere.h"
#include "storage/machine/ids.h"
#include "tests/cluster/presence_of_nodes.h"

namespace plenum::test {
namespace {

using Clock = std::chrono::steady_clock;

TEST_F(PresenceOfNodes, is_one_room_whichever_node_one_sits_at) {
  looks(*his_);
  EXPECT_TRUE(sees(*hers_, {{"hamlet"}, {}}));
  looks(*hers_);
  EXPECT_TRUE(sees(*his_, {{"hamlet", "ophelia"}, {}}));
  EXPECT_TRUE(sees(*hers_, {{"hamlet", "ophelia"}, {}}));
  types(*his_);
  EXPECT_TRUE(sees(*hers_, {{"hamlet", "ophelia"}, {"hamlet"}}));
  EXPECT_TRUE(sees(*hers_, {{"hamlet", "ophelia"}, {}})) << "typing passes by itself";
  looks(*his_, false);
  EXPECT_TRUE(sees(*hers_, {{"ophelia"}, {}}));
}

TEST_F(PresenceOfNodes, passes_with_a_node_that_is_killed_and_with_one_that_ends) {
  looks(*hers_);
  looks(*his_);
  ASSERT_TRUE(sees(*hers_, {{"hamlet", "ophelia"}, {}}));
  hamlet_.kill();
  const auto killed = Clock::now();
  EXPECT_TRUE(sees(*hers_, {{"ophelia"}, {}}));
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - killed);
  std::printf("the people of a killed node were gone after %lld ms; they last %lld ms\n",
              static_cast<long long>(took.count()), static_cast<long long>(Elsewhere<ThreadId, int>::lasts_ms));

  ASSERT_NO_FATAL_FAILURE(hamlet_.start());
  his_ = std::make_unique<cli::LiveLine>(cli::Address::of_url(hamlet_.url()), token_);
  looks(*his_);
  ASSERT_TRUE(sees(*hers_, {{"hamlet", "ophelia"}, {}}));
  EXPECT_EQ(hamlet_.stop(), 0);
  EXPECT_TRUE(sees(*hers_, {{"ophelia"}, {}}));
}

TEST_F(PresenceOfNodes, is_each_nodes_own_while_redis_is_away) {
  looks(*hers_);
  looks(*his_);
  ASSERT_TRUE(sees(*hers_, {{"hamlet", "ophelia"}, {}}));
  ASSERT_TRUE(sees(*his_, {{"hamlet", "ophelia"}, {}}));
  redis_.kill();
  EXPECT_TRUE(sees(*hers_, {{"ophelia"}, {}}));
  EXPECT_TRUE(sees(*his_, {{"hamlet"}, {}}));
  redis_.start();
  EXPECT_TRUE(sees(*hers_, {{"hamlet", "ophelia"}, {}}));
  EXPECT_TRUE(sees(*his_, {{"hamlet", "ophelia"}, {}}));
}

// Whoever can say anything on the channel, and does.
TEST_F(PresenceOfNodes, survives_a_channel_full_of_nonsense) {
  looks(*hers_);
  looks(*his_);
  ASSERT_TRUE(sees(*hers_, {{"hamlet", "ophelia"}, {}}));
  for (int i = 0; i < 200; ++i) {
    EXPECT_EQ(redis_.command({"PUBLISH", "elsinore:whispers", std::string(static_cast<std::size_t>(i) * 997, '\xff')}),
              "2");
  }
  types(*his_);
  EXPECT_TRUE(sees(*hers_, {{"hamlet", "ophelia"}, {"hamlet"}}));
  EXPECT_EQ(write(horatio_, post("Undisturbed.")), "");
  both_show({"Or not?", "Undisturbed."});
}

}  // namespace
}  // namespace plenum::test
