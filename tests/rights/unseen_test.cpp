// What waits, what is noted and what is reported is in no number, name, excerpt or list of those who may not know: for
// them a thread with it and one without it are the same but for their ids and times.
#include <regex>

#include "tests/rights/rights.h"

namespace plenum::test {
namespace {

class Unseen : public Rights {
protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Rights::SetUp());
    make_grounds(1);
    doors_ = std::make_unique<Doors>(doors());
    stage_ = std::make_unique<Stage>(house(*doors_), grounds_[0], secrets_);
  }

  /// Those who read along in Denmark, and have not the chair there.
  std::vector<const Actor*> audience() const {
    std::vector<const Actor*> found;
    for (const auto& actor : cast_) {
      const auto who = actor.principal();
      const bool is_author = actor.handle == "iago";
      if (can_do(who, Action::read_community) && !can_do(who, Action::read_staff, denmark()) && !is_author)
        found.push_back(&actor);
    }
    return found;
  }
  TopicId denmark() const { return topic_id(grounds_[0].denmark); }

  // Ids, places, times and canaries are each thread's own.
  static void make_alike(Json& json) {
    for (const auto* own : {"id", "place", "cursor", "lastPlace", "threadId", "postId", "openedAtMs", "lastPostAtMs",
                            "writtenAtMs", "editedAtMs"}) {
      if (json.is_object()) json.erase(own);
    }
    for (auto& part : json) {
      if (part.is_structured()) make_alike(part);
      if (part.is_string()) part = std::regex_replace(part.get<std::string>(), std::regex("canary\\d+yranac"), "words");
    }
  }

  Json entry_of(const Json& list, const std::string& thread) {
    for (const auto& entry : list.value("threads", Json::array())) {
      if (entry["thread"]["id"] == thread) return entry;
    }
    return nullptr;
  }

  /// All that members' calls say of one thread, alike where it is alike.
  Json all_of(const Actor& actor, Door& door, const Scene& scene) {
    const auto ask = [&](const char* method, const Json& request) { return door.call(find_method(method), request); };
    Json all = {{"listed", entry_of(ask("ListThreads", {{"topicId", scene.topic}, {"limit", 200}}), scene.thread)},
                {"read", ask("ReadThread", {{"threadId", scene.thread}, {"fromStart", true}})},
                {"unread", ask("ReadThread", {{"threadId", scene.thread}})},
                {"found", ask("FindMembers", {{"threadId", scene.thread}})},
                {"draft", ask("GetDraft", {{"threadId", scene.thread}})}};
    (void)actor;
    make_alike(all);
    return all;
  }

  Json topic_now(Door& door) {
    const auto topics = door.call(find_method("ListTopics"), Json::object());
    for (const auto& entry : topics.value("topics", Json::array())) {
      if (entry["topic"]["id"] == grounds_[0].denmark)
        return {{"threads", entry["topic"].value("threads", 0)},
                {"posts", entry["topic"].value("posts", 0)},
                {"unread", entry.value("unreadThreads", 0)},
                {"last", entry["topic"].value("lastPostAtMs", "0")},
                {"version", entry["topic"].value("version", 0)}};
    }
    return nullptr;
  }

  std::unique_ptr<Doors> doors_;
  std::unique_ptr<Stage> stage_;
  const Needs reading_{"ReadThread", "read_community", 'm'};
};

TEST_F(Unseen, IsInNoNumberExcerptOrListOfThoseWhoMayNotKnow) {
  const auto standing = stage_->scene("standing");
  for (const auto* state : {"held", "rejected", "noted", "reported", "claimed", "resolved"}) {
    const auto scene = stage_->scene(state);
    for (const auto* actor : audience()) {
      for (auto* door : doors_->to(reading_, *actor)) {
        const auto with = all_of(*actor, *door, scene);
        const auto without = all_of(*actor, *door, standing);
        judge_.count(door->name(), with == without ? ""
                                                   : actor->who() + " can tell that a thread is " + state + "\n" +
                                                         Json::diff(without, with).dump().substr(0, 600));
      }
    }
  }
  finish();
}

TEST_F(Unseen, AddsNothingToATopic) {
  for (const auto* state : {"held_thread", "rejected_thread"}) {
    stage_->scene("standing");
    std::map<std::string, Json> before;
    for (const auto* actor : audience()) before[actor->handle] = topic_now(*doors_->to(reading_, *actor).front());
    const auto scene = stage_->scene(state);
    for (const auto* actor : audience()) {
      for (auto* door : doors_->to(reading_, *actor)) {
        const auto after = topic_now(*door);
        judge_.count(door->name(), after == before[actor->handle]
                                       ? ""
                                       : actor->who() + " can tell that there is a thread that is " + state + ": " +
                                             before[actor->handle].dump() + after.dump());
        const auto list = door->call(find_method("ListThreads"), {{"topicId", scene.topic}, {"limit", 200}});
        judge_.count(door->name(),
                     entry_of(list, scene.thread).is_null() ? "" : actor->who() + " finds it in the list");
      }
    }
  }
  finish();
}

// The same as seen by those who may: else the above would hold of a server that loses it.
TEST_F(Unseen, IsThereForTheChairAndItsAuthor) {
  for (const auto& actor : cast_) {
    if (!can_do(actor.principal(), Action::read_staff, denmark())) continue;
    for (const auto* state : {"held", "held_thread"}) {
      const auto scene = stage_->scene(state);
      const auto held = chair(actor.handle, "ListHeldPosts", {{"topicId", scene.topic}}).dump();
      EXPECT_NE(held.find(scene.post), std::string::npos) << actor.who() << ' ' << state;
    }
    for (const auto* state : {"held", "held_thread", "rejected", "hidden", "deleted", "removed"}) {
      const auto scene = stage_->scene(state);
      const auto& words = scene.words.size() == 3 ? scene.words[2] : scene.words[1];
      const auto read = chair(actor.handle, "ReadCoveredPost", {{"postId", scene.post}}).dump();
      EXPECT_NE(read.find(words), std::string::npos) << actor.who() << ' ' << state;
    }
    const auto noted = stage_->scene("noted");
    const auto notes = chair(actor.handle, "ListNotes", {{"threadId", noted.thread}}).dump();
    EXPECT_NE(notes.find(noted.words[2]), std::string::npos) << actor.who();
    const auto reported = stage_->scene("reported");
    const auto queue = chair(actor.handle, "ListReports", {{"limit", 200}}).dump();
    EXPECT_NE(queue.find(reported.words[2]), std::string::npos) << actor.who();
  }
  const auto held = stage_->scene("held");
  const auto own = member("iago", "ReadThread", {{"threadId", held.thread}, {"fromStart", true}});
  EXPECT_EQ(own["held"][0]["id"], held.post);
}

}  // namespace
}  // namespace plenum::test
