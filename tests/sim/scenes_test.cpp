#include <gtest/gtest.h>

#include "tests/sim/cluster.h"

// What a fleet does when one thing goes wrong at a time.
namespace plenum::sim {
namespace {

constexpr std::int64_t soon = 20'000;
constexpr std::int64_t beyond_the_lease = 30'000;
constexpr std::size_t hamlet = 0, horatio = 1, laertes = 2;

class Scenes : public ::testing::Test {
protected:
  void SetUp() override {
    for (const auto node : {hamlet, horatio, laertes}) ASSERT_TRUE(cluster_.write_at(node, soon));
    cluster_.run(soon);  // the epoch in which it was founded ends, and the next one has its name
  }
  std::string why(std::size_t node) { return cluster_.node(node).log()->closed_because(); }
  std::uint64_t epoch(std::size_t node) { return cluster_.node(node).log()->epoch(); }

  Cluster cluster_{1, Bug::none, 3};
};

TEST_F(Scenes, ARestartWithoutLossOpensTheNextEpochAtTheSamePlace) {
  const auto before = epoch(hamlet);
  cluster_.engine().restart(0);
  EXPECT_TRUE(cluster_.write_at(horatio, soon));
  ASSERT_TRUE(cluster_.write_at(hamlet, soon));
  EXPECT_EQ(epoch(hamlet), before + 1);
  cluster_.heal();
}

TEST_F(Scenes, AnEngineThatForgotAllIsTaughtByTheNodes) {
  cluster_.engine().flush();
  EXPECT_TRUE(cluster_.write_at(laertes, soon));
  cluster_.heal();
}

TEST_F(Scenes, WhoeverMayHaveMoreIsWaitedFor) {
  cluster_.set_down(laertes, true);
  cluster_.run(1'000);
  cluster_.engine().flush();
  EXPECT_FALSE(cluster_.write_at(hamlet, beyond_the_lease)) << "laertes may have what the others lack";
  EXPECT_NE(why(hamlet).find("node2"), std::string::npos) << why(hamlet);
  cluster_.set_down(laertes, false);
  EXPECT_TRUE(cluster_.write_at(hamlet, soon));
  cluster_.heal();
}

TEST_F(Scenes, WhoseLeaseHadRunOutBeforeTheSealIsNotWaitedFor) {
  cluster_.set_down(laertes, true);
  cluster_.run(beyond_the_lease);
  cluster_.engine().flush();
  EXPECT_TRUE(cluster_.write_at(hamlet, soon)) << why(hamlet);
  EXPECT_TRUE(cluster_.write_at(horatio, soon));
  cluster_.set_down(laertes, false);
  EXPECT_TRUE(cluster_.write_at(laertes, soon)) << "it comes back and catches up";
  cluster_.heal();
}

// Found by a storm: laertes came back alone and was let in, the engine forgot, and hamlet, who knew nothing of it,
// opened an epoch of his own.
TEST_F(Scenes, TheLastToGoMustBeTheFirstToComeBack) {
  cluster_.set_down(laertes, true);
  cluster_.set_down(horatio, true);
  cluster_.run(beyond_the_lease);
  ASSERT_TRUE(cluster_.write_at(hamlet, soon)) << "alone";
  cluster_.set_down(hamlet, true);
  cluster_.run(beyond_the_lease);
  cluster_.set_down(laertes, false);
  EXPECT_FALSE(cluster_.write_at(laertes, beyond_the_lease)) << "hamlet has what nobody else has";
  cluster_.engine().flush();
  EXPECT_FALSE(cluster_.write_at(laertes, beyond_the_lease));
  cluster_.set_down(horatio, false);
  EXPECT_FALSE(cluster_.write_at(horatio, beyond_the_lease));
  cluster_.set_down(hamlet, false);
  EXPECT_TRUE(cluster_.write_at(laertes, soon));
  cluster_.heal();
}

TEST_F(Scenes, AnOldDumpIsNotTakenForTheTruth) {
  for (int i = 0; i < 200; ++i) ASSERT_TRUE(cluster_.write_at(i % 3, soon));
  cluster_.engine().restore_an_old_dump();
  EXPECT_TRUE(cluster_.write_at(hamlet, soon));
  cluster_.heal();
}

TEST_F(Scenes, AnOperatorLeavesALostNodeOut) {
  cluster_.set_down(laertes, true);
  cluster_.run(1'000);
  cluster_.engine().flush();
  ASSERT_FALSE(cluster_.write_at(hamlet, beyond_the_lease));
  cluster_.node(horatio).log()->ask_to_leave_out("node2");
  EXPECT_TRUE(cluster_.write_at(hamlet, soon)) << why(hamlet);
  EXPECT_TRUE(cluster_.write_at(horatio, soon)) << why(horatio);
  cluster_.set_down(laertes, false);
  EXPECT_TRUE(cluster_.write_at(laertes, soon)) << "it had nothing more, and catches up";
  cluster_.heal();
}

// What he was told may be lost: laertes alone had it. It is not mixed with what came after, and not thrown away.
TEST_F(Scenes, ALostNodeThatComesBackWithMoreIsAFork) {
  for (const auto node : {hamlet, horatio}) cluster_.set_down(node, true);
  ASSERT_TRUE(cluster_.write_at(laertes, soon));
  cluster_.set_down(laertes, true);
  cluster_.engine().flush();
  for (const auto node : {hamlet, horatio}) cluster_.set_down(node, false);
  cluster_.run(soon);
  cluster_.node(hamlet).log()->ask_to_leave_out("node2");
  const auto tail = cluster_.node(hamlet).disk().tail();
  cluster_.run(soon);
  EXPECT_NE(epoch(hamlet), 0u) << why(hamlet);
  cluster_.set_down(laertes, false);
  cluster_.run(soon);
  EXPECT_NE(why(laertes).find("fork"), std::string::npos) << why(laertes);
  EXPECT_GT(cluster_.node(laertes).disk().tail().offset, tail.offset);
  EXPECT_EQ(why(hamlet), "") << "it does not keep the others from going on";
}

TEST_F(Scenes, ALeftOutNodeHasNoPartInTheOpening) {
  for (const auto node : {hamlet, horatio}) cluster_.set_down(node, true);
  ASSERT_TRUE(cluster_.write_at(laertes, soon));
  cluster_.engine().flush();
  cluster_.run(soon);
  cluster_.set_down(hamlet, false);
  cluster_.run(soon);
  cluster_.node(hamlet).log()->ask_to_leave_out("node1");
  cluster_.node(hamlet).log()->ask_to_leave_out("node2");
  cluster_.run(soon);
  EXPECT_NE(epoch(hamlet), 0u) << why(hamlet);
  EXPECT_NE(why(laertes), "");
}

// Two masters: the old one takes writes until nobody is left there, and nothing of it is lost.
TEST_F(Scenes, WhatTheOldMasterTookAfterAFailoverIsNotLost) {
  cluster_.fail_over(3);
  EXPECT_TRUE(cluster_.write_at(hamlet, soon)) << "all are still with the old one";
  cluster_.come_over(horatio);
  EXPECT_FALSE(cluster_.write_at(horatio, beyond_the_lease)) << "the others may have what the new master lacks";
  EXPECT_TRUE(cluster_.write_at(hamlet, soon)) << "and have";
  cluster_.come_over(laertes);
  cluster_.run(soon);
  EXPECT_TRUE(cluster_.write_at(hamlet, soon)) << "alone with the old one, acknowledged there";
  cluster_.old_master_is_gone();
  EXPECT_FALSE(cluster_.write_at(horatio, soon));
  cluster_.come_over(hamlet);
  EXPECT_TRUE(cluster_.write_at(horatio, soon)) << why(horatio);
  cluster_.heal();
}

TEST_F(Scenes, WhoHasVotedForTheNewMasterEndsTheOldOnesEpoch) {
  const auto before = epoch(hamlet);
  cluster_.fail_over(3);
  cluster_.come_over(horatio);
  cluster_.run(soon);
  cluster_.fail_back();
  EXPECT_TRUE(cluster_.write_at(horatio, soon)) << why(horatio);
  EXPECT_TRUE(cluster_.write_at(hamlet, soon)) << why(hamlet);
  EXPECT_GT(epoch(hamlet), before + 1) << "the promise given to the other was for the next one";
  cluster_.heal();
}

TEST_F(Scenes, AMasterThatWasAReplicaMeanwhileIsSealed) {
  cluster_.fail_over(12);
  cluster_.fail_over(0);
  for (const auto node : {hamlet, horatio, laertes}) cluster_.come_over(node);
  EXPECT_TRUE(cluster_.write_at(laertes, soon)) << why(laertes);
  cluster_.heal();
}

TEST_F(Scenes, ANodeThatIsNewTeachesNobodyThatThereIsNothing) {
  Cluster empty(2, Bug::none, 3);
  empty.set_down(0, true);  // the one that may found
  EXPECT_FALSE(empty.write_at(1, beyond_the_lease));
  EXPECT_FALSE(empty.engine().is_open());
  empty.set_down(0, false);
  EXPECT_TRUE(empty.write_at(1, soon));
}

}  // namespace
}  // namespace plenum::sim
