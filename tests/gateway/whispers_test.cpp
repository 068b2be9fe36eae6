// What may be lost costs little however fast it is said: whispers, and how far somebody has read.
#include <gtest/gtest.h>

#include "tests/gateway/seat.h"

namespace plenum::test {
namespace {

class Whispers : public Elsinore {};

TEST_F(Whispers, of_one_who_looks_about_too_fast_tell_where_they_came_to_rest) {
  Line hamlet(seat("hamlet"));
  Line ophelia(seat("ophelia"));
  ophelia.call("subscribe", {{"topicId", topic_}});
  for (int i = 0; i < 2'000; ++i) hamlet.send({{"looking", {{"threadId", i % 2 == 0 ? thread_ : "0"}}}});
  hamlet.send({{"looking", {{"threadId", thread_}}}});
  // The very last wish counts, though it came too fast; all before it are a few pictures.
  const auto here = [](const Json& p) { return p["threads"][0].contains("here"); };
  ASSERT_FALSE(ophelia.await_presence(here).is_null());
  hamlet.call("whoAmI", Json::object());
  for (int i = 0; i < 2'001; ++i) hamlet.send({{"looking", {{"threadId", i % 2 == 0 ? thread_ : "0"}}}});
  hamlet.send({{"looking", {{"threadId", "0"}}}});
  EXPECT_FALSE(ophelia.await_presence([&](const Json& p) { return !here(p); }).is_null()) << "still there";
}

TEST_F(Whispers, of_a_place_read_are_told_to_the_other_devices_once_a_tick) {
  constexpr int posts = 300;
  std::vector<Json> places;
  for (int i = 0; i < posts; ++i) write("hamlet", "Read this.");
  const auto page = seat("ophelia").call("ReadThread", {{"threadId", thread_}, {"fromStart", true}, {"limit", 200}});
  for (const auto& post : page["posts"]) places.push_back(post["place"]);
  ASSERT_EQ(places.size(), 200u);
  Line phone(seat("ophelia"));
  Line desk(seat("ophelia"));
  const auto begun = std::chrono::steady_clock::now();
  for (const auto& place : places)
    desk.send({{"request", desk.next_number()}, {"moveCursor", {{"threadId", thread_}, {"place", place}}}});
  int told = 0;
  for (Json move; move.is_null() || move["cursor"]["place"] != places.back(); ++told) {
    move = phone.await_update([](const Json& u) { return u.contains("cursor"); });
    ASSERT_FALSE(move.is_null()) << "the last place was never told";
  }
  const auto ticks = (std::chrono::steady_clock::now() - begun) / std::chrono::milliseconds(500);
  std::cout << places.size() << " moves told in " << told << "\n";
  EXPECT_LE(told, ticks + 2);
}

}  // namespace
}  // namespace plenum::test
