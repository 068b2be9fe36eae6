#include "server/hub/hub.h"

#include <random>
#include <set>

#include <gtest/gtest.h>

#include "server/hub/interest.h"
#include "server/hub/positions.h"
#include "server/hub/presence.h"

namespace plenum {
namespace {

const auto being = StreamId::of_members(TopicId{1});
const auto denmark = StreamId::of_members(TopicId{2});

std::vector<int> heard(Hub<const int*>& hub, const StreamId& stream) {
  std::vector<int> who;
  hub.publish(stream, [&](const int* subscriber) { who.push_back(*subscriber); });
  return who;
}

TEST(Hub, publishes_to_those_who_follow_the_stream_and_to_nobody_else) {
  const int hamlet = 1;
  const int ophelia = 2;
  Hub<const int*> hub;
  hub.subscribe(being, &hamlet);
  hub.subscribe(being, &ophelia);
  hub.subscribe(being, &ophelia);
  hub.subscribe(denmark, &ophelia);
  EXPECT_EQ(heard(hub, being), (std::vector{1, 2}));
  EXPECT_EQ(heard(hub, denmark), (std::vector{2}));
  hub.unsubscribe(being, &hamlet);
  EXPECT_EQ(heard(hub, being), (std::vector{2}));
  hub.unsubscribe(being, &ophelia);
  EXPECT_FALSE(hub.has(being));
}

TEST(Hub, lets_subscribers_go_and_come_while_it_publishes) {
  const int people[] = {0, 1, 2, 3, 4};
  Hub<const int*> hub;
  for (const auto& person : people) hub.subscribe(being, &person);
  std::vector<int> who;
  hub.publish(being, [&](const int* subscriber) {
    who.push_back(*subscriber);
    if (*subscriber == 1) {
      hub.unsubscribe(being, &people[1]);
      hub.unsubscribe(being, &people[3]);
      hub.unsubscribe(being, &people[0]);
    }
  });
  EXPECT_EQ(who, (std::vector{0, 1, 2, 4}));
  EXPECT_EQ(heard(hub, being), (std::vector{2, 4}));
}

TEST(Hub, agrees_with_a_simple_model_through_random_comings_and_goings) {
  const auto seed = std::random_device{}();
  std::cout << "seed " << seed << std::endl;
  std::mt19937 random(seed);
  int people[20];
  for (int i = 0; i < 20; ++i) people[i] = i;
  Hub<const int*> hub;
  std::map<std::uint64_t, std::set<int>> model;
  for (int step = 0; step < 5'000; ++step) {
    const std::uint64_t topic = 1 + random() % 4;
    const auto stream = StreamId::of_members(TopicId{topic});
    const int who = static_cast<int>(random() % 20);
    if (random() % 2 == 0) {
      hub.subscribe(stream, &people[who]);
      model[topic].insert(who);
    } else {
      hub.unsubscribe(stream, &people[who]);
      model[topic].erase(who);
    }
    const auto got = heard(hub, stream);
    ASSERT_EQ(std::set<int>(got.begin(), got.end()), model[topic]) << "step " << step;
    ASSERT_EQ(got.size(), model[topic].size()) << "somebody twice, step " << step;
  }
}

TEST(Interest, ends_when_the_last_one_goes) {
  Interest interest;
  EXPECT_TRUE(interest.of(being).none());
  interest.add(being, Interest::Encoding::binary);
  interest.add(being, Interest::Encoding::text);
  interest.remove(being, Interest::Encoding::binary);
  EXPECT_EQ(interest.of(being).binary, 0);
  EXPECT_EQ(interest.of(being).text, 1);
  interest.remove(being, Interest::Encoding::text);
  EXPECT_TRUE(interest.of(being).none());
}

TEST(Positions, come_back_as_they_were_sealed) {
  const Positions positions(std::string(32, 's'));
  const StreamPosition at{denmark, 7, 123'456'789'012};
  const auto opened = positions.open(positions.seal(at));
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->stream, denmark);
  EXPECT_EQ(opened->epoch, 7u);
  EXPECT_EQ(opened->offset, 123'456'789'012u);
}

TEST(Positions, refuse_every_changed_byte_every_other_length_and_another_community_s) {
  const Positions positions(std::string(32, 's'));
  const auto token = positions.seal({being, 1, 5});
  for (std::size_t i = 0; i < token.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      auto changed = token;
      changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
      EXPECT_FALSE(positions.open(changed)) << "byte " << i << " bit " << bit;
    }
    EXPECT_FALSE(positions.open(token.substr(0, i)));
  }
  EXPECT_FALSE(positions.open(token + "x"));
  EXPECT_FALSE(Positions(std::string(32, 't')).open(token));
}

const TopicId topic{1};
const ThreadId thread{10};
const MemberId hamlet{100};
const MemberId ophelia{101};

TEST(Presence, tells_only_what_changed_and_counts_people_not_windows) {
  Presence presence;
  presence.look(1, hamlet, topic, thread);
  presence.look(2, hamlet, topic, thread);
  presence.look(3, ophelia, topic, thread);
  const auto changes = presence.take_changes(0);
  ASSERT_EQ(changes.at(topic).size(), 1u);
  EXPECT_EQ(changes.at(topic)[0].here_total, 2u);
  EXPECT_TRUE(presence.take_changes(0).empty());
  presence.look(2, hamlet, TopicId{}, ThreadId{});
  EXPECT_EQ(presence.take_changes(0).at(topic)[0].here_total, 2u) << "his other window still looks";
}

TEST(Presence, typing_passes_by_itself) {
  Presence presence;
  presence.look(1, hamlet, topic, thread);
  presence.type(1, 1'000);
  EXPECT_EQ(presence.take_changes(1'000).at(topic)[0].typing, (std::vector{hamlet}));
  EXPECT_TRUE(presence.take_changes(1'000 + Presence::typing_lasts_ms - 1).empty());
  EXPECT_TRUE(presence.take_changes(1'000 + Presence::typing_lasts_ms).at(topic)[0].typing.empty());
}

TEST(Presence, whoever_looks_elsewhere_is_gone_from_here) {
  Presence presence;
  presence.look(1, hamlet, topic, thread);
  presence.take_changes(0);
  presence.look(1, hamlet, TopicId{2}, ThreadId{20});
  const auto changes = presence.take_changes(0);
  EXPECT_EQ(changes.at(topic)[0].here_total, 0u);
  EXPECT_EQ(changes.at(TopicId{2})[0].here_total, 1u);
}

TEST(Presence, shows_at_most_twenty_and_counts_the_rest) {
  Presence presence;
  for (std::uint64_t i = 1; i <= 50; ++i) presence.look(i, MemberId{i}, topic, thread);
  const auto now = presence.now(topic);
  EXPECT_EQ(now[0].here.size(), Presence::here_shown_max);
  EXPECT_EQ(now[0].here_total, 50u);
}

}  // namespace
}  // namespace plenum
