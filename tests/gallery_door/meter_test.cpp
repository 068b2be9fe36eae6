// What is shown is counted: for the members' register, for the seats' budgets, and for what no person does.
#include "server/gallery/refusal.h"
#include "server/node/reading_writers.h"
#include "storage/machine/register.h"
#include "storage/machine/seat_day.h"
#include "tests/gallery_door/room.h"

namespace plenum::test {
namespace {

constexpr std::uint16_t rights_changed = 4502;
constexpr std::uint16_t day_spent = 4504;

class MeterTest : public ::testing::Test {
protected:
  explicit MeterTest(UseLimits limits = {}) : room_(limits) {
    hamlet_ = room_.member("hamlet");
    being_ = room_.topic("On being");
    room_.charter(being_, {v1::EMBARGO_NONE});
    norway_ = room_.company("Norway & Sons");
    licence_ = room_.licence(norway_, {being_});
    thread_ = room_.thread(hamlet_, being_, "To be", "Or not?");
    post_ = room_.post(hamlet_, thread_, "That is the question.");
    seat_ = room_.seat(norway_);
  }

  Observing seat() { return {room_, room_.token(seat_)}; }
  std::string thread_of(Observing& seat) {
    const auto threads = seat.call("ListThreads", {{"topic", seat.topic()}})["threads"];
    return threads.empty() ? "" : threads[0]["id"].get<std::string>();
  }
  Json reads(Observing& seat) { return seat.call("ReadFeed", {{"topic", seat.topic()}}); }
  void budget(std::uint32_t daily_reads) {
    room_.happens([&](Proposal& p) {
      auto& fact = *p.event().mutable_licence_set();
      fact.set_licence(licence_.value);
      fact.set_company(norway_.value);
      fact.set_level(v1::LICENCE_OBSERVE);
      fact.add_topics(being_.value);
      fact.set_seats(10);
      fact.set_from_ms(1);
      fact.set_daily_reads(daily_reads);
    });
  }
  std::optional<log::SeatDayRecord> day() {
    return room_.store->view().get(key::SeatDay{seat_, utc_day_of(room_.clock.now_ms())});
  }
  std::optional<log::RegisterRecord> row(MemberId member, CompanyId company) {
    const auto minute_ms = room_.clock.now_ms() - room_.clock.now_ms() % 60'000;
    return room_.store->view().get(key::RegisterMinute{member, minute_ms, company, v1::READING_READ});
  }
  std::uint64_t alarms() { return room_.store->view().get(key::Community{})->alarms(); }
  /// An event of no consequence: what was submitted before it has been decided.
  void settled() { room_.forward(0); }

