#pragma once

#include <set>

#include <gtest/gtest.h>

#include "tests/log/redis_twin.h"

namespace plenum::testing {

/// Two nodes over one Redis, or what stands for one; driven by the test's thread as the sequencer would.
class TwoOverRedis : public ::testing::Test {
protected:
  /// To be called first. Hamlet may found the log.
  void meet(const redis::Settings& settings) {
    hamlet_ = std::make_unique<RedisNode>(settings, true);
    horatio_ = std::make_unique<RedisNode>(settings, false);
    ASSERT_TRUE(both_take_part()) << hamlet_->log.closed_because();
    for (int i = 0; i < 10; ++i) ASSERT_TRUE(writes(*hamlet_, "before"));
    ASSERT_TRUE(agree());
  }
  bool both_take_part() {
    return eventually([this] {
      const bool one = hamlet_->takes_part();
      return horatio_->takes_part() && one;
    });
  }
  /// As the sequencer does, until it is answered; the other node lives on. What was sent and not answered may stand in
  /// the log all the same: then it is not sent again.
  bool writes(RedisNode& node, const std::string& what) {
    std::set<std::string> sent;
    return eventually([&] {
      attend();
      for (const auto& batch : node.local.batches()) {
        if (sent.contains(batch.hash())) return true;
      }
      auto tail = node.local.tail();
      if (node.log.epoch() != 0) tail.epoch = node.log.epoch();
      const auto batch = batch_after(tail, 2, what);
      const auto answer = node.log.append(tail, batch);
      if (answer == Append::unknown) sent.insert(batch.hash());
      if (answer != Append::appended) return false;
      node.local.commit(batch);
      return true;
    });
  }
  void attend() {
    for (auto* node : {hamlet_.get(), horatio_.get()}) {
      node->log.tend();
      if (node->log.has_news()) EXPECT_TRUE(node->catch_up());
    }
  }
  bool agree() {
    return eventually([this] {
      attend();
      return hamlet_->local.tail() == horatio_->local.tail();
    });
  }
  void all_is_well_again() {
    const auto before = hamlet_->local.batches().size();
    EXPECT_TRUE(writes(*horatio_, "after"));
    EXPECT_TRUE(writes(*hamlet_, "after"));
    EXPECT_TRUE(agree());
    EXPECT_EQ(hamlet_->local.batches().size(), before + 2) << "nothing lost, nothing doubled";
  }

  std::unique_ptr<RedisNode> hamlet_, horatio_;
};

}  // namespace plenum::testing
