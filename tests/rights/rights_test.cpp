// The rights matrix: every method of the services, each way to reach it, each kind of caller, each state of what it is
// about. What may be done is the policy table's to say, and where it is refused all the same table.cpp's; what may not
// be seen must be answered as what does not exist; and no answer may hold words that its reader may not see.
#include "tests/rights/rights.h"

#include <chrono>
#include <set>
#include <thread>

#include <google/protobuf/descriptor.h>

#include "proto/admin.pb.h"

namespace plenum::test {
namespace {

constexpr std::size_t stages = 8;  // at once, each on a ground of its own

std::vector<const Needs*> rows_about(std::initializer_list<Noun> nouns) {
  std::vector<const Needs*> rows;
  for (const auto& row : needs_table()) {
    if (std::find(nouns.begin(), nouns.end(), row.noun) != nouns.end()) rows.push_back(&row);
  }
  return rows;
}

class RightsMatrix : public Rights {
protected:
  // ---- What is about a thread or a post.

  void play(Stage& stage, Doors& doors, const Needs& needs) {
    for (const auto& actor : cast_) {
      for (auto* door : doors.to(needs, actor)) {
        for (const auto& state : Stage::states()) ask(stage, doors, needs, actor, *door, state);
      }
    }
    if (!only_reads(needs.method)) spoil_all(stage);
  }

  void spoil_all(Stage& stage) {
    for (const auto& state : Stage::states()) stage.spoil(state);
  }

  void ask(Stage& stage, Doors& doors, const Needs& needs, const Actor& actor, Door& door, const std::string& state) {
    const auto scene = stage.scene(state);
    const Cell cell{actor, door, needs, scene, stage.ground(), stage.harbour()};
    const bool done = !only_reads(needs.method) && expected(actor, needs, scene, stage.ground()).empty();
    const bool changes = done && !leaves_as_it_was(needs);
    if (changes) stage.spoil(state);
    if (done) come_before(cell);
    if (state == "slow") write_before(cell);
    const auto answer = judge_.put(cell);
    if (done) check_effect(cell, answer, doors);
    if (done && needs.method == std::string("PinThread"))  // so many may be pinned in a topic, and no more
      doors.done("hamlet", "PinThread", {{"threadId", scene.thread}, {"reason", "For the next."}});
    if (changes && std::string(needs.method).starts_with("Merge")) stage.spoil_harbour();
  }

  // What one more post, cursor or draft changes nobody else is asked about.
  static bool leaves_as_it_was(const Needs& needs) {
    const auto method = method_of(needs.method);
    return method == "WritePost" || method == "MoveCursor" || method == "SaveDraft";
  }

  // What must have been done by the same caller, so that there is something to take back.
  void come_before(const Cell& cell) {
    if (*cell.needs.after == '\0') return;
    const auto& first = *needs_of(cell.needs.after).front();
    const auto& method = find_method(first.method);
    const auto reply = cell.door.call(method, request_of(method, first, cell.scene, cell.ground, cell.harbour));
    if (reply.contains("refused")) judge_.say(cell, "what comes before it was refused", reply);
  }

  // Slow mode asks for time between two posts of one member: who has just written meets it.
  void write_before(const Cell& cell) {
    if (method_of(cell.needs.method) != "WritePost" || !can_do(cell.actor.principal(), Action::write)) return;
    const Json post = {{"commandId", command_id()}, {"threadId", cell.scene.thread}, {"source", "First."}};
    (void)cell.door.call(find_method("WritePost"), post);
  }

