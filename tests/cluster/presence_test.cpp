#include <algorithm>
#include <map>
#include <memory>

#include "server/hub/elsewhere.h"
#include "storage/machine/ids.h"
#include "tests/cluster/two_nodes.h"

namespace plenum::test {
namespace {

using Clock = std::chrono::steady_clock;

/// Who looks at the thread and who types in it, by handle.
struct Seen {
  std::vector<std::string> here;
  std::vector<std::string> typing;
  bool operator==(const Seen&) const = default;
};

std::vector<std::string> handles_of(const google::protobuf::RepeatedPtrField<v1::Member>& members) {
  std::vector<std::string> handles;
  for (const auto& member : members) handles.push_back(member.handle());
  std::ranges::sort(handles);
  return handles;
}

/// Hamlet sits at his own node, Ophelia at Horatio's; both are in the reading room.
class PresenceOfNodes : public TwoNodes {
protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(TwoNodes::SetUp());
    const auto ophelia = hamlet_.add_member("ophelia", v1::MEMBER);
    ASSERT_TRUE(eventually([this] { return tail_of(horatio_) == tail_of(hamlet_); }));
    his_ = std::make_unique<cli::LiveLine>(cli::Address::of_url(hamlet_.url()), token_);
    hers_ = std::make_unique<cli::LiveLine>(cli::Address::of_url(horatio_.url()), ophelia);
    for (auto* line : {his_.get(), hers_.get()}) {
      v1::ClientFrame frame;
      frame.set_request(1);
      frame.mutable_subscribe()->set_topic_id(topic_);
      ASSERT_TRUE(line->send(frame));
    }
  }

  void looks(cli::LiveLine& line, bool at_the_thread = true) const {
    v1::ClientFrame frame;
    frame.mutable_looking()->set_thread_id(at_the_thread ? thread_ : 0);
    EXPECT_TRUE(line.send(frame));
  }
  static void types(cli::LiveLine& line) {
    v1::ClientFrame frame;
    frame.mutable_typing();
    EXPECT_TRUE(line.send(frame));
  }

  /// Reads what the line is told, until it is this. Both lines are read: one that is not has its pings unanswered.
  bool sees(cli::LiveLine& line, const Seen& expected) {
    return eventually([&] {
      for (auto* each : {his_.get(), hers_.get()}) read(*each);
      return seen_[&line] == expected;
    });
  }

  std::unique_ptr<cli::LiveLine> his_, hers_;

private:
  void read(cli::LiveLine& line) {
    v1::ServerFrame frame;
    if (line.receive(frame, std::chrono::milliseconds(20)) != cli::LiveLine::Got::frame) return;
    for (const auto& thread : frame.presence().threads()) {
      if (thread.thread_id() == thread_) seen_[&line] = {handles_of(thread.here()), handles_of(thread.typing())};
    }
  }
  std::map<const cli::LiveLine*, Seen> seen_;
};

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
