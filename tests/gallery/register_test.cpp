#include "storage/machine/register.h"

#include <gtest/gtest.h>

#include "storage/machine/checks_house.h"
#include "storage/machine/seat_day.h"
#include "storage/machine/streams.h"
#include "tests/gallery/box.h"

// The listeners' register: who read what of whom, by the minute; and what is noticed of who reads.
namespace plenum {
namespace {

using namespace cast;
using testing::Box;

constexpr CompanyId fortinbras{71};
constexpr CompanyId england{72};
constexpr SeatId captain{81};
constexpr std::int64_t a_minute = 60'000;

class Register : public ::testing::Test {
protected:
  Register() {
    box_.charters(denmark, {testing::now});
    box_.opens(hamlet, being, denmark);
    box_.writes(hamlet, p1, being, "To be.");
    box_.writes(ophelia, p2, being, "Good my lord.");
    box_.company(fortinbras);
    box_.company(england, "England");
    box_.seats(captain, fortinbras);
    minute_ = box_.now_ms - box_.now_ms % a_minute;
  }

  void reads(CompanyId company, const std::vector<PostId>& posts, v1::ReadingKind kind = v1::READING_READ,
             std::int64_t later_ms = 0) {
    log::Event e;
    auto& fact = *e.mutable_gallery_read();
    fact.set_company(company.value);
    fact.set_minute_ms(minute_ + later_ms);
    auto& read = *fact.add_read();
    read.set_kind(kind);
    for (const auto post : posts) read.add_entries(testing::gallery_id(post.value));
    box_.happens(e);
  }
  void sits(std::uint32_t entries, const std::vector<std::uint64_t>& places, std::int64_t later_ms = 0) {
    log::Event e;
    e.mutable_gallery_read()->set_company(fortinbras.value);
    e.mutable_gallery_read()->set_minute_ms(minute_ + later_ms);
    auto& seat = *e.mutable_gallery_read()->add_seats();
    seat.set_seat(captain.value);
    seat.set_entries(entries);
    seat.set_exported(1);
    for (const auto place : places) seat.add_places(place);
    box_.happens(e);
  }
  void pauses(CompanyId company, SeatId seat, bool paused) {
    log::Event e;
    e.mutable_listening_paused()->set_company(company.value);
    e.mutable_listening_paused()->set_seat(seat.value);
    e.mutable_listening_paused()->set_paused(paused);
    box_.happens(e);
  }
  void alarm(SeatId seat, v1::AlarmKind kind, bool tells = true) {
    log::Event e;
    e.mutable_alarm_raised()->set_company(fortinbras.value);
    e.mutable_alarm_raised()->set_seat(seat.value);
    e.mutable_alarm_raised()->set_kind(kind);
    e.mutable_alarm_raised()->set_tells_desk(tells);
    box_.happens(e);
  }

  std::optional<log::RegisterRecord> row(MemberId member, CompanyId company, v1::ReadingKind kind = v1::READING_READ,
                                         std::int64_t later_ms = 0) {
    return box_.state().get(key::RegisterMinute{member, minute_ + later_ms, company, static_cast<std::uint8_t>(kind)});
  }
  std::optional<log::ReadingRecord> reading(PostId post, CompanyId company) {
    return box_.state().get(key::ReadingOf{post, company, v1::READING_READ});
  }