  // What was done was done as this caller's trust says.
  void check_effect(const Cell& cell, const Json& answer, Doors& doors) {
    const auto method = method_of(cell.needs.method);
    const TopicId topic = topic_id(cell.scene.topic);
    const bool at_once = can_do(cell.actor.principal(), Action::write_at_once, topic);
    if ((method == "WritePost" || method == "OpenThread") && answer.value("held", false) == at_once)
      judge_.say(cell, at_once ? "it waits, and should not" : "it stands, and should wait", answer);
    if (method != "ReportPost") return;
    const bool hides = can_do(cell.actor.principal(), Action::hide_by_report, topic);
    const auto row = doors.done("hamlet", "GetReport", {{"postId", cell.scene.post}});
    if (row["report"].value("hiddenByReports", false) != hides)
      judge_.say(cell, hides ? "the report should hide the post" : "the report should hide nothing", row);
  }
};

TEST_F(RightsMatrix, AreThoseOfTheTableOnEverySurfaceForEverybodyInEveryState) {
  make_grounds(stages);
  const auto rows =
      rows_about({Noun::thread, Noun::post, Noun::own_post, Noun::words, Noun::thread_and_post, Noun::hint});
  std::atomic<std::size_t> next{0};
  std::vector<std::thread> workers;
  for (std::size_t i = 0; i < stages; ++i) {
    workers.emplace_back([&, i] {
      auto own = doors();
      Stage stage(house(own), grounds_[i], secrets_);
      for (auto at = next++; at < rows.size(); at = next++) play(stage, own, *rows[at]);
    });
  }
  for (auto& worker : workers) worker.join();
  finish();
  EXPECT_GE(judge_.cells(), 20'000);
}

TEST_F(RightsMatrix, InTopicsAreThoseOfTheTable) {
  make_grounds(1);
  auto own = doors();
  const auto& ground = grounds_[0];
  std::vector<Scene> scenes(4);
  const char* states[] = {"absent", "standing", "other", "shut"};
  const std::string topics[] = {absent_id, ground.denmark, ground.norway, ground.wittenberg};
  for (std::size_t i = 0; i < scenes.size(); ++i) {
    scenes[i].state = states[i];
    scenes[i].topic = topics[i];
  }
  for (const auto* needs : rows_about({Noun::topic})) {
    for (const auto& actor : cast_) {
      for (auto* door : own.to(*needs, actor)) {
        for (const auto& scene : scenes) {
          const Cell cell{actor, *door, *needs, scene, ground, {}};
          const auto answer = judge_.put(cell);
          const bool done = !answer.contains("refused");
          if (done && !only_reads(needs->method)) check_effect(cell, answer, own);
          if (done && needs->method == std::string("SetSlowMode/topic"))
            own.done("hamlet", "SetSlowMode", {{"topicId", scene.topic}, {"reason", "For the next."}});
        }
      }
    }
  }
  finish();
}

// The chair acts on persons: members as they stand, its equals, those above, itself.
TEST_F(RightsMatrix, OverPeopleAreThoseOfTheTable) {
  make_grounds(1);
  auto own = doors();
  std::map<std::string, Scene> persons;
  int guests = 0;
  const auto person = [&](const std::string& state, const Actor& actor) -> Scene {
    if (state == "oneself") {
      Scene s;
      s.state = state;
      s.member = actor.handle.empty() ? absent_id : ids_[actor.handle];
      s.member_role = actor.role;
      return s;
    }
    if (persons.contains(state)) return persons[state];
    Scene s;
    s.state = state;
    s.member_role = state == "moderator" ? v1::MODERATOR : state == "admin" ? v1::ADMIN : v1::MEMBER;
    s.member = absent_id;
    if (state == "absent") return persons[state] = s;
    const auto handle = "guest" + std::to_string(++guests);
    s.member = enter(handle, s.member_role);
    const Json whom = {{"memberId", s.member}, {"reason", "For the scene."}};
    const auto impose = [&](const char* kind) {
      auto wish = whom;
      wish["kind"] = kind;
      s.sanction = own.done("polonius", "ImposeSanction", wish)["sanctionId"];
    };
    if (state == "muted") impose("SANCTION_MUTE");
    if (state == "banned") {
      impose("SANCTION_BAN");
      member(handle, "Appeal", {{"sanctionId", s.sanction}, {"words", "I was provoked."}});
    }
    return persons[state] = s;
  };
  for (const auto* needs : rows_about({Noun::member})) {
    for (const auto& actor : cast_) {
      for (auto* door : own.to(*needs, actor)) {
        for (const auto* state : {"absent", "newcomer", "muted", "banned", "moderator", "admin", "oneself"}) {
          const auto scene = person(state, actor);
          const auto answer = judge_.put({actor, *door, *needs, scene, grounds_[0], {}});
          if (!answer.contains("refused") && !only_reads(needs->method)) persons.erase(state);
        }
      }
    }
  }
  finish();
}

TEST_F(RightsMatrix, ToWhatIsAboutNothingAreThoseOfTheTable) {
  make_grounds(1);
  auto own = doors();
  for (const auto* needs : rows_about({Noun::nothing})) {
    for (const auto& actor : cast_) {
      for (auto* door : own.to(*needs, actor)) {
        Scene scene;
        scene.state = "iago's";
        scene.post_record.set_author(std::stoull(ids_["iago"]));
        if (action_of(needs->action) == Action::see_own_sanctions)  // fresh, for each may be answered once
          scene.sanction = own.done(
              "polonius", "ImposeSanction",
              {{"memberId", ids_["iago"]}, {"kind", "SANCTION_WARNING"}, {"reason", "For the scene."}})["sanctionId"];
        judge_.put({actor, *door, *needs, scene, grounds_[0], {}});
      }
    }
  }
  finish();
}

// Whoever may not read is not let in, and told why; the others are.
TEST_F(RightsMatrix, ToALineAreThoseOfTheTable) {
  const Needs hello{"", "read_community", 'm'};
  for (const auto& actor : cast_) {
    const bool has_stale_token = actor.role == v1::ROLE_UNSPECIFIED && !actor.handle.empty();
    const auto wanted = has_stale_token ? "HTTP 401" : expected(actor, hello, {}, {});
    const std::uint16_t close = wanted.empty() || has_stale_token ? 0 : wanted == "UNAUTHENTICATED" ? 4501 : 4502;
    for (const bool binary : {false, true}) {
      const auto got = greet(seat(actor.handle), binary);
      const bool is_right = got.refused == wanted && got.close_code == close;
      judge_.count(binary ? "live binary" : "live JSON",
                   is_right ? "" : "hello, " + actor.who() + ": " + got.refused + " " + std::to_string(got.close_code));
    }
  }
  finish();
}

// The operator's line is no door for anybody who comes by the others, whatever their role.
TEST_F(RightsMatrix, ToOperateAreNobodysHere) {
  const auto* admin = v1::AddMemberRequest::descriptor()->file()->FindServiceByName("AdminService");
  for (const auto& actor : cast_) {
    for (const bool binary : {false, true}) {
      const auto door = http_door(seat(actor.handle), binary);
      for (int i = 0; i < admin->method_count(); ++i) {
        const auto answer = door->call(*admin->method(i), Json::object());
        judge_.count(door->name(), answer.value("refused", "") == "UNKNOWN_METHOD"
                                       ? ""
                                       : admin->method(i)->name() + " by " + actor.who() + ": " + answer.dump());
      }
    }
  }
  finish();
}

TEST(RightsTable, HasARowForEveryMethod) {
  for (const auto* service : services_of_members()) {
    for (int i = 0; i < service->method_count(); ++i) {
      const auto& method = *service->method(i);
      const auto rows = needs_of(method.name());
      ASSERT_FALSE(rows.empty()) << method.full_name() << " has no row in tests/rights/table.cpp: say what it needs.";
      const bool names_a_thing = method.input_type()->FindFieldByName("thread_id") != nullptr ||
                                 method.input_type()->FindFieldByName("post_id") != nullptr;
      EXPECT_FALSE(names_a_thing && rows.front()->noun == Noun::nothing)
          << method.full_name() << ": its row must say what it is about";
    }
  }
}

// The letters stand for themselves: neither they nor the policy table can change alone.
TEST(RightsTable, SaysWhatThePolicySays) {
  for (const auto& needs : needs_table()) {
    const auto action = action_of(needs.action);
    for (const auto role : {v1::ROLE_UNSPECIFIED, v1::MEMBER, v1::MODERATOR, v1::ADMIN}) {
      const bool may = role != v1::ROLE_UNSPECIFIED &&
                       (needs.least == 'm' || (needs.least == 'c' && role >= v1::MODERATOR) || role == v1::ADMIN);
      EXPECT_EQ(can_do(Principal{MemberId{7}, role, 1}, action), may) << needs.method << " by " << role;
    }
  }
}

TEST(RightsTable, NamesOnlyWhatThereIs) {
  std::set<std::string> methods;
  for (const auto& needs : needs_table()) methods.insert(needs.method);
  for (const auto& row : exceptions()) {
    std::istringstream words(row.methods);
    for (std::string word; words >> word;) EXPECT_TRUE(methods.contains(word)) << word;
  }
}

}  // namespace
}  // namespace plenum::test
