// The gallery's live line: what is released is heard, in order, once; what is over is closed at once.
#include "proto/wire.pb.h"
#include "tests/gallery_door/room.h"
#include "tests/support/net/server_under_test.h"

namespace plenum::test {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;

class GalleryLineTest : public ::testing::Test {
protected:
  void SetUp() override {
    hamlet_ = room_.member("hamlet");
    being_ = room_.topic("On being");
    room_.charter(being_, {v1::EMBARGO_NONE, v1::EMBARGO_1_H});
    norway_ = room_.company("Norway & Sons");
    licence_ = room_.licence(norway_, {being_});
    thread_ = room_.thread(hamlet_, being_, "T", "first");
  }

  Observing seat() { return {room_, room_.token(room_.seat(norway_))}; }
  static Json subscribe(Listener& line, Observing& seat, const std::string& since = {}) {
    Json wish = {{"topic", seat.topic()}};
    if (!since.empty()) wish["since"] = {{"token", since}};
    return line.call("subscribe", wish);
  }

  Room room_;
  MemberId hamlet_;
  TopicId being_;
  ThreadId thread_;
  CompanyId norway_;
  LicenceId licence_;
};

TEST_F(GalleryLineTest, an_observer_hears_what_is_released) {
  auto here = seat();
  Listener line(here);
  EXPECT_TRUE(subscribe(line, here).contains("position"));
  room_.post(hamlet_, thread_, "Words, words, hamlet.");
  const auto post = line.await_text("Words, words, [name].");
  ASSERT_FALSE(post.is_null());
  EXPECT_EQ(post["state"], "OBSERVED_STANDS");
}

TEST_F(GalleryLineTest, the_hello_says_what_is_licensed) {
  auto here = seat();
  Listener line(here, false);
  const auto welcome = line.call("hello", Json::object());
  EXPECT_EQ(welcome["company"], "Norway & Sons");
  EXPECT_EQ(welcome["topics"][0]["id"], here.topic());
}

TEST_F(GalleryLineTest, whoever_comes_back_misses_nothing_and_hears_nothing_twice) {
  auto here = seat();
  std::string position;
  {
    Listener line(here);
    subscribe(line, here);
    room_.post(hamlet_, thread_, "0");
    ASSERT_FALSE(line.await_text("0").is_null());
    position = line.position();
  }
  for (int i = 1; i < 300; ++i) room_.post(hamlet_, thread_, std::to_string(i));
  Listener back(here);
  EXPECT_EQ(subscribe(back, here, position)["recovered"], true);
  for (int i = 300; i < 320; ++i) room_.post(hamlet_, thread_, std::to_string(i));
  for (int i = 1; i < 320; ++i) {
    const auto next = back.await_post([](const Json&) { return true; });
    ASSERT_FALSE(next.is_null()) << "after " << i - 1;
    ASSERT_EQ(next["text"], std::to_string(i));
  }
}

TEST_F(GalleryLineTest, an_embargo_may_end_late_and_never_early) {
  const auto england = room_.company("England");
  room_.licence(england, {being_}, v1::EMBARGO_1_H);
  Observing late(room_, room_.token(room_.seat(england)));
  Listener line(late);
  subscribe(line, late);
  const auto edited = room_.post(hamlet_, thread_, "a slip");
  const auto withdrawn = room_.post(hamlet_, thread_, "a secret");
  room_.forward(hour_ms / 2);
  room_.edit(hamlet_, edited, "as meant");
  room_.withdraw(withdrawn);
  room_.post(hamlet_, thread_, "later");
  room_.forward(2 * hour_ms);
  EXPECT_FALSE(line.await_text("as meant").is_null());
  EXPECT_FALSE(line.await_text("later").is_null());
  EXPECT_EQ(line.heard.find("a slip"), std::string::npos);
  EXPECT_EQ(line.heard.find("a secret"), std::string::npos);
}

TEST_F(GalleryLineTest, what_is_taken_back_is_told_without_its_words) {
  auto here = seat();
  Listener line(here);
  subscribe(line, here);
  const auto post = room_.post(hamlet_, thread_, "alas");
  const auto heard = line.await_text("alas");
  ASSERT_FALSE(heard.is_null());
  room_.withdraw(post);
  const auto gone = line.await_post([](const Json& p) { return p["state"] == "OBSERVED_WITHDRAWN"; });
  ASSERT_FALSE(gone.is_null());
  EXPECT_EQ(gone["id"], heard["id"]);
  EXPECT_FALSE(gone.contains("text") || gone.contains("pseudonym")) << gone;
  EXPECT_GT(gone["version"], heard["version"]);
}

TEST_F(GalleryLineTest, a_licence_that_ends_closes_the_socket) {
  auto here = seat();
  Listener line(here);
  subscribe(line, here);
  room_.end_licence(licence_);
  EXPECT_EQ(line.await_close(), v1::CLOSE_RIGHTS_CHANGED);
  EXPECT_NE(line.heard.find("goingAway"), std::string::npos);
}

TEST_F(GalleryLineTest, a_seat_that_is_taken_away_loses_its_socket_and_no_other_does) {
  const auto one = room_.seat(norway_);
  Observing gone(room_, room_.token(one));
  auto here = seat();
  Listener leaving(gone);
  Listener staying(here);
  subscribe(staying, here);
  room_.end_seat(one);
  EXPECT_EQ(leaving.await_close(), v1::CLOSE_RIGHTS_CHANGED);
  room_.post(hamlet_, thread_, "still here");
  EXPECT_FALSE(staying.await_text("still here").is_null());
}

TEST_F(GalleryLineTest, a_licence_that_is_added_disturbs_nobody) {
  auto here = seat();
  Listener line(here);
  subscribe(line, here);
  const auto flowers = room_.topic("On flowers");
  room_.charter(flowers, {v1::EMBARGO_NONE});
  room_.licence(norway_, {flowers});
  room_.post(hamlet_, thread_, "still here");
  EXPECT_FALSE(line.await_text("still here").is_null());
}

// Without an event: the log stands still, only the clock goes on.
TEST_F(GalleryLineTest, by_the_clock_alone_a_licence_ends_on_open_sockets_within_a_second) {
  const auto england = room_.company("England");
  room_.licence(england, {being_}, v1::EMBARGO_NONE, room_.clock.now_ms() + hour_ms);
  Observing there(room_, room_.token(room_.seat(england)));
  Listener line(there);
  subscribe(line, there);
  room_.store->halt("for this test");
  room_.clock.forward(hour_ms);
  room_.live->tick();  // twice a second
  EXPECT_EQ(line.await_close(), v1::CLOSE_RIGHTS_CHANGED);
}

TEST_F(GalleryLineTest, a_session_that_runs_out_is_closed_by_the_clock_too) {
  Observing here(room_, room_.token(room_.seat(norway_), room_.clock.now_ms() + hour_ms));
  Listener line(here);
  room_.store->halt("for this test");
  room_.clock.forward(hour_ms);
  room_.live->tick();
  EXPECT_EQ(line.await_close(), v1::CLOSE_RIGHTS_CHANGED);
}

TEST_F(GalleryLineTest, every_other_wish_is_refused_with_the_same_words_and_changes_nothing) {
  auto here = seat();
  const auto topic = here.topic();
  Listener line(here);
  const auto before = room_.digest();
  const auto said = [&](const std::string& name, const Json& request) { return line.call(name, request).dump(); };
  const auto first = said("subscribe", {{"topic", "AAAAAAAAAAAAAAAAAAAAAA=="}});
  EXPECT_NE(first.find("not_found"), std::string::npos) << first;
  EXPECT_EQ(said("writePost", {{"commandId", "AAECAwQFBgcICQoLDA0ODw=="}, {"threadId", "1"}, {"source", "x"}}), first);
  EXPECT_EQ(said("addReaction", {{"commandId", "AAECAwQFBgcICQoLDA0ODw=="}, {"postId", "1"}, {"emoji", "x"}}), first);
  EXPECT_EQ(said("typing", {{"threadId", "1"}}), first);
  EXPECT_EQ(said("looking", {{"threadId", "1"}}), first);
  EXPECT_EQ(said("moveCursor", {{"threadId", "1"}}), first);
  EXPECT_EQ(said("reportPost", {{"postId", "1"}}), first);
  EXPECT_EQ(said("changeProfile", {{"specialty", "x"}}), first);
  EXPECT_EQ(said("subscribe", {{"topicId", std::to_string(being_.value)}}), first);
  EXPECT_EQ(said("subscribe", {{"desk", true}}), first);
  EXPECT_EQ(said("subscribe", {{"topic", topic}, {"since", {{"token", "AAAA"}}}}), first);
  EXPECT_EQ(said("hello", Json::object()), first) << "a second one";
  EXPECT_EQ(room_.digest(), before);
}

TEST_F(GalleryLineTest, before_the_hello_nothing_is_taken) {
  auto here = seat();
  Listener line(here, false);
  EXPECT_TRUE(subscribe(line, here).contains("refused"));
}

TEST_F(GalleryLineTest, who_goes_on_asking_for_what_there_is_not_is_sent_away) {
  auto here = seat();
  Listener line(here);
  for (int i = 0; i < 30; ++i) line.socket().send_text("{\"request\":7,\"writePost\":{}}");
  EXPECT_EQ(line.await_close(), v1::CLOSE_PROTOCOL);
}

TEST_F(GalleryLineTest, binary_lines_hear_the_same) {
  auto here = seat();
  RawWebSocket socket(room_.port());
  ASSERT_TRUE(socket.open("/v1/gallery",
                          "Sec-WebSocket-Protocol: plenum.v1.proto\r\nAuthorization: Bearer " + here.token() + "\r\n"))
      << socket.fault;
  const auto next = [&] {
    v1::GalleryFrame frame;
    const auto got = socket.receive();
    EXPECT_TRUE(got && frame.ParseFromString(got->payload));
    return frame;
  };
  v1::ObserverFrame hello;
  hello.set_request(1);
  hello.mutable_hello();
  socket.send({.opcode = op_binary, .payload = hello.SerializeAsString()});
  const auto topic = next().reply().hello().topics(0).id();
  v1::ObserverFrame wish;
  wish.set_request(2);
  wish.mutable_subscribe()->set_topic(topic);
  socket.send({.opcode = op_binary, .payload = wish.SerializeAsString()});
  EXPECT_TRUE(next().reply().has_subscribe());
  room_.post(hamlet_, thread_, "words");
  EXPECT_EQ(next().updates().updates(0).post().text(), "words");
}

// Whatever the number of seats: made once for each company and encoding that listens.
TEST_F(GalleryLineTest, what_is_released_is_encoded_once_for_each_company) {
  const auto england = room_.company("England");
  room_.licence(england, {being_});
  const auto stream = StreamId::of_gallery(being_, v1::EMBARGO_NONE);
  Audience audience;
  for (int i = 0; i < 100; ++i) audience.add({norway_, stream}, Interest::Encoding::binary);
  for (int i = 0; i < 50; ++i) audience.add({england, stream}, Interest::Encoding::text);
  std::vector<GalleryDelivery> made;
  {
    GalleryPublisher publisher(
        *room_.store, audience, room_.voices, [&] { return room_.clock.now_ms(); },
        [&](const GalleryDeliveries& all) { made.insert(made.end(), all->begin(), all->end()); });
    Committed batch{room_.store->tail(), {}};
    room_.store->view().scan(key::StreamEntry{stream, 1}, key::StreamEntry{stream, 100},
                             [&](const key::Any& at, std::string_view bytes) {
                               log::StreamEntryRecord entry;
                               entry.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
                               batch.added.push_back({stream, std::get<key::StreamEntry>(at).offset, entry});
                               return true;
                             });
    ASSERT_EQ(batch.added.size(), 1u);
    publisher.committed(batch);
    publisher.stop();
  }
  ASSERT_EQ(made.size(), 2u);
  for (const auto& delivery : made) {
    EXPECT_EQ(delivery.binary != nullptr, delivery.to.company == norway_);
    EXPECT_EQ(delivery.text != nullptr, delivery.to.company == england);
  }
}

TEST_F(GalleryLineTest, when_the_server_goes_each_line_is_told_why_and_then_closed) {
  auto here = seat();
  std::vector<std::unique_ptr<Listener>> lines;
  for (int i = 0; i < 3; ++i) lines.push_back(std::make_unique<Listener>(here));
  room_.listener->close_all(v1::CLOSE_GOING_AWAY, "It ends.", std::chrono::minutes(1));
  for (auto& line : lines) {
    EXPECT_EQ(line->await_close(), v1::CLOSE_GOING_AWAY);
    EXPECT_NE(line->heard.find("The server restarts. Come back in a moment."), std::string::npos) << line->heard;
  }
}

}  // namespace
}  // namespace plenum::test
