#include "tests/rights/stage.h"

#include "storage/machine/check_report.h"
#include "tests/rights/request.h"

namespace plenum::test {

namespace {

bool is_one_of(const std::string& state, std::initializer_list<const char*> states) {
  return std::find(states.begin(), states.end(), state) != states.end();
}

Scene absent() {
  Scene s;
  s.state = "absent";
  s.topic = s.thread = s.post = s.note = s.member = s.sanction = absent_id;
  return s;
}

}  // namespace

bool sees_thread(const Actor& actor, const Scene& scene) {
  return !scene.is_absent() && can_see(actor.principal(), scene.thread_record);
}

bool sees_post(const Actor& actor, const Scene& scene) {
  return !scene.is_absent() && can_see(actor.principal(), scene.post_record);
}

bool sees_words(const Actor& actor, const Scene& scene) {
  return !scene.is_absent() && can_see_words(actor.principal(), scene.post_record);
}

// absent: of what there is not. held, rejected: a post in a thread that stands, or the thread with its first post.
// moved: to Norway. merged: another thread has its posts. archived: the thread; shut: its topic.
const std::vector<std::string>& Stage::states() {
  static const std::vector<std::string> all = {"absent", "standing", "locked",      "closed",          "archived",
                                               "shut",   "slow",     "hidden",      "deleted",         "removed",
                                               "held",   "rejected", "held_thread", "rejected_thread", "moved",
                                               "merged", "noted",    "reported",    "claimed",         "resolved"};
  return all;
}

Stage::Stage(House house, Ground ground, Secrets& secrets)
    : house_(std::move(house)), ground_(std::move(ground)), secrets_(secrets) {}

Stage::~Stage() {
  while (!scenes_.empty()) spoil(scenes_.begin()->first);
}

const Scene& Stage::scene(const std::string& state) {
  const auto found = scenes_.find(state);
  if (found != scenes_.end()) return found->second;
  return scenes_[state] = set(state);
}

const std::string& Stage::harbour() {
  if (harbour_.empty()) {
    const auto reply =
        member("ophelia", "OpenThread", {{"topicId", ground_.denmark}, {"title", "A harbour"}, {"source", "Ships."}});
    harbour_ = reply.value("threadId", "");
  }
  return harbour_;
}

void Stage::spoil(const std::string& state) {
  const auto found = scenes_.find(state);
  if (found == scenes_.end()) return;
  for (const auto& words : found->second.words) secrets_.let_go(words);
  scenes_.erase(found);
}

Json Stage::chair(const std::string& method, Json request, const std::string& who) {
  const auto takes_reason = find_method(method).input_type()->FindFieldByName("reason") != nullptr;
  if (takes_reason) request["reason"] = "For the scene.";
  return house_.chair(who, method, std::move(request));
}

Scene Stage::open(const std::string& state, const std::string& topic, const std::string& more_words) {
  Scene s;
  s.state = state;
  s.topic = topic;
  const auto title = Secrets::fresh_words();
  s.words = {title, Secrets::fresh_words()};
  const auto reply =
      member("iago", "OpenThread", {{"topicId", topic}, {"title", title}, {"source", s.words[1] + more_words}});
  s.thread = reply.value("threadId", "0");
  s.post = reply.value("postId", "0");
  s.note = absent_id;
  s.thread_record.set_topic(topic_id(topic).value);
  s.thread_record.set_opened_by(std::stoull(house_.ids.at("iago")));
  s.post_record.set_topic(topic_id(topic).value);
  s.post_record.set_author(std::stoull(house_.ids.at("iago")));
  return s;
}

std::string Stage::add_post(const Scene& scene, const std::string& source) {
  return member("iago", "WritePost", {{"threadId", scene.thread}, {"source", source}}).value("postId", "0");
}

void Stage::add_reply(const Scene& scene, const std::string& quote) {
  member("iago", "WritePost",
         {{"threadId", scene.thread}, {"source", "It goes on."}, {"replyTo", scene.post}, {"quote", quote}});
}

Scene Stage::set(const std::string& state) {
  if (state == "absent") return absent();
  const bool whole = is_one_of(state, {"held_thread", "rejected_thread"});
  if (state == "shut") house_.shut(ground_.wittenberg, false);
  auto s = open(state, state == "shut" ? ground_.wittenberg : ground_.denmark,
                whole ? std::string(" ") + held_word : std::string());
  // Words of before an edit are as secret as those of now, and so are those that another post quotes.
  if (is_one_of(state, {"hidden", "deleted", "removed"})) rewrite(s);
  if (!whole) add_reply(s, s.words.back());
  if (state == "shut") house_.shut(ground_.wittenberg, true);
  set_alone(s);
  cover(s);
  hold(s);
  carry(s);
  report(s);
  keep_secrets(s);
  return s;
}

void Stage::rewrite(Scene& s) {
  s.words.push_back(Secrets::fresh_words());
  member("iago", "EditPost", {{"postId", s.post}, {"source", s.words.back()}});
}

void Stage::set_alone(Scene& s) {
  if (s.state == "locked") chair("LockThread", {{"threadId", s.thread}, {"locked", true}});
  if (s.state == "closed") chair("CloseThread", {{"threadId", s.thread}, {"resolution", "RESOLUTION_SOLVED"}});
  if (s.state == "archived") chair("ArchiveThread", {{"threadId", s.thread}, {"archived", true}});
  if (s.state == "slow") chair("SetSlowMode", {{"threadId", s.thread}, {"seconds", 3600}});
  if (s.state == "noted") {
    s.words.push_back(Secrets::fresh_words());
    s.note = chair("WriteNote", {{"threadId", s.thread}, {"source", s.words.back()}}).value("noteId", "0");
  }
}

void Stage::cover(Scene& s) {
  if (s.state == "hidden") {
    chair("HidePost", {{"postId", s.post}, {"hidden", true}});
    s.post_record.set_hidden(true);
  }
  if (s.state == "deleted") member("iago", "DeletePost", {{"postId", s.post}});
  if (s.state == "removed") chair("RemovePost", {{"postId", s.post}});
  if (is_one_of(s.state, {"deleted", "removed"})) s.post_record.set_deleted(true);
}

void Stage::hold(Scene& s) {
  const bool whole = is_one_of(s.state, {"held_thread", "rejected_thread"});
  if (!whole && !is_one_of(s.state, {"held", "rejected"})) return;
  if (!whole) {
    s.words.push_back(Secrets::fresh_words());
    s.post = add_post(s, s.words.back() + " " + held_word + " [@ophelia](member:" + house_.ids.at("ophelia") + ")");
  }
  if (is_one_of(s.state, {"rejected", "rejected_thread"})) {
    chair("DecideHeldPost", {{"postId", s.post}, {"approved", false}});
    s.post_record.set_rejected(true);
  }
  s.thread_record.set_held(whole);
  s.post_record.set_held(v1::HOLD_WORD_RULE);
}

void Stage::carry(Scene& s) {
  if (s.state == "moved") {
    chair("MoveThread", {{"threadId", s.thread}, {"topicId", ground_.norway}});
    s.topic = ground_.norway;
    s.thread_record.set_topic(topic_id(s.topic).value);
    s.post_record.set_topic(topic_id(s.topic).value);
  }
  if (s.state != "merged") return;
  const auto into = open("", ground_.denmark);
  chair("MergeThreads", {{"fromThreadId", s.thread}, {"intoThreadId", into.thread}});
}

void Stage::report(Scene& s) {
  if (!is_one_of(s.state, {"reported", "claimed", "resolved"})) return;
  s.words.push_back(Secrets::fresh_words());
  member("ophelia", "ReportPost", {{"postId", s.post}, {"kind", "REPORT_OTHER"}, {"reason", s.words.back()}});
  if (s.state != "reported") chair("ClaimReport", {{"postId", s.post}}, "polonius");
  if (s.state == "resolved") chair("ResolveReport", {{"postId", s.post}, {"outcome", "REPORT_DISAGREED"}}, "polonius");
}

void Stage::keep_secrets(Scene& s) {
  const auto post = s.post_record;
  const auto thread = s.thread_record;
  const auto words_of_post = [post](const Actor& a) { return can_see_words(a.principal(), post); };
  const auto title = [thread](const Actor& a) { return can_see(a.principal(), thread); };
  const auto staff = [post](const Actor& a) {
    return can_do(a.principal(), Action::read_staff, TopicId{post.topic()});
  };
  const auto reports = [post](const Actor& a) { return a.handle == "ophelia" || can_see_reports(a.principal(), post); };
  // What is covered was read before; what waits never was.
  const bool from_the_first = !post.hidden() && !post.deleted();
  const auto keep = [&](std::size_t i, const char* what, const Secrets::MayRead& may_read) {
    secrets_.keep(s.words[i], std::string(what) + " that is " + s.state, may_read, from_the_first);
  };
  if (thread.held()) keep(0, "the title of a thread", title);
  if (is_covered(post)) {
    const bool in_open_thread = s.words.size() == 3 && post.held() != v1::HOLD_CAUSE_UNSPECIFIED;
    if (!in_open_thread) keep(1, "words of a post", words_of_post);  // else those of the post before it
    if (s.words.size() == 3) keep(2, "words of a post", words_of_post);
  }
  if (s.state == "noted") keep(2, "a note on a thread", staff);
  if (is_one_of(s.state, {"reported", "claimed", "resolved"})) keep(2, "the reason of a report", reports);
}

}  // namespace plenum::test
