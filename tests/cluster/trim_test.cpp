#include "tests/cluster/two_nodes.h"

namespace plenum::test {
namespace {

// Three real servers and a Redis that keeps a thousand events: what an operator is told, and does.
class Trim : public TwoNodes {
protected:
  Trim() : TwoNodes("keep_events = 1000\n") {}
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(TwoNodes::SetUp());
    ASSERT_NO_FATAL_FAILURE(laertes_.start());
    ASSERT_TRUE(eventually([this] { return tail_of(laertes_) == tail_of(hamlet_); }));
    away_ = log_of(laertes_).node();
    ASSERT_TRUE(eventually([this] { return stage_of(away_) == "takes part"; }));
  }
  static v1::LogStatusReply log_of(RunningServer& server) {
    return server.operate<v1::LogStatusReply>("LogStatus", v1::LogStatusRequest());
  }
  std::string stage_of(const std::string& id) {
    const auto status = log_of(hamlet_);
    for (const auto& node : status.nodes()) {
      if (node.node() == id) return node.stage();
    }
    return {};
  }
  static std::string on(const RunningServer& server, const std::string& words) {
    return said_by("plenumctl", "--data " + server.data().string() + " log " + words);
  }
  /// Topics: an operator may open as many as it likes.
  void writes(int events) {
    for (int i = 0; i < events; ++i) hamlet_.open_topic("Topic " + std::to_string(++topics_));
  }

  RunningServer laertes_{settings_of(redis_, false, "keep_events = 1000\n")};
  std::string away_;
  int topics_ = 0;
};

TEST_F(Trim, waits_for_one_that_is_away_until_it_is_back_or_the_operator_has_it_forgotten) {
  EXPECT_NE(on(hamlet_, "status").find("Redis holds events 1 to "), std::string::npos) << on(hamlet_, "status");
  EXPECT_NE(on(hamlet_, "forget " + away_).find("takes part: stop it first"), std::string::npos);
  EXPECT_EQ(laertes_.stop(), 0);
  ASSERT_TRUE(eventually([this] { return stage_of(away_) == "away"; }));
  const auto left_at = tail_of(hamlet_);
  writes(1'600);
  EXPECT_LE(log_of(hamlet_).from(), left_at + 1);
  ASSERT_TRUE(eventually([this] { return log_of(hamlet_).held() > 0; }));
  EXPECT_TRUE(eventually([this] {
    return on(horatio_, "status").find("kept there for node " + away_) != std::string::npos;
  })) << on(horatio_, "status");

  ASSERT_NO_FATAL_FAILURE(laertes_.start());
  ASSERT_TRUE(eventually([this] { return tail_of(laertes_) == tail_of(hamlet_); }))
      << log_of(laertes_).closed_because();
  ASSERT_TRUE(eventually([this] { return log_of(hamlet_).held_by().empty(); }));
  const auto left_again_at = tail_of(hamlet_);
  EXPECT_EQ(laertes_.stop(), 0);
  ASSERT_TRUE(eventually([this] { return stage_of(away_) == "away"; }));
  const auto forgotten = on(hamlet_, "forget " + away_);
  EXPECT_NE(forgotten.find("Forgotten"), std::string::npos) << forgotten;
  EXPECT_EQ(stage_of(away_), "");
  writes(1'200);
  EXPECT_TRUE(eventually([&] {  // dropped is what the others had said to have when somebody wrote
    writes(100);
    return log_of(hamlet_).from() > left_again_at + 1;
  }));
  ASSERT_NO_FATAL_FAILURE(laertes_.start());
  EXPECT_TRUE(eventually([&] {
    return status_of(laertes_).halted_because().find("no longer holds offset " + std::to_string(left_again_at + 1) +
                                                     ", which this node lacks: restore a newer backup (`plenumctl "
                                                     "--data NEW-DIRECTORY restore BACKUP`)") != std::string::npos;
  })) << status_of(laertes_).halted_because();
  EXPECT_TRUE(writes_in_the_end(horatio_, post("The rest is not silence.")));
}

}  // namespace
}  // namespace plenum::test
