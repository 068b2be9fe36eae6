#include <gtest/gtest.h>

#include "tests/log/redis_twin.h"
#include "tests/sim/straight_port.h"

// The simulated engine and the scripts of Redis, held to one law: what the simulation proves of the one must be so of
// the other.
namespace plenum {
namespace {

using testing::batch_after;

struct SimulatedHouse {
  testing::Random random{1};
  sim::Engine engine{random, sim::Bug::none};
  sim::StraightPort hamlet{engine}, horatio{engine};
};

struct RedisHouse {
  static testing::RedisServer& server() {
    static testing::RedisServer one;
    return one;
  }
  const redis::Settings settings = server().settings(testing::fresh_name());
  redis::RedisPort hamlet{settings, "hamlet", [] {}};
  redis::RedisPort horatio{settings, "horatio", [] {}};
};

template <class House>
class PortLaw : public ::testing::Test {
protected:
  /// Hamlet and Horatio vote where they stand; Hamlet opens with what is laid aside.
  bool open_for_both(const Tail& tail) {
    Scene scene;
    const auto run = this->run();
    hamlet().vote(run, {"hamlet", 1, tail, {"horatio"}}, scene);
    hamlet().vote(run, {"horatio", 1, tail, {"hamlet"}}, scene);
    meta_ = {"elsinore", {tail.offset, tail.epoch, tail.hash}, scene.run_id};
    return hamlet().open("hamlet", meta_, scene.votes);
  }
  std::string run() {
    Scene scene;
    EXPECT_TRUE(hamlet().beat("hamlet", {}, scene));
    return scene.run_id;
  }
  Stage beat(const NodeId& node, const Roster& knows) {
    Scene scene;
    EXPECT_TRUE(hamlet().beat(node, knows, scene));
    const auto found = scene.nodes.find(node);
    return found == scene.nodes.end() ? Stage::joins : found->second.stage;
  }
  void admit_both() {
    ASSERT_TRUE(open_for_both({}));
    EXPECT_EQ(beat("hamlet", {"horatio"}), Stage::admitted);
    EXPECT_EQ(beat("horatio", {"hamlet"}), Stage::admitted);
  }
  Placed append(const NodeId& node, const log::LogBatch& batch) {
    const auto answer = hamlet().append(node, meta_, tail_after(batch), batch.SerializeAsString());
    if (answer == Placed::placed) meta_.tail = tail_after(batch);
    return answer;
  }
  Port& hamlet() { return house_.hamlet; }
  Port& horatio() { return house_.horatio; }

