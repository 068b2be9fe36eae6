#include "server/hub/neighbours.h"

#include <set>

#include <gtest/gtest.h>

#include "tests/support/storage/commit.h"
#include "tests/support/storage/meeting.h"
#include "tests/support/storage/scratch.h"

// Two nodes with the same state, and what they whisper to each other; each word is heard at once, or lost.
namespace plenum {
namespace {

const TopicId hall{1};
const TopicId garden{2};
const ThreadId being{10};
const ThreadId roses{11};
const ThreadId held_back{12};
const PostId complaint{20};
const MemberId hamlet{100};
const MemberId ophelia{101};
const MemberId polonius{102};

struct Node {
  explicit Node(char name)
      : name(32, name),
        neighbours(
            {this->name, *store, presence, desk, [this](std::string said) { words.push_back(std::move(said)); }}) {
    testing::Meeting meeting(7);
    meeting.founded();
    for (const auto member : {hamlet, ophelia}) meeting.joins(member);
    meeting.joins(polonius, v1::MODERATOR);
    for (const auto topic : {hall, garden}) meeting.opens_topic(topic);
    meeting.opens(hamlet, being, hall);
    meeting.opens(ophelia, roses, garden);
    meeting.raises_level(2);
    meeting.writes(hamlet, complaint, being);
    meeting.reports(ophelia, complaint);
    meeting.opens_held(hamlet, held_back, hall, PostId{21});
    EXPECT_TRUE(testing::commit(*store, meeting.take_batch()));
  }

  const testing::Scratch scratch;
  const std::unique_ptr<Store> store = testing::open_store(scratch / "data");
  const std::string name;
  Presence presence;
  DeskPresence desk;
  std::vector<std::string> words;
  Neighbours neighbours;
};

class TwoNeighbours : public ::testing::Test {
protected:
  /// What the one has said reaches the other.
  static void carry(Node& from, Node& to, std::int64_t now_ms) {
    for (const auto& word : from.words) to.neighbours.hear(word, now_ms);
    from.words.clear();
  }
  void tick(std::int64_t now_ms) {
    for (auto* node : {&elsinore_, &wittenberg_}) node->neighbours.tick(now_ms);
    carry(elsinore_, wittenberg_, now_ms);
    carry(wittenberg_, elsinore_, now_ms);
  }
  static Presence::Thread sight(Node& node, TopicId topic, ThreadId thread) {
    for (const auto threads = node.presence.now(topic); const auto& one : threads) {
      if (one.thread == thread) return one;
    }
    return {};
  }
  static std::string saying(const nodes::Whisper& whisper) { return whisper.SerializeAsString(); }

