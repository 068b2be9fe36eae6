#include "tests/rights/stage.h"

namespace plenum::test {

namespace {

constexpr std::uint64_t author_id = 7;  // what the policy compares; the server has its own ids
constexpr std::uint64_t other_id = 8;

std::string fresh_words() {
  static int count = 0;
  return "canary" + std::to_string(++count) + "yranac";
}

/// Sets one scene after another; every call of it must succeed.
class Stage {
public:
  Stage(const std::function<Seat(const std::string&)>& seat, const std::string& topic) : seat_(seat), topic_(topic) {}

  Scene scene(const std::string& state, const std::string& more_words = {}) {
    Scene s{state, topic_, {}, {}, fresh_words(), {}, false};
    s.record.set_author(author_id);
    const auto reply =
        member("OpenThread", {{"topicId", topic_}, {"title", "A title"}, {"source", s.words + more_words}});
    s.thread = reply.value("threadId", "");
    s.post = reply.value("postId", "");
    return s;
  }

  Json member(const std::string& method, Json request) { return done("iago", "MemberService", method, request); }
  Json chair(const std::string& method, Json request) {
    request["reason"] = "For the scene.";
    return done("polonius", "ModeratorService", method, request);
  }

private:
  Json done(const std::string& who, const std::string& service, const std::string& method, Json request) {
    request["commandId"] = command_id();
    auto reply = seat_(who).call_service(service, method, request);
    EXPECT_FALSE(reply.contains("refused") || reply.contains("fault")) << method << ": " << reply;
    return reply;
  }
  const std::function<Seat(const std::string&)>& seat_;
  const std::string topic_;
};

Scene absent(const std::string& topic) {
  return {"absent", topic, "123456789", "123456789", {}, {}, true};
}

}  // namespace

Principal Actor::principal() const {
  if (role == v1::ROLE_UNSPECIFIED) return {};
  return {MemberId{is_author ? author_id : other_id}, role, 1};
}

const std::vector<Actor>& actors() {
  static const std::vector<Actor> all = {{"", v1::ROLE_UNSPECIFIED},
                                         {"ophelia", v1::MEMBER},
                                         {"iago", v1::MEMBER, true},
                                         {"polonius", v1::MODERATOR},
                                         {"hamlet", v1::ADMIN}};
  return all;
}

std::vector<Scene> set_scenes(const std::function<Seat(const std::string&)>& seat, const std::string& topic) {
  Stage stage(seat, topic);
  std::vector<Scene> scenes = {absent(topic), stage.scene("standing")};

  auto deleted = stage.scene("locked, deleted by its author");
  stage.member("DeletePost", {{"postId", deleted.post}});
  stage.chair("LockThread", {{"threadId", deleted.thread}, {"locked", true}});
  deleted.record.set_deleted(true);
  scenes.push_back(deleted);

  auto removed = stage.scene("closed, removed by the chair");
  stage.chair("RemovePost", {{"postId", removed.post}});
  stage.chair("CloseThread", {{"threadId", removed.thread}, {"resolution", "RESOLUTION_SOLVED"}});
  removed.record.set_deleted(true);
  removed.record.set_deleted_by(other_id);
  scenes.push_back(removed);

  auto hidden = stage.scene("archived, hidden by the chair");
  stage.chair("HidePost", {{"postId", hidden.post}, {"hidden", true}});
  stage.chair("ArchiveThread", {{"threadId", hidden.thread}, {"archived", true}});
  hidden.record.set_hidden(true);
  scenes.push_back(hidden);

  auto held = stage.scene("held thread", std::string(" ") + held_word);
  held.record.set_held(v1::HOLD_WORD_RULE);
  held.is_hidden_from_members = true;
  scenes.push_back(held);

  auto waiting = stage.scene("open, with a post that is held");
  waiting.words = fresh_words();
  const auto reply =
      stage.member("WritePost", {{"threadId", waiting.thread}, {"source", waiting.words + " " + held_word}});
  waiting.post = reply.value("postId", "");
  waiting.record.set_held(v1::HOLD_WORD_RULE);
  scenes.push_back(waiting);
  return scenes;
}

}  // namespace plenum::test
