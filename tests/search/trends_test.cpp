// A week is counted once, when its tick has come, and read from what was counted then.
#include "server/search/trends.h"

#include "server/node/search_writers.h"
#include "storage/machine/streams.h"
#include "storage/machine/trend_weeks.h"
#include "tests/gallery_door/room.h"

namespace plenum::test {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t day_ms = 24 * hour_ms;

class TrendsOfTheGallery : public ::testing::Test {
protected:
  void SetUp() override {
    for (int i = 0; i < 6; ++i) members_.push_back(room_.member("name" + std::to_string(i)));
    being_ = room_.topic("On being");
    room_.charter(being_, {v1::EMBARGO_NONE, v1::EMBARGO_24_H});
    norway_ = room_.company("Norway & Sons");
    // The licence begins before the week that is looked at.
    room_.licence(norway_, {being_});
    week_ = monday_of(room_.clock.now_ms()) + week_length_ms;
    room_.needs_authors(2);
    go_to(week_ + day_ms);
    thread_ = room_.thread(members_[0], being_, "T", "heparin");
    for (std::size_t i = 1; i < 4; ++i) posts_.push_back(room_.post(members_[i], thread_, "heparin"));
    // Not of this topic's feed, so of no number.
    const auto elsewhere = room_.topic("On flowers");
    room_.charter(elsewhere, {v1::EMBARGO_NONE});
    for (const auto member : members_) room_.thread(member, elsewhere, "T", "violets");
  }

  void go_to(std::int64_t ms) { room_.forward(ms - room_.clock.now_ms()); }
  void tick() { trends_.count(room_.clock.now_ms()); }
  Observing seat() { return {room_, room_.token(room_.seat(norway_))}; }
  Json read(Observing& here) { return here.call("ReadTrends", {{"topic", here.topic()}}); }
  std::optional<log::TrendWeekRecord> row(v1::EmbargoClass embargo = v1::EMBARGO_NONE) {
    return room_.store->view().get(key::TrendWeek{being_, static_cast<std::uint8_t>(embargo), week_});
  }

