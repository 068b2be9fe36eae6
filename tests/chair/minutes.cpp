#include "tests/chair/minutes.h"

#include <iomanip>
#include <sstream>

#include <google/protobuf/descriptor.h>

#include "proto/admin.pb.h"
#include "proto/house.pb.h"
#include "proto/listening.pb.h"
#include "proto/moderator.pb.h"

namespace plenum::test {

namespace {

using google::protobuf::MethodDescriptor;

constexpr const char* nothing = "12345";

const MethodDescriptor& method_called(const std::string& name) {
  const auto* listening = v1::GetRequestRequest::descriptor()->file();
  for (const auto* service :
       {v1::LockThreadRequest::descriptor()->file()->FindServiceByName("ModeratorService"),
        v1::SetCompanyRequest::descriptor()->file()->FindServiceByName("HouseService"),
        listening->FindServiceByName("RequestDeskService"), listening->FindServiceByName("ListeningService")}) {
    if (const auto* found = service->FindMethodByName(name)) return *found;
  }
  return *v1::WhoAmIRequest::descriptor()->file()->FindServiceByName("MemberService")->FindMethodByName(name);
}

std::string json_name(const std::string& key) {
  for (const auto* noun : {"thread", "post", "topic", "member", "sanction", "note", "rule", "fromThread", "intoThread",
                           "company", "licence", "seat", "request"}) {
    if (key == noun) return key + "Id";
  }
  if (key == "from" || key == "into") return key + "ThreadId";
  return key == "posts" ? "postIds" : key;
}

void put(Json& request, const std::string& key, const Json& value) {
  const auto dot = key.find('.');
  if (dot == std::string::npos) {
    request[json_name(key)] = value;
  } else {
    request[key.substr(0, dot)][key.substr(dot + 1)] = value;
  }
}

// key="two words" is one word.
std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::string word;
  bool quoted = false;
  for (const char c : line + " ") {
    if (c == '"') quoted = !quoted;
    if (c != ' ' || quoted) {
      if (c != '"') word.push_back(c);
      continue;
    }
    if (!word.empty()) words.push_back(std::exchange(word, {}));
  }
  return words;
}

std::vector<std::string> parts_of(const std::string& list) {
  std::vector<std::string> parts;
  std::istringstream all(list);
  for (std::string part; std::getline(all, part, ',');) parts.push_back(part);
  return parts;
}

bool is_number(const std::string& word) {
  return !word.empty() && word.find_first_not_of("0123456789") == std::string::npos;
}

// An offer is its member's own affair, and none of the chair's acts.
bool is_a_members_own(const std::string& method) {
  return method == "Offer";
}

}  // namespace

bool Meeting::is_act(const MethodDescriptor& method) {
  const auto& service = method.service()->name();
  if (service == "MemberService") return false;
  if (service != "HouseService") return method.input_type()->FindFieldByName("command_id") != nullptr;
  return !method.name().starts_with("List") && !method.name().starts_with("Trace");
}

void Meeting::SetUp() {
  ASSERT_NO_FATAL_FAILURE(Court::SetUp());
  for (const auto* handle : {"horatio", "yorick"}) {
    tokens_[handle] = server_.add_member(handle, v1::MEMBER);
    ids_[handle] = member(handle, "WhoAmI")["member"]["id"];
  }
  names_ = ids_;
  names_["X"] = nothing;
  names_["D"] = topic_;
  names_["N"] = server_.open_topic("Norway");
  names_["W"] = server_.open_topic("Wittenberg");
  names_["T0"] = thread_;
  names_["P0"] = first_post_;
  v1::ChangeTopicRequest shut;
  shut.set_topic_id(std::stoull(names_["W"]));
  shut.set_archived(true);
  server_.operate<v1::ChangeTopicReply>("ChangeTopic", shut);
}

Json Meeting::value_of(const std::string& word) const {
  if (const auto found = names_.find(word); found != names_.end()) return found->second;
  if (word == "true" || word == "false") return word == "true";
  if (word.starts_with("long:")) return std::string(std::stoull(word.substr(5)), 'a');
  if (word.starts_with("+") || word.starts_with("-")) return std::to_string(now_ms() + std::stoll(word));
  if (is_number(word)) return std::stoull(word);
  return word;
}

std::string Meeting::name_of(const std::string& id) const {
  for (const auto& [name, known] : names_) {
    if (known == id) return name;
  }
  return id;
}

std::string Meeting::told(const Json& reply) const {
  if (!reply.contains("refused")) return reply.contains("fault") ? reply.dump() : "done";
  const auto& refusal = reply["refusal"];
  std::string text = reply["refused"];
  if (const auto field = refusal.value("field", ""); !field.empty()) text += " " + field;
  if (refusal.contains("who")) text += " by " + name_of(refusal["who"]);
  if (refusal.contains("movedTo")) text += " to " + name_of(refusal["movedTo"]);
  return text;
}

void Meeting::holds(const std::string& minutes) {
  std::istringstream lines(minutes);
  for (std::string line; std::getline(lines, line);) {
    if (line.find("->") != std::string::npos) holds_line(line);
  }
}

void Meeting::holds_line(const std::string& line) {
  const auto arrow = line.find("->");
  const auto words = words_of(line.substr(0, arrow));
  auto wanted = line.substr(line.find_first_not_of(' ', arrow + 2));
  std::istringstream called(wanted.starts_with("done as ") ? wanted.substr(8) : "");
  if (wanted.starts_with("done")) wanted = "done";

  const auto& method = method_called(words[1]);
  Json request = Json::object();
  if (method.input_type()->FindFieldByName("command_id") != nullptr) request["commandId"] = fresh_id();
  for (std::size_t i = 2; i < words.size(); ++i) {
    const auto equals = words[i].find('=');
    const auto key = words[i].substr(0, equals);
    const auto value = words[i].substr(equals + 1);
    if (key == "classes") {
      request[key] = parts_of(value);
    } else if (key == "licence.topics") {
      for (const auto& part : parts_of(value)) request["licence"]["topics"].push_back({{"topicId", value_of(part)}});
    } else if (key != "posts") {
      put(request, key, value_of(value));
    } else if (value.starts_with("many:")) {
      for (int id = 1; id <= std::stoi(value.substr(5)); ++id) request["postIds"].push_back(std::to_string(id));
    } else {
      for (const auto& part : parts_of(value)) request["postIds"].push_back(value_of(part));
    }
  }
  const auto reply = seat(words[0]).call_service(method.service()->name(), words[1], request);
  const auto answer = told(reply);
  EXPECT_EQ(answer, wanted) << line << "\n" << reply;
  if (is_act(method)) expect_entry(line, words[0], request, answer == "done" && !is_a_members_own(words[1]));
  for (const auto* made :
       {"threadId", "postId", "sanctionId", "noteId", "ruleId", "companyId", "licenceId", "seatId", "token"}) {
    std::string name;
    if (reply.contains(made) && called >> name) names_[name] = reply[made];
  }
}

void Meeting::expect_entry(const std::string& line, const std::string& who, const Json& request, bool done) {
  const auto entry = chair("hamlet", "ListAudit", {{"limit", 1}})["entries"][0];
  const auto number = entry.is_null() ? 0 : std::stoull(entry["number"].get<std::string>());
  EXPECT_EQ(number > last_entry_, done) << line << "\n" << entry;
  last_entry_ = number;
  if (!done) return;
  EXPECT_EQ(entry["by"]["handle"], who) << line << "\n" << entry;
  EXPECT_EQ(entry.value("reason", ""), request.value("reason", "")) << line << "\n" << entry;
}

}  // namespace plenum::test