  Room room_;
  MemberId hamlet_;
  TopicId being_;
  CompanyId norway_;
  LicenceId licence_;
  ThreadId thread_;
  PostId post_;
  SeatId seat_;
};

TEST_F(MeterTest, an_answer_is_told_to_the_author_and_counted_for_the_seat) {
  auto here = seat();
  EXPECT_EQ(reads(here)["updates"].size(), 2u);
  EXPECT_FALSE(row(hamlet_, norway_)) << "not before the minute is over";
  room_.tells();
  ASSERT_TRUE(row(hamlet_, norway_));
  EXPECT_EQ(row(hamlet_, norway_)->count(), 2u);
  ASSERT_TRUE(day());
  EXPECT_EQ(day()->read(), 2u);
  EXPECT_EQ(day()->places_size(), 1);
}

TEST_F(MeterTest, what_shows_no_words_is_not_counted) {
  room_.withdraw(post_);
  auto here = seat();
  here.topic();
  thread_of(here);
  reads(here);
  room_.tells();
  EXPECT_EQ(day()->read(), 1u) << "the post that stands, once";
}

TEST_F(MeterTest, a_minute_is_told_when_it_is_over_and_once) {
  auto here = seat();
  reads(here);
  reads(here);
  room_.meter->tick();
  EXPECT_FALSE(day());
  const auto minute = room_.clock.now_ms() - room_.clock.now_ms() % 60'000;
  room_.clock.forward(60'000);
  room_.meter->tick();
  settled();
  EXPECT_EQ(day()->read(), 4u) << "each answer counts for the budget";
  const auto told = room_.store->view().get(key::RegisterMinute{hamlet_, minute, norway_, v1::READING_READ});
  ASSERT_TRUE(told);
  EXPECT_EQ(told->count(), 2u) << "and each post once for its author";
}

TEST_F(MeterTest, a_live_frame_is_counted_for_each_seat_and_told_once_for_the_company) {
  auto here = seat();
  Observing other(room_, room_.token(room_.seat(norway_)));
  Listener one(here);
  Listener two(other);
  one.call("subscribe", {{"topic", here.topic()}});
  two.call("subscribe", {{"topic", here.topic()}});
  room_.post(hamlet_, thread_, "Words, words.");
  ASSERT_FALSE(one.await_text("Words, words.").is_null());
  ASSERT_FALSE(two.await_text("Words, words.").is_null());
  one.posts_so_far();
  two.posts_so_far();
  room_.tells();
  EXPECT_EQ(day()->read(), 1u);
  EXPECT_EQ(row(hamlet_, norway_)->count(), 1u);
}

TEST_F(MeterTest, whoever_is_behind_is_counted_what_is_read_for_them) {
  auto here = seat();
  std::string position;
  {
    Listener line(here);
    line.call("subscribe", {{"topic", here.topic()}});
    position = line.position();
  }
  room_.post(hamlet_, thread_, "1");
  room_.post(hamlet_, thread_, "2");
  Listener back(here);
  back.call("subscribe", {{"topic", here.topic()}, {"since", {{"token", position}}}});
  ASSERT_FALSE(back.await_text("2").is_null());
  back.posts_so_far();
  room_.tells();
  EXPECT_EQ(day()->read(), 2u);
}

TEST_F(MeterTest, a_spent_budget_is_refused_with_when_it_begins_again) {
  budget(2);
  auto here = seat();
  ASSERT_TRUE(reads(here).contains("updates"));
  const auto answer = here.raw(here.request("/v1/observer/plenum.v1.ObserverService/ReadFeed", "{}"));
  EXPECT_NE(answer.status_line.find("429"), std::string::npos) << answer.status_line;
  EXPECT_EQ(Json::parse(answer.body)["code"], "spent");
  EXPECT_NE(answer.body.find("2020-09-14 00:00 UTC"), std::string::npos) << answer.body;
  EXPECT_TRUE(here.call("ListTopics").contains("topics")) << "that shows nothing of what was written";
  settled();
  EXPECT_EQ(alarms(), 1u);
  room_.tells();
  EXPECT_TRUE(reads(here).contains("refused")) << "told or not";
  room_.forward(ms_of_day);
  room_.meter->tick();
  EXPECT_TRUE(reads(here).contains("updates"));
  settled();
  EXPECT_EQ(alarms(), 1u) << "once a day";
}

TEST_F(MeterTest, a_budget_holds_on_every_node) {
  budget(2);
  room_.happens([&](Proposal& p) {  // as another node tells it
    auto& fact = *p.event().mutable_gallery_read();
    fact.set_company(norway_.value);
    fact.set_minute_ms(p.time_ms());
    auto& seat = *fact.add_seats();
    seat.set_seat(seat_.value);
    seat.set_entries(2);
  });
  auto here = seat();
  EXPECT_TRUE(reads(here).contains("refused"));
}

TEST_F(MeterTest, a_line_whose_budget_is_spent_says_so_and_closes) {
  budget(1);
  auto here = seat();
  Listener line(here);
  line.call("subscribe", {{"topic", here.topic()}});
  room_.post(hamlet_, thread_, "One.");
  ASSERT_FALSE(line.await_text("One.").is_null());
  room_.post(hamlet_, thread_, "Two.");
  EXPECT_EQ(line.await_close(), day_spent);
  EXPECT_NE(line.heard.find("all that your licence allows today"), std::string::npos) << line.heard;
  EXPECT_EQ(line.heard.find("Two."), std::string::npos);
  Listener again(here, false);
  again.socket().send_text(R"({"request":1,"hello":{}})");
  EXPECT_EQ(again.await_close(), day_spent);
  EXPECT_NE(again.heard.find("all that your licence allows today"), std::string::npos);
}

TEST_F(MeterTest, places_are_networks_and_nobody_can_turn_them_back) {
  const auto place = [this](const char* address) {
    return room_.meter->place_of(net::peer_of(boost::asio::ip::make_address(address)));
  };
  EXPECT_EQ(place("203.0.113.7"), place("203.0.113.200"));
  EXPECT_NE(place("203.0.113.7"), place("203.0.114.7"));
  EXPECT_EQ(place("2001:db8:1:2::1"), place("2001:db8:1:3::1"));
  EXPECT_NE(place("2001:db8:1::1"), place("2001:db8:2::1"));
  EXPECT_EQ(room_.meter->place_of(net::Peer{.address = "unix", .local = true}), 0u);
}

TEST_F(MeterTest, a_paused_company_gets_the_one_refusal_and_its_lines_close) {
  auto here = seat();
  Listener line(here);
  line.call("subscribe", {{"topic", here.topic()}});
  room_.happens([&](Proposal& p) {
    p.event().mutable_listening_paused()->set_company(norway_.value);
    p.drafts().back().event.mutable_listening_paused()->set_paused(true);
  });
  EXPECT_EQ(line.await_close(), rights_changed);
  EXPECT_EQ(here.call("ListTopics")["refused"], gallery_refusal().body);
}

class HurriedMeterTest : public MeterTest {
protected:
  HurriedMeterTest() : MeterTest(UseLimits{5, 0, 0}) {}
};

TEST_F(HurriedMeterTest, a_seat_that_scrapes_is_paused_at_once_and_its_lines_close_with_it) {
  auto here = seat();
  Observing other(room_, room_.token(room_.seat(norway_)));
  Listener line(here);
  line.call("subscribe", {{"topic", here.topic()}});
  for (int i = 0; i < 3; ++i) reads(here);
  settled();
  EXPECT_EQ(alarms(), 1u);
  EXPECT_TRUE(room_.store->view().get(key::Seat{seat_})->paused());
  EXPECT_EQ(room_.store->view().get(key::Alarm{1})->kind(), v1::ALARM_SCRAPING);
  EXPECT_EQ(line.await_close(), rights_changed);
  EXPECT_EQ(here.call("ListTopics")["refused"], gallery_refusal().body);
  EXPECT_TRUE(other.call("ListTopics").contains("topics")) << "another seat of the company goes on";
}

TEST_F(HurriedMeterTest, a_seat_that_was_paused_for_scraping_goes_on_when_its_alarm_is_settled_so) {
  auto here = seat();
  for (int i = 0; i < 3; ++i) reads(here);
  settled();
  ASSERT_TRUE(room_.store->view().get(key::Seat{seat_})->paused());
  v1::SettleAlarmRequest settle;
  settle.set_number(1);
  settle.set_resume(true);
  EXPECT_FALSE(room_.sequencer->submit_and_wait(settle_alarm(Principal::house(), settle)).refused);
  EXPECT_FALSE(room_.store->view().get(key::Seat{seat_})->paused());
  EXPECT_TRUE(here.call("ListTopics").contains("topics"));
}

}  // namespace
}  // namespace plenum::test
