#include "tests/rights/request.h"

#include <atomic>

#include "proto/house.pb.h"
#include "proto/listening.pb.h"
#include "proto/moderator.pb.h"

namespace plenum::test {

namespace {

using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

/// Sets those fields that the method has.
class Request {
public:
  explicit Request(const MethodDescriptor& method) : method_(method) {}

  void set(const char* field, Json value) {
    if (const auto* found = method_.input_type()->FindFieldByName(field)) json_[found->json_name()] = std::move(value);
  }
  Json take() { return std::move(json_); }

private:
  const MethodDescriptor& method_;
  Json json_ = Json::object();
};

std::string kind_of(const std::string& variant) {
  if (variant.ends_with("/mute")) return "SANCTION_MUTE";
  if (variant.ends_with("/suspend")) return "SANCTION_SUSPENSION";
  return variant.ends_with("/ban") ? "SANCTION_BAN" : "SANCTION_WARNING";
}

void set_words(Request& r) {
  r.set("command_id", command_id());
  r.set("title", "Another title");
  r.set("source", "Other words.");
  r.set("words", "Words.");
  r.set("text", "A text that somebody found.");
  r.set("reason", "For the test.");
  r.set("emoji", "👍");
  r.set("watch", "FOLLOWED");
  r.set("trust", "TRUST_PILLAR");
  r.set("resolution", "RESOLUTION_SOLVED");
  r.set("outcome", "REPORT_DISAGREED");
  for (const auto* flag : {"locked", "pinned", "archived", "hidden", "approved", "moderates", "accept", "paused"})
    r.set(flag, true);
}

void set_names(Request& r, const Scene& s, const std::string& harbour) {
  r.set("thread_id", s.thread);
  r.set("from_thread_id", s.thread);
  r.set("into_thread_id", harbour);
  r.set("post_id", s.post);
  r.set("post_ids", Json::array({s.post}));
  r.set("note_id", s.note);
  r.set("member_id", s.member.empty() ? absent_id : s.member);
  r.set("sanction_id", s.sanction.empty() ? absent_id : s.sanction);
  r.set("rule_id", absent_id);
}

// Some other value each time: said again, the same changes nothing.
int fresh_number() {
  static std::atomic<int> last{1};
  return ++last;
}

void set_kept(Request& r, const std::string& name, const Scene& s, const Ground& ground) {
  r.set("request_id", s.request);
  r.set("company_id", name == "PauseListening/seat" || s.company.empty() ? "0" : s.company);
  r.set("licence_id", s.licence);
  r.set("seat_id", name == "PauseListening" ? "0" : s.seat);
  r.set("number", s.alarm);
  r.set("offers", name == "Offer");
  if (name == "Offer") r.set("lets_know", "Number " + std::to_string(fresh_number()));
  if (name.starts_with("SetCompany")) r.set("name", "Norway " + std::to_string(fresh_number()));
  if (name == "GiveSeat") r.set("name", "Fortinbras");
  r.set("k", 2 + fresh_number() % 900);
  r.set("classes", Json::array({"EMBARGO_NONE"}));
  Json licence = {{"companyId", s.company},
                  {"level", "LICENCE_PANEL"},
                  {"seats", 1},
                  {"topics", Json::array({{{"topicId", ground.denmark}}})},
                  {"purpose", "To listen."}};
  if (name == "SetLicence/again") licence["id"] = s.licence;
  r.set("licence", std::move(licence));
}

}  // namespace

Json request_of(const MethodDescriptor& method, const Needs& needs, const Scene& scene, const Ground& ground,
                const std::string& harbour) {
  const std::string name = needs.method;
  Request r(method);
  set_words(r);
  set_names(r, scene, harbour);
  set_kept(r, name, scene, ground);
  if (needs.noun == Noun::topic) {
    r.set("topic_id", scene.topic);
    r.set("thread_id", "0");
  }
  if (name == "MoveThread") r.set("topic_id", ground.norway);
  if (name == "SetTopicModerator") r.set("topic_id", ground.norway);
  if (name == "MergeThreads/into") {
    r.set("from_thread_id", harbour);
    r.set("into_thread_id", scene.thread);
  }
  if (name == "WritePost/reply") r.set("reply_to", scene.post);
  if (name == "ReadThread") r.set("from_start", true);
  if (name == "ReadThread/around") r.set("around_post", scene.post);
  if (method.name() == "SetSlowMode") r.set("seconds", 60);
  if (name == "ReportPost") r.set("kind", "REPORT_OTHER");
  if (method.name() == "ImposeSanction") {
    r.set("kind", kind_of(name));
    r.set("post_id", "0");
  }
  if (name == "ListPeople") r.set("filter", "PEOPLE_UNDER_SANCTION");
  r.set("rule", {{"pattern", "nothingofthekind"}, {"action", "WORD_TAG"}});
  r.set("settings", {{"newcomerPosts", 1}, {"autoHideReports", 1}});
  return r.take();
}

bool only_reads(const std::string& method) {
  for (const auto* verb : {"List", "Get", "Read", "Find", "Who", "Export", "Preview", "Trace", "Try"}) {
    if (method.starts_with(verb)) return true;
  }
  return false;
}

const MethodDescriptor& find_method(const std::string& name) {
  for (const auto* service : services_of_members()) {
    if (const auto* found = service->FindMethodByName(name)) return *found;
  }
  ADD_FAILURE() << name << " is no method of theirs";
  return *services_of_members().front()->method(0);
}

const std::vector<const ServiceDescriptor*>& services_of_members() {
  static const auto* listening = v1::GetRequestRequest::descriptor()->file();
  static const std::vector<const ServiceDescriptor*> all = {
      v1::WhoAmIRequest::descriptor()->file()->FindServiceByName("MemberService"),
      v1::LockThreadRequest::descriptor()->file()->FindServiceByName("ModeratorService"),
      listening->FindServiceByName("ListeningService"), listening->FindServiceByName("RequestDeskService"),
      v1::SetCompanyRequest::descriptor()->file()->FindServiceByName("HouseService")};
  return all;
}

}  // namespace plenum::test
