// Streams: who may follow which, and what is told on them while everything happens that the chair can do. Afterwards
// the same is read again from the log, by whoever comes back.
#include <set>

#include "tests/rights/frames.h"
#include "tests/rights/rights.h"

namespace plenum::test {
namespace {

/// What one may ask to follow.
struct Stream {
  std::string name;
  Json wish;
  std::string wanted;  // the refusal; empty: it is followed
};

class Streams : public Rights {
protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Rights::SetUp());
    make_grounds(1);
    ground_ = grounds_[0];
    for (const auto& topic : {ground_.denmark, ground_.norway}) {
      const auto opened = member("hamlet", "OpenThread", {{"topicId", topic}, {"title", "Last"}, {"source", "Words."}});
      last_threads_[topic] = opened["threadId"];
    }
  }

  static std::string denial(const Actor& actor, Action action) {
    const bool by_standing = is_kept_by_standing(actor.principal(), action);
    return by_standing ? "MEMBER_MUTED" : "FORBIDDEN";  // the others have no line
  }

  std::vector<Stream> streams_of(const Actor& actor) const {
    const auto who = actor.principal();
    const auto staff = [&](const std::string& topic) {
      return can_do(who, Action::read_staff, topic_id(topic)) ? std::string() : denial(actor, Action::read_staff);
    };
    const bool somewhere = can_do(who, Action::read_staff) ||
                           (!who.moderates.empty() && can_do(who, Action::read_staff, who.moderates.front()));
    const auto& [denmark, norway, wittenberg] = ground_;
    return {
        {"community", {{"community", true}}, ""},
        {"personal", {{"personal", true}}, ""},
        {"topic " + denmark, {{"topicId", denmark}}, ""},
        {"topic " + norway, {{"topicId", norway}}, ""},
        {"topic absent", {{"topicId", absent_id}}, "NOT_FOUND"},
        {"staff " + denmark, {{"staffTopicId", denmark}}, staff(denmark)},
        {"staff " + norway, {{"staffTopicId", norway}}, staff(norway)},
        {"staff absent", {{"staffTopicId", absent_id}}, somewhere ? "NOT_FOUND" : denial(actor, Action::read_staff)},
        {"desk", {{"desk", true}}, can_do(who, Action::see_people) ? "" : denial(actor, Action::see_people)}};
  }

  struct Listener {
    const Actor* actor;
    bool binary;
    std::unique_ptr<Frames> line;
    std::vector<std::string> follows;
    std::map<std::string, std::string> positions;
    std::string name() const { return binary ? "live binary" : "live JSON"; }
  };

  /// Asks for every stream; what was refused must be as the table says.
  Listener listen(const Actor& actor, bool binary, const std::map<std::string, std::string>& since = {}) {
    Listener listener{&actor, binary, std::make_unique<Frames>(seat(actor.handle), binary), {}, {}};
    EXPECT_TRUE(listener.line->ask("hello", Json::object()).contains("you"));
    for (const auto& stream : streams_of(actor)) {
      auto wish = stream.wish;
      if (const auto from = since.find(stream.name); from != since.end()) wish["since"] = {{"token", from->second}};
      const auto answer = listener.line->ask("subscribe", wish);
      const auto got = answer.contains("fault") ? "no answer" : answer.value("refused", "");
      judge_.count(listener.name(), got == stream.wanted ? ""
                                                         : actor.who() + " follows " + stream.name + ": answered " +
                                                               got + ", expected " + stream.wanted);
      if (!got.empty()) continue;
      listener.follows.push_back(stream.name);
      listener.positions[stream.name] = answer["position"]["token"];
    }
    return listener;
  }

  std::vector<const Actor*> those_with_a_line() const {
    std::vector<const Actor*> found;
    for (const auto& actor : cast_) {
      if (can_do(actor.principal(), Action::read_community)) found.push_back(&actor);
    }
    return found;
  }

  /// One thing on each stream behind which nothing more comes.
  void end_the_play() {
    for (const auto& [topic, thread] : last_threads_) {
      member("hamlet", "WritePost", {{"threadId", thread}, {"source", "The rest is silence."}});
      chair("hamlet", "WriteNote", {{"threadId", thread}, {"source", "Noted."}});
    }
    last_rule_ = chair("hamlet", "SetWordRule", {{"rule", {{"pattern", "silence"}, {"action", "WORD_TAG"}}}})["ruleId"];
    last_topic_ = server_.open_topic("The end");
    for (const auto* actor : those_with_a_line())
      if (can_do(actor->principal(), Action::watch))
        member(actor->handle, "WatchThread", {{"threadId", last_threads_[ground_.denmark]}, {"watch", "FOLLOWED"}});
  }

  bool is_the_end(const Heard& heard) const {
    const auto& u = heard.update;
    if (heard.stream == "community") return u.contains("topic") && u["topic"]["id"] == last_topic_;
    if (heard.stream == "personal") return u.contains("watch");
    if (heard.stream == "desk") return u.contains("staff") && u["staff"].value("wordRuleId", "") == last_rule_;
    const auto topic = heard.stream.substr(heard.stream.find(' ') + 1);
    const auto last = last_threads_.find(topic);
    if (last == last_threads_.end()) return false;
    if (heard.stream.starts_with("staff"))
      return u.contains("staff") && u["staff"].value("noteThreadId", "") == last->second;
    return u.contains("post") && u["post"].value("source", "") == "The rest is silence.";
  }