  Box box_;
  std::int64_t minute_;
};

TEST_F(Register, EachAuthorIsToldOfTheirOwn) {
  reads(fortinbras, {p1, p2});
  ASSERT_TRUE(row(hamlet, fortinbras));
  EXPECT_EQ(row(hamlet, fortinbras)->count(), 1u);
  EXPECT_EQ(row(hamlet, fortinbras)->posts(0), p1.value);
  EXPECT_EQ(row(ophelia, fortinbras)->posts(0), p2.value);
  EXPECT_FALSE(row(hamlet, england));
  EXPECT_EQ(reading(p1, fortinbras)->first_ms(), minute_);
}

TEST_F(Register, TwoNodesThatTellOfOneMinuteCountOnce) {
  reads(fortinbras, {p1});
  reads(fortinbras, {p1});
  EXPECT_EQ(row(hamlet, fortinbras)->count(), 1u);
  EXPECT_EQ(reading(p1, fortinbras)->minutes(), 1u);
  reads(fortinbras, {p1}, v1::READING_READ, a_minute);
  EXPECT_EQ(reading(p1, fortinbras)->minutes(), 2u);
  EXPECT_EQ(reading(p1, fortinbras)->last_ms(), minute_ + a_minute);
  EXPECT_EQ(row(hamlet, fortinbras, v1::READING_READ, a_minute)->count(), 1u);
}

TEST_F(Register, AMinuteThatIsToldAgainAfterTheNextCountsOnceThere) {
  reads(fortinbras, {p1});
  reads(fortinbras, {p1}, v1::READING_READ, a_minute);
  reads(fortinbras, {p1});
  EXPECT_EQ(row(hamlet, fortinbras)->count(), 1u);
}

TEST_F(Register, ReadFoundAndExportedAreRowsOfTheirOwn) {
  reads(fortinbras, {p1}, v1::READING_FOUND);
  reads(fortinbras, {p1}, v1::READING_EXPORTED);
  EXPECT_FALSE(row(hamlet, fortinbras));
  EXPECT_TRUE(row(hamlet, fortinbras, v1::READING_FOUND));
  EXPECT_TRUE(row(hamlet, fortinbras, v1::READING_EXPORTED));
}

TEST_F(Register, AnEntryThatNobodyKnowsLeadsNowhere) {
  const auto before = box_.rows(key::RegisterMinute{MemberId{~0ULL}, 0, CompanyId{}, 0});
  reads(fortinbras, {PostId{999}});
  EXPECT_EQ(box_.rows(key::RegisterMinute{MemberId{~0ULL}, 0, CompanyId{}, 0}), before);
}

TEST_F(Register, NamesFiftyPostsOfAMinuteAndCountsTheRest) {
  std::vector<PostId> posts;
  for (std::uint64_t i = 0; i < 60; ++i) {
    posts.emplace_back(5'000 + i);
    box_.writes(hamlet, posts.back(), being, "Words.");
  }
  reads(fortinbras, posts);
  EXPECT_EQ(row(hamlet, fortinbras)->posts_size(), register_posts_max);
  EXPECT_EQ(row(hamlet, fortinbras)->count(), 60u);
}

TEST_F(Register, WhoReadAnErasedPostIsForgottenAndWhatIsToldOfItLaterLeadsNowhere) {
  reads(fortinbras, {p1});
  box_.erases(p1);
  EXPECT_FALSE(reading(p1, fortinbras));
  reads(fortinbras, {p1}, v1::READING_READ, a_minute);
  EXPECT_FALSE(reading(p1, fortinbras));
  EXPECT_FALSE(row(hamlet, fortinbras, v1::READING_READ, a_minute));
}

TEST_F(Register, WhatWasReadBeforeItWasWithdrawnIsStillTold) {
  box_.withdraws(hamlet, p1);
  reads(fortinbras, {p1});
  EXPECT_TRUE(reading(p1, fortinbras));
}

TEST_F(Register, ASeatsDayAddsUpAndKnowsSomeOfItsPlaces) {
  std::vector<std::uint64_t> places;
  for (std::uint64_t i = 1; i <= 40; ++i) places.push_back(i);
  sits(10, {7, 8});
  sits(5, {8, 9});
  const auto day = box_.state().get(key::SeatDay{captain, utc_day_of(minute_)});
  ASSERT_TRUE(day);
  EXPECT_EQ(day->read(), 15u);
  EXPECT_EQ(day->exported(), 2u);
  EXPECT_EQ(day->places_size(), 3);
  sits(1, places);
  EXPECT_EQ(box_.state().get(key::SeatDay{captain, utc_day_of(minute_)})->places_size(), places_of_day_max);
  sits(1, {}, ms_of_day);
  EXPECT_EQ(box_.state().get(key::SeatDay{captain, utc_day_of(minute_) + 1})->read(), 1u);
}

TEST_F(Register, APauseIsToldToTheCompanysLines) {
  const auto head = [this] { return box_.state().get(key::StreamHead{StreamId::of_company(fortinbras)})->offset(); };
  const auto before = head();
  pauses(fortinbras, captain, true);
  EXPECT_EQ(head(), before + 1);
  EXPECT_TRUE(box_.state().get(key::Seat{captain})->paused());
  EXPECT_FALSE(box_.state().get(key::Company{fortinbras})->paused());
  pauses(fortinbras, SeatId{}, true);
  EXPECT_TRUE(box_.state().get(key::Company{fortinbras})->paused());
  pauses(fortinbras, captain, false);
  EXPECT_FALSE(box_.state().get(key::Seat{captain})->paused());
}

TEST_F(Register, TheHostPausesWhatThereIsAndIsNotSoYet) {
  const auto house = Principal::house();
  EXPECT_EQ(check_pause_listening(box_.state(), house, CompanyId{5}, SeatId{}, true)->code, v1::NOT_FOUND);
  EXPECT_EQ(check_pause_listening(box_.state(), house, england, captain, true)->code, v1::NOT_FOUND);
  EXPECT_EQ(check_pause_listening(box_.state(), house, fortinbras, captain, false)->code, v1::NOTHING_CHANGED);
  EXPECT_FALSE(check_pause_listening(box_.state(), house, fortinbras, captain, true));
  const auto chair = testing::principal(box_.state(), polonius);
  EXPECT_EQ(check_pause_listening(box_.state(), chair, fortinbras, captain, true)->code, v1::FORBIDDEN);
  EXPECT_EQ(check_settle_alarm(box_.state(), chair, 1)->code, v1::FORBIDDEN);
}

TEST_F(Register, AnAlarmIsNumberedAndSettledOnce) {
  EXPECT_EQ(check_settle_alarm(box_.state(), Principal::house(), 1)->code, v1::NOT_FOUND);
  alarm(captain, v1::ALARM_SCRAPING);
  alarm(captain, v1::ALARM_READS_SPENT);
  EXPECT_EQ(box_.state().get(key::Alarm{2})->kind(), v1::ALARM_READS_SPENT);
  log::Event settled;
  settled.mutable_alarm_settled()->set_number(1);
  EXPECT_FALSE(check_settle_alarm(box_.state(), Principal::house(), 1));
  box_.happens(settled);
  EXPECT_EQ(check_settle_alarm(box_.state(), Principal::house(), 1)->code, v1::NOTHING_CHANGED);
  EXPECT_EQ(box_.state().get(key::Alarm{2})->settled_at_ms(), 0);
}

// By its number alone: what it is about the host reads. A log from before the desk was told has the streams it had.
TEST_F(Register, TheDeskHearsOfAnAlarmThatIsRaisedAndSettled) {
  const auto news = [&](std::uint64_t offset) {
    const auto entry = box_.state().get(key::StreamEntry{StreamId::of_desk(), offset});
    return entry ? entry->staff().alarm() : 0;
  };
  const auto before = stream_head(box_.state(), StreamId::of_desk());
  alarm(captain, v1::ALARM_SCRAPING, false);
  EXPECT_EQ(stream_head(box_.state(), StreamId::of_desk()), before);
  alarm(captain, v1::ALARM_READS_SPENT);
  EXPECT_EQ(news(before + 1), 2u);
  log::Event settled;
  settled.mutable_alarm_settled()->set_number(1);
  settled.mutable_alarm_settled()->set_tells_desk(true);
  box_.happens(settled);
  EXPECT_EQ(news(before + 2), 1u);
  EXPECT_EQ(stream_head(box_.state(), StreamId::of_desk()), before + 2);
}

TEST_F(Register, AnAlarmIsKnownForItsSeatItsKindAndItsDay) {
  alarm(captain, v1::ALARM_SCRAPING);
  const auto at_ms = box_.now_ms;
  EXPECT_TRUE(was_raised_today(box_.state(), captain, v1::ALARM_SCRAPING, at_ms));
  EXPECT_FALSE(was_raised_today(box_.state(), captain, v1::ALARM_SEAT_SHARED, at_ms));
  EXPECT_FALSE(was_raised_today(box_.state(), SeatId{9}, v1::ALARM_SCRAPING, at_ms));
  EXPECT_FALSE(was_raised_today(box_.state(), captain, v1::ALARM_SCRAPING, at_ms + ms_of_day));
}

}  // namespace
}  // namespace plenum
