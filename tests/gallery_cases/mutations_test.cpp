// Calls that were changed at random: each is answered with something of this seat's own or refused, none touches
// anything, and nothing that was never theirs comes out.
#include <cstdio>

#include "server/gallery/reads.h"
#include "server/gateway/codec.h"
#include "tests/gallery_cases/heckler.h"
#include "tests/gallery_door/room.h"

namespace plenum::test {
namespace {

using testing::Random;

std::string changed(std::string bytes, Random& random) {
  for (auto n = 1 + random.below(4); n > 0; --n) {
    const auto at = static_cast<std::ptrdiff_t>(random.below(bytes.size() + 1));
    switch (random.below(4)) {
      case 0:
        bytes.insert(bytes.begin() + at, static_cast<char>(random.next()));
        break;
      case 1:
        if (at < static_cast<std::ptrdiff_t>(bytes.size())) bytes.erase(bytes.begin() + at);
        break;
      case 2:
        bytes.insert(static_cast<std::size_t>(at), bytes.substr(random.below(bytes.size() + 1), random.below(20)));
        break;
      default:
        if (at < static_cast<std::ptrdiff_t>(bytes.size()))
          bytes[static_cast<std::size_t>(at)] ^= static_cast<char>(1 << random.below(8));
    }
  }
  return bytes;
}

TEST(Mutations, of_calls_are_answered_or_refused_and_change_nothing) {
  Room room;
  const auto hamlet = room.member("hamletqzjxqv", "philosophy", "Denmark");
  const auto being = room.topic("On being");
  const auto closed = room.topic("Closedqzjxqv");
  room.charter(being, {v1::EMBARGO_NONE});
  room.charter(closed, {v1::EMBARGO_NONE});
  const auto norway = room.company("Norway & Sons");
  const auto england = room.company("Englandqzjxqv");
  room.licence(norway, {being});
  room.licence(england, {closed});
  for (int i = 0; i < 3; ++i) {
    const auto thread = room.thread(hamlet, being, "Asked", "Of hamletqzjxqv.");
    room.thread(hamlet, closed, "Titleqzjxqv", "Wordsqzjxqv.");
    room.post(hamlet, thread, "And again.");
  }
  const auto token = room.token(room.seat(norway));
  Observing seat(room, token);
  const auto topic = seat.topic();
  const auto feed = seat.call("ReadFeed", {{"topic", topic}});
  const Json thread = feed["updates"][0]["post"]["thread"];
  const std::vector<std::pair<std::string, Json>> calls = {
      {"ListTopics", Json::object()},
      {"ListThreads", {{"topic", topic}, {"after", thread}, {"limit", 2}}},
      {"ReadThread", {{"topic", topic}, {"thread", thread}, {"after", feed["updates"][0]["post"]["id"]}}},
      {"ReadFeed", {{"topic", topic}, {"since", feed["position"]}, {"limit", 7}}},
  };
  const auto view = room.store->view();
  const auto observer = find_observer(view, token, room.clock.now_ms());
  ASSERT_TRUE(observer);
  const auto voice = room.voices.of(norway);
  const auto before = room.digest();
  Random random(testing::seed_of("mutations", 7));
  const auto count = testing::count_from("PLENUM_MUTATIONS", 20'000);
  std::size_t answered = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    const auto& [method, wish] = random.pick(calls);
    const auto coding = random.one_in(2) ? Coding::json : Coding::proto;
    auto body = wish.dump();
    if (coding == Coding::proto) {
      auto message = observer_request(method);
      ASSERT_FALSE(decode(Coding::json, body, *message));
      body = message->SerializeAsString();
    }
    auto request = observer_request(random.one_in(10) ? random.pick(calls).first : method);
    if (decode(coding, changed(body, random), *request)) continue;
    const auto method_of = [&](const google::protobuf::Message& m) {
      for (const auto& [name, ignored] : calls)
        if (observer_request(name)->GetDescriptor() == m.GetDescriptor()) return name;
      return std::string();
    };
    Shown shown;
    const ObserverReads reads{view, *observer, *voice, view.tail().epoch, shown, room.search.get()};
    const auto answer = answer_observer(reads, method_of(*request), *request);
    if (!answer) continue;
    ++answered;
    const auto bytes = encode(Coding::json, *answer);
    ASSERT_EQ(bytes.find("qzjxqv"), std::string::npos) << bytes;
  }
  EXPECT_EQ(room.digest(), before);
  EXPECT_GT(answered, count / 100);
  std::printf("%llu changed calls, %zu of them answered\n", static_cast<unsigned long long>(count), answered);
}

// Anything at all, said at the door and on the line.
TEST(Mutations, of_all_that_a_seat_can_say_are_answered_or_refused) {
  Heckled gallery;
  for (const auto& said : gallery.examples()) EXPECT_EQ(gallery.fault_of(said), "") << said;
  EXPECT_GT(gallery.answered(), 30u) << "most of what is well-formed is answered";
  Random random(testing::seed_of("heckles", 11));
  const auto count = testing::count_from("PLENUM_HECKLES", 3'000);
  auto examples = gallery.examples();
  for (std::uint64_t i = 0; i < count; ++i) {
    auto said = random.pick(examples);
    said = said.substr(0, 2) + changed(said.substr(2), random);
    if (random.one_in(10)) said[0] = static_cast<char>(random.below(28));
    if (random.one_in(10)) said[1] = static_cast<char>(random.below(8));
    ASSERT_EQ(gallery.fault_of(said), "")
        << "said as " << Json(said.substr(2)).dump(-1, ' ', true, Json::error_handler_t::replace);
  }
  std::printf("%llu things said, %zu of them answered\n", static_cast<unsigned long long>(count), gallery.answered());
}

}  // namespace
}  // namespace plenum::test
