#include "tests/rights/rights.h"

namespace plenum::test {

Doors::Doors(const std::vector<Actor>& cast, const SeatOf& seat_of) {
  for (const auto& actor : cast) {
    auto& doors = of_[actor.handle];
    for (const bool binary : {false, true}) doors.push_back(http_door(seat_of(actor.handle), binary));
    if (!can_do(actor.principal(), Action::read_community)) continue;
    for (const bool binary : {false, true}) doors.push_back(live_door(seat_of(actor.handle), binary));
  }
}

std::vector<Door*> Doors::to(const Needs& needs, const Actor& actor) {
  const bool live = find_method(method_of(needs.method)).service()->name() == "MemberService";
  std::vector<Door*> doors;
  for (auto& door : of_.at(actor.handle)) {
    if (live || doors.size() < 2) doors.push_back(door.get());
  }
  return doors;
}

Json Doors::done(const std::string& who, const std::string& method, Json request) {
  const auto& called = find_method(method);
  if (called.input_type()->FindFieldByName("command_id") != nullptr) request["commandId"] = command_id();
  auto reply = of_.at(who)[0]->call(called, request);
  EXPECT_FALSE(reply.contains("refused") || reply.contains("fault")) << who << ' ' << method << ": " << reply;
  return reply;
}

void Rights::SetUp() {
  ASSERT_NO_FATAL_FAILURE(Theatre::SetUp());
  chair("polonius", "SetWordRule", {{"rule", {{"pattern", held_word}, {"action", "WORD_HOLD"}}}});
}

Doors Rights::doors() {
  return Doors(cast_, [this](const std::string& handle) { return seat(handle); });
}

Stage::House Rights::house(Doors& doors) {
  const auto done = [&doors](const std::string& who, const std::string& method, Json request) {
    return doors.done(who, method, std::move(request));
  };
  return {done, done, [this](const std::string& topic, bool is_shut) { shut(topic, is_shut); }, ids_};
}

void Rights::finish() {
  judge_.report();
  EXPECT_EQ(judge_.wrong(), 0);
}

}  // namespace plenum::test
