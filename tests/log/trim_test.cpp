#include <algorithm>

#include <gtest/gtest.h>

#include "storage/log/redis/reach.h"
#include "tests/log/redis_twin.h"

// What of the log Redis may drop: what is older than what is kept, once every registered node has applied it, whether
// it is here or away.
namespace plenum {
namespace {

using testing::batch_after;
using testing::eventually;
using testing::RedisNode;
using testing::RedisServer;

/// Three nodes over one Redis that keeps a thousand events; driven by the test's thread, as their sequencers would.
class ThreeNodes : public ::testing::Test {
protected:
  explicit ThreeNodes(std::chrono::milliseconds lease = std::chrono::milliseconds(500)) : lease_(lease) {}
  void SetUp() override {
    settings_ = server_.settings("elsinore");
    settings_.keep_events = 1'000;
    settings_.lease = lease_;
    for (auto* node : {&hamlet_, &horatio_, &laertes_}) {
      *node = std::make_unique<RedisNode>(settings_, node == &hamlet_);
      here_.push_back(node->get());
      ASSERT_TRUE(all_take_part());
    }
    ASSERT_TRUE(writes(1'000));
  }
  bool all_take_part() {
    return eventually([this] {
      bool all = true;
      for (auto* node : here_) all = node->takes_part() && all;
      return all;
    });
  }
  void attend() {
    for (auto* node : here_) {
      node->log.tend();
      if (node->log.has_news()) node->catch_up();
    }
  }
  /// By turns; true once all that are here have them and Redis knows.
  bool writes(int events) {
    for (int i = 0; i < events / events_each; ++i) {
      auto& node = *here_[static_cast<std::size_t>(i) % here_.size()];
      const auto placed = [&] {
        attend();
        auto tail = node.local.tail();
        if (node.log.epoch() != 0) tail.epoch = node.log.epoch();
        const auto batch = batch_after(tail, events_each);
        if (node.log.append(tail, batch) != Append::appended) return false;
        node.local.commit(batch);
        return true;
      };
      if (!eventually(placed) || !eventually([this] { return is_known(); })) return false;
    }
    return true;
  }
  /// That all who are here have applied everything.
  bool is_known() {
    attend();
    const auto scene = here_.front()->log.report().scene;
    for (auto* node : here_) {
      const auto told = scene.applied.find(node->local.standing().node);
      const bool lacks = node->local.tail() != here_.front()->local.tail();
      if (lacks || told == scene.applied.end() || told->second != node->local.tail().offset) return false;
    }
    return true;
  }
  /// Laertes, with what is on his disk.
  void goes() {
    std::erase(here_, laertes_.get());
    kept_ = laertes_->local;
    laertes_.reset();
  }
  /// And that nobody waits for it.
  bool is_struck_out() {
    return eventually([&] {
      attend();
      return std::ranges::none_of(here_, [&](auto* each) {
        const auto report = each->log.report();
        return report.scene.nodes.contains(away()) || report.standing.roster.contains(away());
      });
    });
  }
  NodeId away() const { return kept_.standing().node; }
  redis::Reach reach() const { return redis::reach_of(here_.front()->log.report().scene, settings_.keep_events); }
  /// The last event of the oldest entry that is in Redis.
  Offset oldest() { return std::stoull(server_.command({"XRANGE", "elsinore:log", "-", "+", "COUNT", "1"})); }
  /// What Redis knows itself: a report is of the last look. Whoever is admitted is registered in the same moment.
  bool is_registered(const NodeId& id) { return !server_.command({"HGET", "elsinore:applied", id}).empty(); }
  bool is_admitted(RedisNode& node) {
    return eventually([&] {
      attend();
      return node.log.report().admitted;
    });
  }
  /// What is wrong, or nothing once it has caught up.
  std::string learns(RedisNode& node) {
    here_.push_back(&node);
    std::string fault;
    EXPECT_TRUE(eventually([&] {
      attend();
      node.catch_up();
      fault = node.fault;
      return !fault.empty() || (node.log.epoch() != 0 && node.local.tail() == hamlet_->local.tail());
    }));
    return fault;
  }
  std::string comes_back() {
    laertes_ = std::make_unique<RedisNode>(settings_, false, kept_);
    return learns(*laertes_);
  }

  static constexpr int events_each = 250;
  const std::chrono::milliseconds lease_;
  RedisServer server_;
  redis::Settings settings_;
  std::unique_ptr<RedisNode> hamlet_, horatio_, laertes_;
  std::vector<RedisNode*> here_;
  testing::MemoryLocal kept_{testing::fresh_name()};
};

TEST_F(ThreeNodes, all_here_keep_no_more_than_they_are_told) {
  ASSERT_TRUE(writes(4'000));
  EXPECT_GE(oldest(), 3'500u);
  EXPECT_LE(oldest(), 4'001u) << "a thousand events are kept";
  EXPECT_TRUE(reach().held_by.empty());
  RedisNode fortinbras(settings_, false);
  const auto told = learns(fortinbras);
  EXPECT_EQ(told,
            "The log no longer holds offset 1, which this node lacks: restore a newer backup (`plenumctl --data "
            "NEW-DIRECTORY restore BACKUP`) and start this node with that.");
  ASSERT_TRUE(is_admitted(fortinbras));
  EXPECT_TRUE(is_registered(hamlet_->local.standing().node));
  EXPECT_FALSE(is_registered(fortinbras.local.standing().node)) << "nothing is kept for it";
}

TEST_F(ThreeNodes, what_one_that_is_away_lacks_is_kept_until_it_has_it) {
  goes();
  ASSERT_TRUE(writes(4'000));
  ASSERT_TRUE(is_struck_out());
  EXPECT_LE(oldest(), 1'250u) << "the first that Laertes lacks";
  EXPECT_EQ(reach().held_by, away());
  EXPECT_EQ(reach().may_go, kept_.tail().offset);
  EXPECT_EQ(reach().held, hamlet_->local.tail().offset - 1'000 - kept_.tail().offset);
  EXPECT_EQ(comes_back(), "");
  ASSERT_TRUE(all_take_part());
  ASSERT_TRUE(writes(1'000));
  EXPECT_GE(oldest(), 4'500u) << "then it goes";
  EXPECT_TRUE(reach().held_by.empty());
}

TEST_F(ThreeNodes, one_that_is_forgotten_is_waited_for_no_longer_and_told_what_to_do) {
  EXPECT_NE(redis::forget(settings_, laertes_->local.standing().node).find("takes part"), std::string::npos);
  EXPECT_NE(redis::forget(settings_, "yorick").find("No such node"), std::string::npos);
  goes();
  ASSERT_TRUE(is_struck_out());
  ASSERT_TRUE(writes(3'000));
  ASSERT_LE(oldest(), 1'250u);
  EXPECT_EQ(redis::forget(settings_, away()), "");
  ASSERT_TRUE(writes(1'000));
  EXPECT_GE(oldest(), 3'500u);
  const auto lacked = kept_.tail().offset + 1;
  EXPECT_NE(comes_back().find("no longer holds offset " + std::to_string(lacked)), std::string::npos);
  ASSERT_TRUE(is_admitted(*laertes_));
  EXPECT_FALSE(is_registered(away())) << "nothing is kept for it";
}

TEST_F(ThreeNodes, a_redis_that_was_emptied_learns_what_one_that_is_away_lacks) {
  goes();
  ASSERT_TRUE(writes(4'000));
  ASSERT_TRUE(is_struck_out());
  server_.command({"FLUSHALL"});
  ASSERT_TRUE(writes(1'000));
  EXPECT_GT(hamlet_->log.epoch(), 1u);
  EXPECT_LE(oldest(), 1'250u);
  EXPECT_EQ(reach().held_by, away());
  EXPECT_EQ(comes_back(), "");
}

/// Whoever goes is waited for as long as a test lasts.
class ThreeThatLast : public ThreeNodes {
protected:
  ThreeThatLast() : ThreeNodes(std::chrono::minutes(10)) {}
};

TEST_F(ThreeThatLast, one_that_is_left_out_of_a_new_epoch_is_not_registered_in_it) {
  goes();
  ASSERT_TRUE(writes(3'000));
  hamlet_->log.ask_to_seal();
  ASSERT_TRUE(eventually([this] {
    attend();
    return !hamlet_->log.report().scene.is_open();
  }));
  hamlet_->log.ask_to_leave_out(away());
  ASSERT_TRUE(writes(1'000));
  EXPECT_FALSE(is_registered(away()));
  EXPECT_GE(oldest(), 2'500u) << "the new epoch begins with what is kept";
  EXPECT_TRUE(reach().held_by.empty());
}

}  // namespace
}  // namespace plenum
