#include "tests/rights/expected.h"

#include <sstream>

namespace plenum::test {

namespace {

std::string name_of(v1::RefusalCode code) {
  return v1::RefusalCode_Name(code);
}

// What keeps somebody from what the table does not allow.
std::string denied(const Actor& actor, Action action) {
  if (!is_kept_by_standing(actor.principal(), action)) return name_of(v1::FORBIDDEN);
  if (actor.standing == v1::STANDING_MUTED) return name_of(v1::MEMBER_MUTED);
  return name_of(actor.standing == v1::STANDING_SUSPENDED ? v1::MEMBER_SUSPENDED : v1::MEMBER_BANNED);
}

bool may_somewhere(const Principal& who, Action action) {
  if (can_do(who, action)) return true;
  for (const auto topic : who.moderates) {
    if (can_do(who, action, topic)) return true;
  }
  return false;
}

TopicId topic_of(const Needs& needs, const Scene& scene) {
  if (needs.noun == Noun::topic || needs.noun == Noun::request) return topic_id(scene.topic);
  const bool by_post = needs.noun == Noun::post || needs.noun == Noun::own_post || needs.noun == Noun::words;
  return TopicId{by_post ? scene.post_record.topic() : scene.thread_record.topic()};
}

// The first of two that a request names is what the right is asked by.
bool sees_first(const Actor& actor, const Needs& needs, const Scene& scene) {
  return needs.noun == Noun::thread_and_post ? sees_thread(actor, scene) : sees(actor, needs, scene);
}

bool may(const Actor& actor, const Needs& needs, const Scene& scene) {
  const auto action = action_of(needs.action);
  if (needs.asked == Asked::everywhere) return can_do(actor.principal(), action);
  if (needs.asked == Asked::anywhere) return may_somewhere(actor.principal(), action);
  if (!sees_first(actor, needs, scene)) return may_somewhere(actor.principal(), action);
  return can_do(actor.principal(), action, topic_of(needs, scene));
}

// Before it is published, whoever handles it; then everybody who reads along.
bool sees_request(const Actor& actor, const Scene& scene) {
  if (scene.is_absent()) return false;
  const bool is_published = scene.state == "published" || scene.state == "answered";
  if (is_published && can_do(actor.principal(), Action::read_community)) return true;
  return can_do(actor.principal(), Action::handle_reports, topic_id(scene.topic));
}

struct Asks {
  const Actor& actor;
  const Needs& needs;
  const Scene& scene;
  const Ground& ground;
};

bool is_true(const Asks& a, const std::string& word) {
  const auto who = a.actor.principal();
  const bool is_author = a.scene.post_record.author() == a.actor.id.value;
  if (word == "author") return is_author;
  if (word == "others") return !is_author;
  if (word == "claimer") return a.actor.handle == "polonius";
  if (word == "not_claimer") return a.actor.handle != "polonius";
  if (word == "reporter") return a.actor.handle == "ophelia";
  if (word == "-person") return !can_act_on_person(who, MemberId{std::stoull(a.scene.member)}, a.scene.member_role);
  const auto at = word.find('@');
  const auto action = action_of(word.substr(1, at == std::string::npos ? at : at - 1));
  if (at == std::string::npos) return !can_do(who, action, topic_of(a.needs, a.scene));
  const auto& there = word.substr(at + 1) == "norway" ? a.ground.norway : a.ground.denmark;
  return !can_do(who, action, topic_id(there));
}

bool fits(const Exception& row, const Asks& a) {
  if (!is_listed(row.methods, a.needs.method)) return false;
  if (std::string(row.states) != "*" && !is_listed(row.states, a.scene.state)) return false;
  std::istringstream words(row.whom);
  for (std::string word; words >> word;) {
    if (!is_true(a, word)) return false;
  }
  return true;
}

std::string first_that_fits(std::span<const Exception> rows, const Asks& asks) {
  for (const auto& row : rows) {
    if (!fits(row, asks)) continue;
    return row.code == v1::FORBIDDEN ? denied(asks.actor, action_of(asks.needs.action)) : name_of(row.code);
  }
  return {};
}

}  // namespace

Action action_of(const std::string& name) {
  for (const auto& row : policy_table()) {
    if (name == row.name) return row.action;
  }
  ADD_FAILURE() << name << " is no action of the policy table";
  return Action::operate;
}

bool sees(const Actor& actor, const Needs& needs, const Scene& scene) {
  switch (needs.noun) {
    case Noun::nothing:
      return true;
    case Noun::topic:
    case Noun::member:
      return !scene.is_absent();
    case Noun::thread:
    case Noun::hint:
      return sees_thread(actor, scene);
    case Noun::post:
      return sees_post(actor, scene);
    case Noun::own_post:
      return sees_post(actor, scene) || (!scene.is_absent() && scene.post_record.author() == actor.id.value);
    case Noun::words:
      return sees_words(actor, scene);
    case Noun::thread_and_post:
      return sees_thread(actor, scene) && sees_post(actor, scene);
    case Noun::request:
      return sees_request(actor, scene);
    case Noun::kept:
      return !scene.is_absent() && can_do(actor.principal(), Action::manage_gallery);
  }
  return false;
}

Scene as_if_absent(const Actor& actor, const Scene& scene) {
  auto twin = scene;
  if (!sees_thread(actor, scene)) twin.thread = absent_id;
  for (auto* id : {&twin.post, &twin.request, &twin.company, &twin.licence, &twin.seat, &twin.alarm}) *id = absent_id;
  return twin;
}

std::string expected(const Actor& actor, const Needs& needs, const Scene& scene, const Ground& ground) {
  const auto who = actor.principal();
  if (actor.role == v1::ROLE_UNSPECIFIED) return name_of(v1::UNAUTHENTICATED);
  const auto action = action_of(needs.action);
  const bool of_oneself = action == Action::see_own_sanctions || action == Action::withdraw_own_post;
  if (!of_oneself && !can_do(who, Action::read_community)) return denied(actor, Action::read_community);
  const Asks asks{actor, needs, scene, ground};
  if (const auto code = first_that_fits(exceptions_before(), asks); !code.empty()) return code;
  if (!may(actor, needs, scene)) return denied(actor, action);
  const bool first_is_there = needs.noun == Noun::hint || sees_first(actor, needs, scene);
  if (!first_is_there) return name_of(v1::NOT_FOUND);
  const bool is_there = needs.noun == Noun::hint || sees(actor, needs, scene);
  if (!is_there) return name_of(v1::NOT_FOUND);
  return first_that_fits(exceptions(), asks);
}

}  // namespace plenum::test