  House house_;
  Meta meta_;
};

struct HouseNames {
  template <class House>
  static std::string GetName(int) {
    return std::is_same_v<House, RedisHouse> ? "Redis" : "Simulated";
  }
};
using Houses = ::testing::Types<SimulatedHouse, RedisHouse>;
TYPED_TEST_SUITE(PortLaw, Houses, HouseNames);

TYPED_TEST(PortLaw, WhatIsAbsentIsSealed) {
  Scene scene;
  ASSERT_TRUE(this->hamlet().beat("hamlet", {}, scene));
  EXPECT_FALSE(scene.is_open());
  EXPECT_FALSE(scene.run_id.empty());
  EXPECT_TRUE(scene.nodes.empty()) << "nobody is registered while it is sealed";
  this->meta_ = {"elsinore", {}, scene.run_id};
  EXPECT_EQ(this->append("hamlet", batch_after({}, 1)), Placed::sealed);
  std::vector<std::string> entries;
  EXPECT_EQ(this->hamlet().read("hamlet", this->meta_, 0, entries), Given::refused);
}

TYPED_TEST(PortLaw, AVoteIsToldAsItWasMade) {
  Scene scene;
  const Vote vote{"hamlet", 7, {12, 6, std::string(32, '\xAB')}, {"horatio", "laertes"}};
  ASSERT_TRUE(this->hamlet().vote(this->run(), vote, scene));
  ASSERT_EQ(scene.votes.size(), 1u);
  EXPECT_EQ(scene.votes[0], vote);
}

TYPED_TEST(PortLaw, AnEpochOpensOnlyOnTheVotesThatStand) {
  Scene scene;
  const auto run = this->run();
  EXPECT_FALSE(this->hamlet().vote("yesterday", {"hamlet", 0, {}, {}}, scene)) << "a vote is for one run";
  ASSERT_TRUE(this->hamlet().vote(run, {"hamlet", 0, {}, {}}, scene));
  const Meta next{"elsinore", {}, scene.run_id};
  const auto before = scene.votes;
  ASSERT_TRUE(this->horatio().vote(run, {"horatio", 0, {}, {}}, scene));
  EXPECT_FALSE(this->hamlet().open("hamlet", next, before)) << "one vote more";
  auto altered = scene.votes;
  altered[0].tail.offset = 5;
  EXPECT_FALSE(this->hamlet().open("hamlet", next, altered)) << "another vote";
  Meta of_another_run = next;
  of_another_run.run_id = "yesterday";
  EXPECT_FALSE(this->hamlet().open("hamlet", of_another_run, scene.votes));
  EXPECT_TRUE(this->hamlet().open("hamlet", next, scene.votes)) << this->hamlet().trouble();
  EXPECT_FALSE(this->hamlet().open("hamlet", next, scene.votes)) << "it is open";
  ASSERT_TRUE(this->hamlet().vote(run, {"hamlet", 9, {}, {}}, scene));
  ASSERT_TRUE(scene.is_open());
  EXPECT_TRUE(scene.votes.empty()) << "no votes while it is open";
  EXPECT_EQ(*scene.meta, next);
  EXPECT_EQ(scene.nodes.at("hamlet").stage, Stage::voted);
}

TYPED_TEST(PortLaw, WhoVotesIsRegisteredWhereItStandsWhenTheEpochOpens) {
  const auto tail = tail_after(batch_after({}, 7));
  ASSERT_TRUE(this->open_for_both(tail));
  Scene scene;
  ASSERT_TRUE(this->horatio().beat("laertes", {}, scene));
  EXPECT_EQ(scene.applied, (std::map<NodeId, Offset>{{"hamlet", 7}, {"horatio", 7}})) << "though neither was admitted";
}

TYPED_TEST(PortLaw, WhatIsSealedStaysSoUntilAllVoteAnew) {
  this->admit_both();
  auto other = this->meta_;
  other.tail.epoch += 1;
  ASSERT_TRUE(this->horatio().seal(other));
  EXPECT_EQ(this->append("hamlet", batch_after(this->meta_.tail, 1)), Placed::placed) << "another epoch was meant";
  ASSERT_TRUE(this->horatio().seal(this->meta_));
  EXPECT_EQ(this->append("hamlet", batch_after(this->meta_.tail, 1)), Placed::sealed);
  std::vector<std::string> entries;
  EXPECT_EQ(this->hamlet().read("hamlet", this->meta_, 0, entries), Given::refused);
  Scene scene;
  ASSERT_TRUE(this->hamlet().beat("hamlet", {"horatio"}, scene));
  ASSERT_TRUE(scene.meta.has_value());
  EXPECT_FALSE(scene.is_open());
  EXPECT_EQ(scene.meta->tail.epoch, this->meta_.tail.epoch) << "which one it was is still to be seen";
  EXPECT_TRUE(this->open_for_both(this->meta_.tail));
}

TYPED_TEST(PortLaw, WhoIsLeftOutHasNoVoteUntilAnEpochOpens) {
  Scene scene;
  const auto run = this->run();
  ASSERT_TRUE(this->hamlet().vote(run, {"hamlet", 1, {}, {}}, scene));
  ASSERT_TRUE(this->horatio().vote(run, {"horatio", 1, {}, {}}, scene));
  this->hamlet().leave_out("yesterday", "horatio");
  ASSERT_TRUE(this->hamlet().leave_out(run, "horatio"));
  ASSERT_TRUE(this->horatio().vote(run, {"horatio", 1, {}, {}}, scene));
  ASSERT_EQ(scene.votes.size(), 1u);
  EXPECT_EQ(scene.votes[0].node, "hamlet");
  EXPECT_EQ(scene.left_out, Roster{"horatio"});
  const Meta next{"elsinore", {0, 1, Tail{}.hash}, run};
  ASSERT_TRUE(this->hamlet().open("hamlet", next, scene.votes));
  ASSERT_TRUE(this->hamlet().beat("hamlet", {}, scene));
  EXPECT_TRUE(scene.left_out.empty());
  this->hamlet().leave_out(run, "laertes");
  ASSERT_TRUE(this->hamlet().beat("hamlet", {}, scene));
  EXPECT_TRUE(scene.left_out.empty()) << "not while it is open";
}

TYPED_TEST(PortLaw, OnlyWhoKnowsAndIsKnownIsAdmitted) {
  ASSERT_TRUE(this->open_for_both({}));
  EXPECT_EQ(this->beat("hamlet", {}), Stage::voted) << "hamlet does not know horatio";
  EXPECT_EQ(this->beat("hamlet", {"horatio"}), Stage::admitted);
  EXPECT_EQ(this->beat("horatio", {"hamlet"}), Stage::admitted);
  EXPECT_EQ(this->beat("laertes", {"hamlet", "horatio"}), Stage::joins) << "nobody knows laertes";
  EXPECT_EQ(this->append("laertes", batch_after(this->meta_.tail, 1)), Placed::stranger);
  std::vector<std::string> entries;
  EXPECT_EQ(this->hamlet().read("laertes", this->meta_, 0, entries), Given::refused);
  EXPECT_EQ(this->beat("hamlet", {"horatio", "laertes"}), Stage::admitted);
  EXPECT_EQ(this->beat("laertes", {"hamlet", "horatio"}), Stage::joins) << "horatio does not yet";
  EXPECT_EQ(this->beat("horatio", {"hamlet", "laertes"}), Stage::admitted);
  EXPECT_EQ(this->beat("laertes", {"hamlet", "horatio"}), Stage::admitted);
  EXPECT_EQ(this->append("laertes", batch_after(this->meta_.tail, 1)), Placed::placed);
}

TYPED_TEST(PortLaw, AnAppendIsFencedByEveryPartOfTheMeta) {
  this->admit_both();
  const auto batch = batch_after(this->meta_.tail, 3);
  const auto right = this->meta_;
  const auto try_with = [&](const Meta& expected) {
    return this->hamlet().append("hamlet", expected, tail_after(batch), batch.SerializeAsString());
  };
  auto wrong = right;
  wrong.tail.offset += 1;
  EXPECT_EQ(try_with(wrong), Placed::moved);
  wrong = right;
  wrong.tail.hash[0] = 'x';
  EXPECT_EQ(try_with(wrong), Placed::moved);
  wrong = right;
  wrong.tail.epoch += 1;
  EXPECT_EQ(try_with(wrong), Placed::moved);
  wrong = right;
  wrong.run_id = "yesterday";
  EXPECT_EQ(try_with(wrong), Placed::sealed);
  wrong = right;
  wrong.community = "wittenberg";
  EXPECT_EQ(try_with(wrong), Placed::sealed);
  EXPECT_EQ(try_with(right), Placed::placed);
  EXPECT_EQ(try_with(right), Placed::moved) << "once is enough";
}

TYPED_TEST(PortLaw, WhatIsPlacedIsReadInOrderAndOnlyInItsEpoch) {
  this->admit_both();
  std::vector<std::string> placed;
  for (int i = 0; i < 5; ++i) {
    const auto batch = batch_after(this->meta_.tail, 1 + i);
    ASSERT_EQ(this->append(i % 2 == 0 ? "hamlet" : "horatio", batch), Placed::placed);
    placed.push_back(batch.SerializeAsString());
  }
  std::vector<std::string> entries;
  EXPECT_EQ(this->horatio().read("horatio", this->meta_, 0, entries), Given::all);
  EXPECT_EQ(entries, placed);
  entries.clear();
  EXPECT_EQ(this->horatio().read("horatio", this->meta_, 3, entries), Given::all);
  EXPECT_EQ(entries, std::vector<std::string>(placed.begin() + 2, placed.end()));
  auto other = this->meta_;
  other.tail.epoch += 1;
  EXPECT_EQ(this->horatio().read("horatio", other, 0, entries), Given::refused);
  other = this->meta_;
  other.run_id = "yesterday";
  EXPECT_EQ(this->horatio().read("horatio", other, 0, entries), Given::refused);
}

TYPED_TEST(PortLaw, WhatIsLongIsReadInPartsOfWhichTheLastSaysThatItIsAll) {
  this->admit_both();
  constexpr std::size_t placed = 300;
  for (std::size_t i = 0; i < placed; ++i) {
    ASSERT_EQ(this->append("hamlet", batch_after(this->meta_.tail, 1)), Placed::placed);
  }
  std::size_t parts = 0;
  std::size_t read = 0;
  for (auto given = Given::given; given == Given::given; ++parts) {
    std::vector<std::string> entries;
    given = this->horatio().read("horatio", this->meta_, read, entries);
    ASSERT_TRUE(given == Given::all || !entries.empty());
    read += entries.size();
  }
  EXPECT_EQ(read, placed);
  EXPECT_GT(parts, 1u);
}

TYPED_TEST(PortLaw, WhatWasLaidAsideIsTheLogOfTheNewEpoch) {
  const auto first = batch_after({}, 2);
  const auto second = batch_after(tail_after(first), 3);
  const auto run = this->run();
  EXPECT_FALSE(this->hamlet().seed("yesterday", "hamlet", true, {}));
  ASSERT_TRUE(this->hamlet().seed(run, "hamlet", true, {{2, "of an earlier try"}}));
  ASSERT_TRUE(this->hamlet().seed(run, "hamlet", true, {{2, first.SerializeAsString()}}));
  ASSERT_TRUE(this->hamlet().seed(run, "hamlet", false, {{5, second.SerializeAsString()}}));
  ASSERT_TRUE(this->open_for_both(tail_after(second)));
  EXPECT_EQ(this->beat("hamlet", {"horatio"}), Stage::admitted);
  std::vector<std::string> entries;
  EXPECT_EQ(this->hamlet().read("hamlet", this->meta_, 0, entries), Given::all);
  EXPECT_EQ(entries, (std::vector{first.SerializeAsString(), second.SerializeAsString()}));
  EXPECT_EQ(this->append("hamlet", batch_after(this->meta_.tail, 1)), Placed::placed);
}

}  // namespace
}  // namespace plenum
