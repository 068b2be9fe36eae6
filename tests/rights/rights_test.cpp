// The rights matrix: every method of the services, each way to reach it, each kind of caller, each state of what it
// names. What may be done is the policy table's to say; what may not be seen must be answered as what does not exist;
// and no answer may hold words that its reader may not see.
#include <set>

#include <google/protobuf/descriptor.h>

#include "proto/moderator.pb.h"
#include "storage/machine/policy.h"
#include "tests/rights/stage.h"
#include "tests/rights/table.h"

namespace plenum::test {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;

std::string snake_of(const std::string& method) {
  std::string field;
  for (const char c : method) {
    if (c >= 'A' && c <= 'Z' && !field.empty()) field.push_back('_');
    field.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  }
  return field;
}

bool names(const MethodDescriptor& method, const char* field) {
  return method.input_type()->FindFieldByName(field) != nullptr;
}

bool names_a_scene(const MethodDescriptor& method) {
  return names(method, "thread_id") || names(method, "post_id") || names(method, "from_thread_id") ||
         names(method, "post_ids");
}

bool only_reads(const std::string& method) {
  for (const auto* verb : {"List", "Get", "Read", "Find", "Who", "Export", "Preview", "Try"}) {
    if (method.starts_with(verb)) return true;
  }
  return false;
}

// A request that is well formed, about the scene. Fields nobody names keep what is usual.
Json request_of(const MethodDescriptor& method, const Scene& scene, const std::string& member) {
  Json request = Json::object();
  const auto set = [&](const char* field, const char* json, Json value) {
    if (names(method, field)) request[json] = std::move(value);
  };
  set("command_id", "commandId", command_id());
  set("thread_id", "threadId", scene.thread);
  set("from_thread_id", "fromThreadId", scene.thread);
  set("into_thread_id", "intoThreadId", scene.thread);
  set("post_id", "postId", scene.post);
  set("topic_id", "topicId", scene.topic);
  set("member_id", "memberId", member);
  set("title", "title", "Another title");
  set("source", "source", "Other words.");
  set("words", "words", "Words.");
  set("reason", "reason", "For the test.");
  set("emoji", "emoji", "👍");
  if (names(method, "post_ids")) request["postIds"] = Json::array({scene.post});
  if (method.name() == "SetSlowMode") request.erase("topicId");
  if (method.name() == "WatchThread") request["watch"] = "FOLLOWED";
  if (method.name() == "ReportPost") request["kind"] = "REPORT_OTHER";
  if (method.name() == "SetWordRule" || method.name() == "TryWordRule")
    request["rule"] = {{"pattern", "nothingofthekind"}, {"action", "WORD_TAG"}};
  if (method.name() == "ImposeSanction") request["kind"] = "SANCTION_MUTE";
  return request;
}

bool is_about_rights(const std::string& code) {
  for (const auto* word : {"UNAUTHENTICATED", "FORBIDDEN", "MEMBER_MUTED", "MEMBER_SUSPENDED", "MEMBER_BANNED"}) {
    if (code == word) return true;
  }
  return false;
}

bool may(const Actor& actor, const Needs& needs) {
  if (actor.role == v1::ROLE_UNSPECIFIED) return false;
  return needs.least == 'm' || (needs.least == 'c' && actor.role >= v1::MODERATOR) || actor.role == v1::ADMIN;
}

bool may_see_words(const Actor& actor, const Scene& scene) {
  return scene.words.empty() || can_see_words(actor.principal(), scene.record);
}

bool may_see(const Actor& actor, const Scene& scene) {
  if (scene.state == "absent") return false;
  return can_see(actor.principal(), scene.record);
}

class Rights : public Elsinore {
protected:
  void SetUp() override {
    Elsinore::SetUp();
    const auto reply =
        seat("polonius")
            .call_service("ModeratorService", "SetWordRule",
                          {{"commandId", command_id()}, {"rule", {{"pattern", held_word}, {"action", "WORD_HOLD"}}}});
    ASSERT_TRUE(reply.contains("ruleId")) << reply;
    ophelia_ = seat("ophelia").call("WhoAmI", Json::object())["member"]["id"];
  }

  std::vector<Scene> scenes() {
    return set_scenes([this](const std::string& handle) { return seat(handle); }, topic_);
  }

  using Call = std::function<Json(const Actor&, const Json& request)>;

