// An operator's word that a lost node is not waited for was sent to the engine once; where that call got no answer it
// was forgotten. And the operator was told "Left out." as soon as the log was open, though it had opened with that
// node.
#include <gtest/gtest.h>

#include "tests/log/redis_twin.h"
#include "tests/sim/straight_port.h"

namespace plenum {
namespace {

using testing::batch_after;
using LeftOut = FencedLog::LeftOut;

/// The way to an engine, on which the next words about who is left out are lost.
class DeafPort final : public sim::StraightPort {
public:
  using StraightPort::StraightPort;
  bool leave_out(const std::string& run_id, const NodeId& node) override {
    if (lost_ > 0) return --lost_, false;
    return StraightPort::leave_out(run_id, node);
  }
  void lose(int words) { lost_ = words; }

private:
  int lost_ = 0;
};

/// Horatio alone, who knows of Hamlet, over an engine that has forgotten everything.
class LostWord : public ::testing::Test {
protected:
  void SetUp() override {
    horatio_.keep({"horatio", 1, "", {"hamlet"}});
    horatio_.commit(batch_after({}, 2));
    horatio_.belong_to("elsinore");
    pass(3'000);
    ASSERT_NE(log().closed_because().find("hamlet"), std::string::npos) << log().closed_because();
  }
  FencedLog& log() {
    if (!log_) log_.emplace(port_, horatio_, [this] { return now_ms_; }, FencedLog::Settings());
    return *log_;
  }
  void pass(int ms) {
    for (const auto end = now_ms_ + ms; now_ms_ < end; now_ms_ += 100) log().tend();
  }
  LeftOut what_came_of_it() { return FencedLog::are_left_out(log().report().scene, {"hamlet"}); }

  testing::Random random_{1};
  sim::Engine engine_{random_, sim::Bug::none};
  DeafPort port_{engine_};
  testing::MemoryLocal horatio_{"horatio"};
  std::int64_t now_ms_ = 1'000'000;
  std::optional<FencedLog> log_;
};

TEST_F(LostWord, is_said_again_until_the_engine_has_answered) {
  port_.lose(3);
  log().ask_to_leave_out("hamlet");
  EXPECT_EQ(what_came_of_it(), LeftOut::not_yet);
  pass(10'000);
  EXPECT_EQ(what_came_of_it(), LeftOut::all);
  EXPECT_EQ(log().closed_because(), "");
}

TEST_F(LostWord, is_not_said_any_more_once_the_operator_was_told_that_nobody_answers) {
  port_.lose(1'000);
  log().ask_to_leave_out("hamlet");
  pass(10'000);
  EXPECT_EQ(what_came_of_it(), LeftOut::not_yet);
  log().ask_for_nothing();
  port_.lose(0);
  pass(10'000);
  EXPECT_EQ(what_came_of_it(), LeftOut::not_yet);
  EXPECT_NE(log().closed_because().find("hamlet"), std::string::npos);
}

TEST_F(LostWord, came_too_late_where_the_log_opened_with_that_node) {
  testing::MemoryLocal hamlet("hamlet");
  hamlet.keep({"hamlet", 1, "", {"horatio"}});
  hamlet.commit(horatio_.batches().front());
  hamlet.belong_to("elsinore");
  DeafPort port(engine_);
  FencedLog other(port, hamlet, [this] { return now_ms_; }, FencedLog::Settings());
  port_.lose(1'000);
  log().ask_to_leave_out("hamlet");
  for (int i = 0; i < 10; ++i) {
    other.tend();
    pass(1'000);
  }
  ASSERT_EQ(log().closed_because(), "");
  EXPECT_EQ(what_came_of_it(), LeftOut::too_late);
}

}  // namespace
}  // namespace plenum