  Room room_;
  std::vector<MemberId> members_;
  TopicId being_;
  CompanyId norway_;
  ThreadId thread_;
  std::vector<PostId> posts_;
  std::int64_t week_ = 0;
  Trends trends_{*room_.store, *room_.sequencer};
};

TEST_F(TrendsOfTheGallery, a_week_is_counted_on_its_monday_and_not_before) {
  go_to(week_ + week_length_ms - 1);
  tick();
  EXPECT_FALSE(row());
  go_to(week_ + week_length_ms);
  tick();
  ASSERT_TRUE(row());
  EXPECT_FALSE(row(v1::EMBARGO_24_H)) << "where words wait, so does the count";
  go_to(week_ + week_length_ms + day_ms);
  tick();
  EXPECT_TRUE(row(v1::EMBARGO_24_H));
  auto here = seat();
  const auto reply = read(here);
  ASSERT_EQ(reply["weeks"].size(), 1u) << reply;
  EXPECT_EQ(reply["weeks"][0]["posts"], 4);
  EXPECT_EQ(reply["weeks"][0]["authors"], 4);
  EXPECT_EQ(reply["weeks"][0]["terms"], Json::parse(R"([{"term":"heparin","posts":4,"authors":4}])"));
  EXPECT_EQ(reply["weeks"][0]["weekMs"], std::to_string(week_));
  EXPECT_EQ(reply["countedAtMs"], std::to_string(week_ + week_length_ms));
  EXPECT_EQ(reply["k"], 2);
}

TEST_F(TrendsOfTheGallery, a_withdrawal_after_the_tick_changes_nothing) {
  go_to(week_ + week_length_ms);
  tick();
  auto here = seat();
  const auto wish = here.request("/v1/observer/plenum.v1.ObserverService/ReadTrends", "{}");
  const auto before = here.raw(wish).body;
  room_.withdraw(posts_[0]);
  room_.remove(members_[2], posts_[1]);
  tick();
  go_to(week_ + week_length_ms + 3 * hour_ms);
  tick();
  EXPECT_EQ(here.raw(wish).body, before);
}

TEST_F(TrendsOfTheGallery, what_was_withdrawn_before_the_tick_was_never_counted) {
  room_.withdraw(posts_[0]);
  go_to(week_ + week_length_ms);
  tick();
  EXPECT_EQ(row()->posts(), 3u);
}

TEST_F(TrendsOfTheGallery, a_second_count_of_a_week_is_refused) {
  go_to(week_ + week_length_ms);
  tick();
  const auto digest = room_.digest();
  log::TrendsFixed again;
  again.set_topic(being_.value);
  again.set_week_ms(week_);
  again.set_posts(9);
  again.set_authors(9);
  const auto result = room_.sequencer->submit_and_wait(fix_trends(again, 1'000));
  ASSERT_TRUE(result.refused);
  EXPECT_EQ(result.refused->code, v1::NOTHING_CHANGED);
  EXPECT_EQ(room_.digest(), digest);
}

TEST_F(TrendsOfTheGallery, what_tells_of_fewer_than_k_is_no_fact) {
  go_to(week_ + week_length_ms);
  log::TrendsFixed fact;
  fact.set_topic(being_.value);
  fact.set_week_ms(week_);
  fact.set_posts(9);
  fact.set_authors(1);
  const auto refused = [&] {
    return room_.sequencer->submit_and_wait(fix_trends(fact, 1'000))
        .refused.value_or(Fault{v1::REFUSAL_CODE_UNSPECIFIED});
  };
  EXPECT_EQ(refused().code, v1::FIELD_INVALID);
  fact.set_authors(9);
  fact.add_terms()->set_term("heparin");
  fact.mutable_terms(0)->set_posts(1);
  fact.mutable_terms(0)->set_authors(1);
  EXPECT_EQ(refused().code, v1::FIELD_INVALID);
  fact.clear_terms();
  fact.set_week_ms(week_ + 1);
  EXPECT_EQ(refused().code, v1::FIELD_INVALID) << "no Monday";
  fact.set_week_ms(week_ + week_length_ms);
  EXPECT_EQ(refused().code, v1::FIELD_INVALID) << "not over yet";
}

TEST_F(TrendsOfTheGallery, an_entry_that_was_released_while_it_was_counted_has_it_counted_again) {
  room_.post(members_[4], thread_, "late");
  const auto head = stream_head(room_.store->view(), StreamId::of_gallery(being_, 0));
  go_to(week_ + week_length_ms);
  log::TrendsFixed fact;
  fact.set_topic(being_.value);
  fact.set_week_ms(week_);
  const auto result = room_.sequencer->submit_and_wait(fix_trends(fact, head - 1));
  ASSERT_TRUE(result.refused);
  EXPECT_STREQ(result.refused->field, "posts");
}

TEST_F(TrendsOfTheGallery, weeks_of_too_few_and_weeks_before_the_licence_are_not_there) {
  const auto england = room_.company("England");
  room_.licence(england, {being_});
  go_to(week_ + week_length_ms + day_ms);
  room_.post(members_[0], thread_, "alone");
  go_to(week_ + 2 * week_length_ms);
  tick();
  ASSERT_TRUE(row());
  auto here = seat();
  EXPECT_EQ(read(here)["weeks"].size(), 1u) << "of two: in one of them one author wrote";
  Observing there(room_, room_.token(room_.seat(england)));
  EXPECT_FALSE(read(there).contains("weeks"));
}

TEST_F(TrendsOfTheGallery, what_is_written_more_of_than_before_rises) {
  for (int week = 1; week <= 2; ++week) {
    go_to(week_ + week * week_length_ms + day_ms);
    for (const auto member : members_) {
      room_.post(member, thread_, "heparin");
      for (int i = 0; i < week; ++i) room_.post(member, thread_, "warfarin");
    }
  }
  go_to(week_ + 3 * week_length_ms);
  tick();
  auto here = seat();
  const auto rising = read(here)["rising"];
  ASSERT_EQ(rising.size(), 2u) << rising;
  EXPECT_EQ(rising[0]["term"], "warfarin");
  EXPECT_EQ(rising[0]["posts"], 12);
  EXPECT_EQ(rising[0]["usual"], 3.0);
  EXPECT_EQ(rising[1]["term"], "heparin") << "six posts where five were usual";
}

TEST_F(TrendsOfTheGallery, without_a_topic_the_weeks_of_all_are_told_without_terms) {
  go_to(week_ + week_length_ms);
  tick();
  auto here = seat();
  const auto reply = here.call("ReadTrends");
  ASSERT_EQ(reply["weeks"].size(), 1u);
  EXPECT_FALSE(reply["weeks"][0].contains("terms"));
  const auto refused = here.call("NoSuchMethod");
  EXPECT_EQ(here.call("ReadTrends", {{"weeks", 105}}), refused);
  EXPECT_EQ(here.call("ReadTrends", {{"topic", "AAAA"}}), refused);
}

TEST_F(TrendsOfTheGallery, two_nodes_that_count_the_same_week_agree_on_one) {
  go_to(week_ + week_length_ms);
  Trends other(*room_.store, *room_.sequencer);
  std::thread at_once([&] { other.count(room_.clock.now_ms()); });
  tick();
  at_once.join();
  EXPECT_EQ(row()->posts(), 4u);
}

}  // namespace
}  // namespace plenum::test
