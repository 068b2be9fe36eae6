// What a seat does in a minute, an hour and a day, on a clock of the test's own.
#include <gtest/gtest.h>

#include "server/gallery/seat_gauge.h"
#include "storage/rocks/pending.h"

namespace plenum::test {
namespace {

constexpr std::int64_t a_minute_ms = 60'000;
constexpr std::int64_t an_hour_ms = 60 * a_minute_ms;
constexpr std::int64_t morning_ms = 1'600'000'000'000 - 1'600'000'000'000 % an_hour_ms;

class Gauge : public ::testing::Test {
protected:
  std::optional<Alert> opens(const std::string& thread, std::uint32_t entries, std::int64_t at_ms) {
    return gauge_.hurry(entries, thread, limits_, at_ms);
  }

  const UseLimits limits_;
  SeatGauge gauge_{CompanyId{1}, SeatId{2}};
};

TEST_F(Gauge, a_person_who_clicks_through_threads_for_an_hour_is_let_be) {
  std::int64_t at_ms = morning_ms;
  for (int i = 0; i < 360; ++i, at_ms += 10'000)
    ASSERT_FALSE(opens("thread " + std::to_string(i), 50, at_ms)) << i << " threads, one every ten seconds";
}

TEST_F(Gauge, whoever_opens_a_thread_of_fifty_every_two_seconds_for_a_minute_is_let_be) {
  for (int i = 0; i < 30; ++i) ASSERT_FALSE(opens("thread " + std::to_string(i), 50, morning_ms + i * 2'000));
}

TEST_F(Gauge, more_entries_in_a_minute_than_anybody_reads_are_an_alarm) {
  EXPECT_FALSE(opens("", 3'000, morning_ms));
  const auto alert = opens("", 1, morning_ms);
  ASSERT_TRUE(alert);
  EXPECT_EQ(alert->kind, v1::ALARM_SCRAPING);
  EXPECT_EQ(alert->measured, 3'001u);
  EXPECT_EQ(alert->allowed, 3'000u);
  EXPECT_FALSE(opens("", 1, morning_ms + a_minute_ms)) << "another minute";
}

TEST_F(Gauge, paging_slowly_through_all_threads_is_one_too) {
  std::optional<Alert> alert;
  int threads = 0;
  for (; !alert && threads < 2'000; ++threads)
    alert = opens("thread " + std::to_string(threads), 5, morning_ms + threads * 5'000);
  ASSERT_TRUE(alert);
  EXPECT_EQ(threads, 601);
  EXPECT_EQ(alert->kind, v1::ALARM_SCRAPING);
}

TEST_F(Gauge, one_long_thread_read_to_its_end_is_one_thread) {
  for (int i = 0; i < 700; ++i) ASSERT_FALSE(opens("one", 50, morning_ms + i * 5'000));
}

TEST_F(Gauge, threads_of_the_last_hour_are_forgotten) {
  for (int i = 0; i < 600; ++i) ASSERT_FALSE(opens("thread " + std::to_string(i), 5, morning_ms + i * 5'000));
  EXPECT_FALSE(opens("another", 5, morning_ms + an_hour_ms));
}

TEST_F(Gauge, many_places_with_one_line_are_somebody_who_travels) {
  for (std::uint64_t place = 1; place <= 20; ++place)
    EXPECT_FALSE(gauge_.seen_at(place, place == 1, limits_, morning_ms));
}

TEST_F(Gauge, many_places_with_lines_from_two_are_more_than_one_person) {
  EXPECT_FALSE(gauge_.seen_at(1, true, limits_, morning_ms));
  EXPECT_FALSE(gauge_.seen_at(2, true, limits_, morning_ms));
  EXPECT_FALSE(gauge_.seen_at(3, false, limits_, morning_ms));
  EXPECT_FALSE(gauge_.seen_at(4, false, limits_, morning_ms));
  const auto alert = gauge_.seen_at(5, false, limits_, morning_ms);
  ASSERT_TRUE(alert);
  EXPECT_EQ(alert->kind, v1::ALARM_SEAT_SHARED);
  gauge_.left(2);
  EXPECT_FALSE(gauge_.seen_at(5, false, limits_, morning_ms)) << "one line has gone";
}

TEST_F(Gauge, places_of_two_hours_ago_are_forgotten) {
  EXPECT_FALSE(gauge_.seen_at(1, true, limits_, morning_ms));
  EXPECT_FALSE(gauge_.seen_at(2, true, limits_, morning_ms));
  for (std::uint64_t place = 3; place <= 4; ++place) EXPECT_FALSE(gauge_.seen_at(place, false, limits_, morning_ms));
  EXPECT_FALSE(gauge_.seen_at(5, false, limits_, morning_ms + 2 * an_hour_ms));
}

TEST_F(Gauge, nobody_knows_where_is_no_place) {
  EXPECT_FALSE(gauge_.seen_at(0, true, limits_, morning_ms));
  EXPECT_TRUE(gauge_.begin_telling().empty());
}

TEST_F(Gauge, what_could_not_be_told_is_told_again) {
  const Pending nothing(nullptr);
  gauge_.count_read(30, morning_ms);
  gauge_.seen_at(7, false, limits_, morning_ms);
  gauge_.end_telling(gauge_.begin_telling(), false, nothing, morning_ms);
  EXPECT_EQ(gauge_.read_today(morning_ms), 30u);
  const auto again = gauge_.begin_telling();
  EXPECT_EQ(again.read, 30u);
  EXPECT_EQ(again.places.size(), 1u);
}

TEST_F(Gauge, counts_what_is_not_told_yet_and_begins_again_with_the_day) {
  gauge_.count_read(30, morning_ms);
  EXPECT_EQ(gauge_.read_today(morning_ms), 30u);
  const auto untold = gauge_.begin_telling();
  EXPECT_EQ(untold.read, 30u);
  gauge_.count_read(4, morning_ms);
  EXPECT_EQ(gauge_.read_today(morning_ms), 34u) << "while it is being told";
  EXPECT_TRUE(gauge_.begin_telling().empty()) << "one at a time";
  EXPECT_TRUE(gauge_.is_first_today(v1::ALARM_READS_SPENT, morning_ms));
  EXPECT_FALSE(gauge_.is_first_today(v1::ALARM_READS_SPENT, morning_ms));
  EXPECT_TRUE(gauge_.is_first_today(v1::ALARM_READS_SPENT, morning_ms + 24 * an_hour_ms));
}

}  // namespace
}  // namespace plenum::test