  void check_method(const MethodDescriptor& method, const std::string& surface, const Call& call,
                    const std::vector<Scene>& stage) {
    const auto* needs = needs_of(method.name());
    ASSERT_NE(needs, nullptr) << method.full_name() << " has no row in tests/rights/table.cpp: say what it needs.";
    for (const auto& actor : actors()) {
      Json of_absent;
      for (const auto& scene : stage) {
        if (!names_a_scene(method) && scene.state != "absent") break;
        const auto answer = call(actor, request_of(method, scene, ophelia_));
        if (scene.state == "absent") of_absent = answer;
        if (answer.value("refused", "") == "UNKNOWN_METHOD") {
          unknown_.insert(method.full_name());
          continue;
        }
        ++cells_;
        const auto fault = fault_of(method, *needs, actor, scene, stage, answer, of_absent);
        if (fault.empty()) continue;
        ++wrong_;
        ADD_FAILURE() << surface << " " << method.name() << ", " << (actor.handle.empty() ? "nobody" : actor.handle)
                      << ", " << scene.state << ": " << fault << "\n"
                      << answer.dump().substr(0, 400);
      }
    }
  }

  std::string fault_of(const MethodDescriptor& method, const Needs& needs, const Actor& actor, const Scene& scene,
                       const std::vector<Scene>& stage, const Json& answer, const Json& of_absent) const {
    if (answer.is_null() || answer.contains("fault")) return "no answer";
    const auto code = answer.value("refused", "");
    const auto* wanted = actor.role == v1::ROLE_UNSPECIFIED ? "UNAUTHENTICATED" : "FORBIDDEN";
    // What a read may not tell may be answered as what does not exist.
    const bool denied = code == wanted || (code == "NOT_FOUND" && actor.role != v1::ROLE_UNSPECIFIED);
    if (!may(actor, needs) && !denied) return std::string("allowed, and should be ") + wanted;
    if (may(actor, needs) && is_about_rights(code)) return "refused, and should be allowed";
    const bool is_seen = may_see(actor, scene);
    // Where the thread is seen and the post is not, what names the thread answers of the thread.
    const bool by_post = names(method, "post_id") || names(method, "post_ids");
    if (!is_seen && (scene.is_hidden_from_members || by_post) && answer != of_absent && !names_both(method))
      return "answered otherwise than of what does not exist: " + of_absent.dump().substr(0, 200);
    const auto text = answer.dump();
    for (const auto& other : stage) {
      if (!may_see_words(actor, other) && text.find(other.words) != std::string::npos)
        return "it holds the words of one that is " + other.state;
    }
    return {};
  }

  static bool names_both(const MethodDescriptor& method) {
    return names(method, "thread_id") && names(method, "post_id");
  }

  std::string ophelia_;
  std::set<std::string> unknown_;
  int cells_ = 0;
  int wrong_ = 0;
};

TEST_F(Rights, AreThoseOfTheTableOnEverySurfaceForEverybodyInEveryState) {
  const auto* member = v1::WhoAmIRequest::descriptor()->file()->FindServiceByName("MemberService");
  const auto* moderator = v1::LockThreadRequest::descriptor()->file()->FindServiceByName("ModeratorService");
  std::map<std::string, std::unique_ptr<Line>> lines;
  for (const auto& actor : actors()) {
    if (!actor.handle.empty()) lines[actor.handle] = std::make_unique<Line>(seat(actor.handle));
  }
  auto stage = scenes();
  // First what changes nothing, on one stage; then what changes things, each method on a stage of its own.
  for (const bool reads : {true, false}) {
    for (const auto* service : {member, moderator}) {
      for (int i = 0; i < service->method_count(); ++i) {
        const auto& method = *service->method(i);
        if (only_reads(method.name()) != reads) continue;
        if (!reads && names_a_scene(method)) stage = scenes();
        check_method(
            method, "HTTP",
            [&](const Actor& a, const Json& r) {
              return seat(a.handle).call_service(service->name(), method.name(), r);
            },
            stage);
        if (service != member) continue;
        if (!reads && names_a_scene(method)) stage = scenes();
        check_method(
            method, "live",
            [&](const Actor& a, const Json& r) {
              if (a.handle.empty()) return Json{{"refused", "UNAUTHENTICATED"}};  // such a line was never opened
              return lines[a.handle]->call(snake_of(method.name()), r);
            },
            stage);
      }
    }
  }
  for (const auto& name : unknown_) std::printf("not served yet: %s\n", name.c_str());
  std::printf("%d cells, %d wrong\n", cells_, wrong_);
  EXPECT_EQ(wrong_, 0);
  EXPECT_GE(cells_, 500);
}

TEST(RightsTable, SaysWhatThePolicySays) {
  std::map<std::string, Action> actions;
  for (const auto& row : policy_table()) actions[row.name] = row.action;
  for (const auto& needs : needs_table()) {
    ASSERT_TRUE(actions.contains(needs.action)) << needs.action << " is no action of the policy table";
    for (const auto& actor : actors()) {
      EXPECT_EQ(can_do(actor.principal(), actions[needs.action]), may(actor, needs))
          << needs.method << " by " << (actor.handle.empty() ? "nobody" : actor.handle);
    }
  }
}

}  // namespace
}  // namespace plenum::test
