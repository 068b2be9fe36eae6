#include <gtest/gtest.h>

#include "storage/machine/apply.h"
#include "tests/machine/elsinore.h"

// Time is an event: deadlines fire in the log, in the order of (due, kind, id), and only when they are due.
namespace plenum {
namespace {

using namespace cast;
using testing::Elsinore;

std::size_t deadlines(Elsinore& e) {
  return e.rows(key::Deadline{INT64_MIN, 0, ""}, key::Deadline{INT64_MAX, 255, ""});
}

/// A state that tells in which order things were taken from it.
class Watched final : public State {
public:
  explicit Watched(Pending& below) : below_(below) {}
  bool read(const key::Any& k, google::protobuf::MessageLite& r) const override { return below_.read(k, r); }
  void scan(const key::Any& a, const key::Any& b, const Visit& v) const override { below_.scan(a, b, v); }
  void scan_back(const key::Any& a, const key::Any& b, const Visit& v) const override { below_.scan_back(a, b, v); }
  void put(const key::Any& k, const google::protobuf::MessageLite& r) override { below_.put(k, r); }
  google::protobuf::MessageLite* change(const key::Any& k) override { return below_.change(k); }
  void erase(const key::Any& k) override {
    if (const auto* session = std::get_if<key::Session>(&k)) ended.push_back(session->hash);
    if (const auto* secret = std::get_if<key::InvitationSecret>(&k)) ended.push_back(secret->hash);
    if (const auto* reset = std::get_if<key::Reset>(&k)) ended.push_back(reset->hash);
    below_.erase(k);
  }
  std::string hash(std::string_view bytes) const override { return below_.hash(bytes); }
  std::vector<std::string> ended;

private:
  Pending& below_;
};

std::vector<std::string> fired_at(Elsinore& e, std::int64_t time_ms) {
  Watched state(e.state());
  log::Event event;
  event.set_time_ms(time_ms);
  event.mutable_clock_advanced();
  EXPECT_EQ(apply({1'000, event, log::LoggedEvent()}, state), Applied::done);
  return state.ended;
}

TEST(Clock, DeadlinesFireInTheOrderOfDueKindAndIdAndOnlyWhenDue) {
  Elsinore e;
  const auto t = e.now_ms;
  e.reset(ophelia, "reset", t + 10);
  e.invitation(InvitationId{50}, "invitation", 3, t + 10);
  e.session(hamlet, "session b", t + 10);
  e.session(hamlet, "session a", t + 10);
  e.session(hamlet, "session first", t + 5);
  e.session(hamlet, "session late", t + 11);
  e.session(hamlet, "session for ever", 0);
  using Hashes = std::vector<std::string>;
  EXPECT_EQ(fired_at(e, t + 4), Hashes{});
  EXPECT_EQ(fired_at(e, t + 10), (Hashes{"session first", "session a", "session b", "invitation", "reset"}));
  EXPECT_EQ(fired_at(e, t + 10), Hashes{}) << "once";
  EXPECT_EQ(fired_at(e, t + 11), Hashes{"session late"});
  EXPECT_EQ(fired_at(e, t + 1'000'000), Hashes{});
  EXPECT_TRUE(e.state().get(key::Session{"session for ever"}));
  EXPECT_EQ(deadlines(e), 0u);
}

TEST(Clock, NoOtherEventFiresWhatIsDue) {
  Elsinore e;
  e.session(hamlet, "session", e.now_ms + 1);
  e.now_ms += 100;
  e.writes(hamlet, p2, being);
  EXPECT_TRUE(e.state().get(key::Session{"session"}));
  e.advances();
  EXPECT_FALSE(e.state().get(key::Session{"session"}));
}

TEST(Clock, AnOldDateFiresTooAndBeforeAllOthers) {
  Elsinore e;
  const auto t = e.now_ms;
  e.session(hamlet, "new", t);
  e.session(hamlet, "before 1970", -1);
  EXPECT_EQ(fired_at(e, t), (std::vector<std::string>{"before 1970", "new"}));
}

TEST(Clock, ASessionThatCameDueTellsItsMember) {
  Elsinore e;
  e.session(hamlet, "session", e.now_ms + 1);
  e.now_ms += 1;
  e.advances();
  const auto own = StreamId::of_member(hamlet);
  log::StreamEntryRecord told;
  ASSERT_TRUE(e.state().read(key::StreamEntry{own, 1}, told));
  EXPECT_TRUE(told.session_ended());
  EXPECT_FALSE(e.state().get(key::MemberSession{hamlet, "session"}));
}

TEST(Clock, EveryEventMovesTheCommunitysTime) {
  Elsinore e;
  e.now_ms += 5;
  e.advances();
  EXPECT_EQ(e.community().time_ms(), e.now_ms);
  e.now_ms += 5;
  e.writes(hamlet, p2, being);
  EXPECT_EQ(e.community().time_ms(), e.now_ms);
}

TEST(Clock, ALogInWhichTimeGoesBackIsImpossible) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      {
        Elsinore e;
        e.now_ms -= 1;
        e.advances();
      },
      "the log's time went back");
}

TEST(Clock, ALevelIsRaisedAndAnUnknownKindIsNotSkipped) {
  Elsinore e;
  EXPECT_EQ(e.community().feature_level(), 1u);
  e.raises_level(2);
  EXPECT_EQ(e.community().feature_level(), 2u);
  log::Event newer;
  newer.GetReflection()->MutableUnknownFields(&newer)->AddLengthDelimited(199, "");
  log::Event known;
  ASSERT_TRUE(known.ParseFromString(newer.SerializeAsString()));
  const auto before = e.state().entries().size();
  EXPECT_EQ(apply({1'000, known, log::LoggedEvent()}, e.state()), Applied::unknown_kind);
  EXPECT_EQ(e.state().entries().size(), before);
}

TEST(Clock, ACommandIsRememberedWithItsOutcomeAndItsCheck) {
  Elsinore e;
  e.next_is_a_command(hamlet);
  e.writes(hamlet, p2, being);
  std::size_t found = 0;
  e.state().scan(key::Command{hamlet, ""}, key::Command{ophelia, ""}, [&](const key::Any& key, std::string_view bytes) {
    log::CommandRecord record;
    EXPECT_TRUE(record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
    EXPECT_EQ(std::get<key::Command>(key).command_id.size(), 16u);
    EXPECT_EQ(record.outcome().id(), 9u);
    EXPECT_EQ(record.salt().size(), 16u);
    EXPECT_EQ(record.check().size(), 16u);
    return ++found > 0;
  });
  EXPECT_EQ(found, 1u);
}

}  // namespace
}  // namespace plenum