  void hear_all(Listener& listener) {
    for (const auto& stream : listener.follows) {
      const bool came =
          listener.line->await([&](const Heard& heard) { return heard.stream == stream && is_the_end(heard); });
      judge_.count(listener.name(), came ? "" : listener.actor->who() + ": the end of " + stream + " did not come");
    }
  }

  // The kinds that each stream may tell, and nothing else.
  static const std::set<std::string>& kinds_of(const std::string& stream) {
    static const std::map<std::string, std::set<std::string>> kinds = {
        {"topic", {"thread", "post", "reaction", "threadLeft", "threadArrived", "postGone"}},
        {"staff", {"staff"}},
        {"desk", {"staff"}},
        {"community", {"topic", "member"}},
        {"personal", {"post", "watch", "cursor", "mentioned", "rightsChanged", "sanction", "reportAnswered"}}};
    return kinds.at(stream.substr(0, stream.find(' ')));
  }

  std::string fault_of(const Listener& listener, const Heard& heard) const {
    const auto& follows = listener.follows;
    if (std::find(follows.begin(), follows.end(), heard.stream) == follows.end()) return "not a stream one follows";
    const auto& kinds = kinds_of(heard.stream);
    for (const auto& [kind, what] : heard.update.items()) {
      if (!kinds.contains(kind)) return kind + " on " + heard.stream;
    }
    const bool own = heard.stream == "personal";
    if (own && heard.update.contains("post") && heard.update["post"]["author"]["id"] != ids_.at(listener.actor->handle))
      return "another's post on one's own stream";
    if (own && heard.update.contains("mentioned")) return "mentioned where nobody else may look";
    return {};
  }

  template <class Told>
  void judge(const Listener& listener, Told told) {
    for (const auto& heard : listener.line->heard()) {
      auto fault = fault_of(listener, heard);
      if (const auto secret = told(heard.update.dump()); fault.empty() && !secret.empty()) fault = "it holds " + secret;
      if (!fault.empty()) fault = listener.actor->who() + ": " + fault + "\n" + heard.update.dump().substr(0, 300);
      judge_.count(listener.name(), fault);
    }
  }

  static bool hears(const Listener& listener, const std::string& stream, const std::string& words) {
    for (const auto& heard : listener.line->heard()) {
      if (heard.stream == stream && heard.update.dump().find(words) != std::string::npos) return true;
    }
    return false;
  }

  // What whoever follows a stream must have heard on it, and nobody else may.
  void judge_news(const Listener& listener, Stage& stage) {
    const auto& topic = ground_.denmark;
    const std::pair<std::string, std::string> news[] = {
        {"topic " + topic, stage.scene("standing").words[1]},
        {"topic " + topic, "threadLeft"},
        {"topic " + ground_.norway, "threadArrived"},
        {"staff " + topic, "heldPostId\":\"" + stage.scene("held").post},
        {"staff " + topic, "heldPostId\":\"" + stage.scene("rejected_thread").post},
        {"staff " + topic, "noteThreadId\":\"" + stage.scene("noted").thread},
        {"staff " + topic, "reportPostId\":\"" + stage.scene("claimed").post},
        {"desk", "heldPostId\":\"" + stage.scene("held").post},
        {"desk", "reportPostId\":\"" + stage.scene("reported").post}};
    for (const auto& [stream, words] : news) {
      const bool follows =
          std::find(listener.follows.begin(), listener.follows.end(), stream) != listener.follows.end();
      const bool is_right = hears(listener, stream, words) == follows;
      judge_.count(listener.name(), is_right ? "" : listener.actor->who() + ": " + words + " on " + stream);
    }
    const bool answered = listener.actor->handle == "ophelia";
    judge_.count(listener.name(), hears(listener, "personal", "reportAnswered") == answered
                                      ? ""
                                      : listener.actor->who() + ": reportAnswered");
  }

  Ground ground_;
  std::map<std::string, std::string> last_threads_;
  std::string last_rule_;
  std::string last_topic_;
};

TEST_F(Streams, TellEverybodyWhatIsTheirsWhateverHappens) {
  std::vector<Listener> listeners;
  for (const auto* actor : those_with_a_line()) {
    for (const bool binary : {false, true}) listeners.push_back(listen(*actor, binary));
  }
  auto own = doors();
  Stage stage(house(own), ground_, secrets_);
  for (const auto& state : Stage::states()) stage.scene(state);
  end_the_play();
  for (auto& listener : listeners) {
    hear_all(listener);
    const auto& actor = *listener.actor;
    judge(listener, [&](const std::string& update) { return secrets_.ever_told(actor, update); });
    judge_news(listener, stage);
  }
  // Whoever comes back reads how it stands now: nothing of what was covered meanwhile.
  const auto mark = secrets_.mark();
  for (const auto& before : listeners) {
    auto back = listen(*before.actor, before.binary, before.positions);
    hear_all(back);
    judge(back, [&](const std::string& update) { return secrets_.told(*before.actor, update, mark); });
    judge_news(back, stage);
  }
  finish();
}

}  // namespace
}  // namespace plenum::test