  Node elsinore_{'e'};
  Node wittenberg_{'w'};
};

TEST_F(TwoNeighbours, show_each_others_people_as_one_crowd) {
  elsinore_.presence.look(1, hamlet, hall, being);
  wittenberg_.presence.look(1, ophelia, hall, being);
  wittenberg_.presence.look(2, hamlet, hall, being);
  tick(0);
  for (auto* node : {&elsinore_, &wittenberg_}) {
    const auto changes = node->presence.take_changes(0);
    ASSERT_EQ(changes.size(), 1u);
    EXPECT_EQ(changes.at(hall)[0].here, (std::vector{hamlet, ophelia})) << "he has a window on either";
    EXPECT_EQ(changes.at(hall)[0].here_total, 2u);
  }
}

TEST_F(TwoNeighbours, hear_who_types_and_that_it_is_over) {
  elsinore_.presence.look(1, hamlet, hall, being);
  elsinore_.presence.type(1, 0);
  tick(0);
  EXPECT_EQ(sight(wittenberg_, hall, being).typing, std::vector{hamlet});
  elsinore_.presence.take_changes(Presence::typing_lasts_ms);
  tick(Presence::typing_lasts_ms);
  EXPECT_TRUE(sight(wittenberg_, hall, being).typing.empty());
  EXPECT_EQ(sight(wittenberg_, hall, being).here, std::vector{hamlet}) << "he is there";
}

TEST_F(TwoNeighbours, hear_who_has_gone) {
  elsinore_.presence.look(1, hamlet, hall, being);
  tick(0);
  wittenberg_.presence.take_changes(0);
  elsinore_.presence.look(1, hamlet, TopicId{}, ThreadId{});
  tick(500);
  EXPECT_EQ(wittenberg_.presence.take_changes(500).at(hall)[0].here_total, 0u);
  EXPECT_TRUE(wittenberg_.presence.now(hall).empty());
}

TEST_F(TwoNeighbours, forget_one_that_died_when_its_time_is_over_and_not_before) {
  elsinore_.presence.look(1, hamlet, hall, being);
  elsinore_.desk.look(2, polonius, complaint);
  tick(0);
  wittenberg_.presence.take_changes(0);
  wittenberg_.desk.take_changes(0);
  constexpr auto lasts_ms = Elsewhere<ThreadId, std::vector<MemberId>>::lasts_ms;
  EXPECT_TRUE(wittenberg_.presence.take_changes(lasts_ms - 1).empty());
  EXPECT_EQ(sight(wittenberg_, hall, being).here_total, 1u);
  EXPECT_EQ(wittenberg_.presence.take_changes(lasts_ms).at(hall)[0].here_total, 0u);
  EXPECT_TRUE(wittenberg_.desk.take_changes(lasts_ms)[0].here.empty());
  EXPECT_TRUE(wittenberg_.presence.now(hall).empty());
  EXPECT_TRUE(wittenberg_.desk.now().empty());
}

TEST_F(TwoNeighbours, keep_whoever_stays_although_every_other_word_is_lost) {
  elsinore_.presence.look(1, hamlet, hall, being);
  bool is_heard = false;
  for (std::int64_t now_ms = 0; now_ms < 60'000; now_ms += 500) {
    elsinore_.neighbours.tick(now_ms);
    if (!elsinore_.words.empty() && (is_heard = !is_heard)) {
      carry(elsinore_, wittenberg_, now_ms);
    } else {
      elsinore_.words.clear();
    }
    wittenberg_.presence.take_changes(now_ms);
    ASSERT_EQ(sight(wittenberg_, hall, being).here_total, 1u) << "at " << now_ms;
  }
}

TEST_F(TwoNeighbours, say_nothing_new_where_nothing_is_new) {
  elsinore_.presence.look(1, hamlet, hall, being);
  tick(0);
  wittenberg_.presence.take_changes(0);
  for (std::int64_t now_ms = 500; now_ms < 8'000; now_ms += 500) {
    tick(now_ms);
    EXPECT_TRUE(wittenberg_.presence.take_changes(now_ms).empty()) << "said anew is not new";
  }
}

TEST_F(TwoNeighbours, forget_one_that_says_farewell_at_once) {
  elsinore_.presence.look(1, hamlet, hall, being);
  elsinore_.desk.look(2, polonius, complaint);
  tick(0);
  elsinore_.neighbours.farewell();
  carry(elsinore_, wittenberg_, 0);
  EXPECT_TRUE(wittenberg_.presence.now(hall).empty());
  EXPECT_TRUE(wittenberg_.desk.now().empty());
}

TEST_F(TwoNeighbours, see_which_report_the_chair_looks_at_on_either) {
  elsinore_.desk.look(1, polonius, complaint);
  tick(0);
  const auto reports = wittenberg_.desk.take_changes(0);
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_EQ(reports[0].post, complaint);
  EXPECT_EQ(reports[0].here, std::vector{polonius});
  elsinore_.desk.look(1, polonius, PostId{});
  tick(500);
  EXPECT_TRUE(wittenberg_.desk.take_changes(500)[0].here.empty());
}

TEST_F(TwoNeighbours, count_a_crowd_that_is_too_large_to_name) {
  for (std::uint64_t i = 0; i < 500; ++i) elsinore_.presence.look(i, MemberId{1'000 + i}, hall, being);
  elsinore_.presence.look(500, hamlet, hall, being);
  tick(0);
  const auto seen = sight(wittenberg_, hall, being);
  EXPECT_EQ(seen.here, std::vector{hamlet}) << "the others are no members here";
  EXPECT_EQ(seen.here_total, 501u);
}

TEST_F(TwoNeighbours, say_no_more_in_a_tick_than_they_may_and_all_of_it_in_time) {
  constexpr std::uint64_t threads = 40'000;
  constexpr std::uint64_t restless = 20'000;  // more than one tick can tell, and all anew with each
  const auto look = [&](std::uint64_t i, ThreadId thread) { elsinore_.presence.look(i, hamlet, hall, thread); };
  for (std::uint64_t i = 1; i <= threads; ++i) look(i, ThreadId{1'000 + i});
  std::set<std::uint64_t> told;
  for (std::int64_t now_ms = 0; now_ms < 2'000; now_ms += 500) {
    elsinore_.neighbours.tick(now_ms);
    EXPECT_LE(elsinore_.words.size(), Neighbours::messages_per_tick_max);
    for (const auto& word : elsinore_.words) {
      EXPECT_LE(word.size(), Neighbours::message_bytes_max);
      nodes::Whisper whisper;
      ASSERT_TRUE(whisper.ParseFromString(word));
      for (const auto& thread : whisper.threads()) told.insert(thread.thread());
    }
    elsinore_.words.clear();
    for (std::uint64_t i = 1; i <= restless; ++i) look(i, {}), look(i, ThreadId{1'000 + i});
  }
  EXPECT_EQ(told.size(), threads) << "each has its turn";
}

// Whoever can say anything on the channel cannot have anything shown that is not so.
TEST_F(TwoNeighbours, pass_over_what_cannot_be_meant) {
  const auto heard = [&](const nodes::Whisper& whisper) {
    wittenberg_.neighbours.hear(saying(whisper), 0);
    return !wittenberg_.presence.take_changes(0).empty() || !wittenberg_.desk.take_changes(0).empty();
  };
  nodes::Whisper good;
  good.set_node(std::string(32, 'x'));
  auto& thread = *good.add_threads();
  thread.set_thread(being.value);
  thread.set_here_total(1);
  thread.add_here(hamlet.value);

  auto nobodys = good;
  nobodys.clear_node();
  EXPECT_FALSE(heard(nobodys));
  auto own = good;
  own.set_node(wittenberg_.name);
  EXPECT_FALSE(heard(own)) << "its own words";
  auto of_no_thread = good;
  of_no_thread.mutable_threads(0)->set_thread(999);
  EXPECT_FALSE(heard(of_no_thread));
  auto of_one_held = good;
  of_one_held.mutable_threads(0)->set_thread(held_back.value);
  EXPECT_FALSE(heard(of_one_held)) << "nobody may know that there is one";
  auto of_a_stranger = good;
  of_a_stranger.mutable_threads(0)->set_here(0, 999);
  EXPECT_FALSE(heard(of_a_stranger));
  nodes::Whisper of_no_report;
  of_no_report.set_node(good.node());
  of_no_report.add_reports()->set_post(999);
  of_no_report.mutable_reports(0)->add_here(polonius.value);
  EXPECT_FALSE(heard(of_no_report));
  wittenberg_.neighbours.hear("no message at all", 0);
  wittenberg_.neighbours.hear(saying(good) + std::string(Neighbours::message_bytes_max, ' '), 0);
  EXPECT_TRUE(wittenberg_.presence.take_changes(0).empty());

  auto boastful = good;
  boastful.mutable_threads(0)->set_here_total(4'000'000'000);
  EXPECT_TRUE(heard(boastful));
  EXPECT_LE(sight(wittenberg_, hall, being).here_total, 1'000'000u);
  EXPECT_TRUE(heard(good)) << "and what is right is heard";
  EXPECT_EQ(sight(wittenberg_, hall, being).here_total, 1u);
}

TEST_F(TwoNeighbours, take_in_no_more_than_they_can_hold) {
  Elsewhere<ThreadId, std::vector<MemberId>> elsewhere;
  constexpr auto most = decltype(elsewhere)::entries_max;
  for (std::uint64_t i = 0; i < most; ++i) EXPECT_TRUE(elsewhere.hear("x", ThreadId{i}, {hamlet}, 0));
  EXPECT_FALSE(elsewhere.hear("x", ThreadId{most}, {hamlet}, 0));
  EXPECT_TRUE(elsewhere.hear("x", ThreadId{0}, {ophelia}, 0)) << "what is known may change";
  EXPECT_EQ(elsewhere.forget("x").size(), most);
  EXPECT_TRUE(elsewhere.hear("x", ThreadId{most}, {hamlet}, 0));
}

}  // namespace
}  // namespace plenum
