// Two doors that know nothing of each other: a member is nobody at the gallery's, a seat is nobody at the members', and
// who sits no more, or not yet, is nobody anywhere. Nobody is always answered with the same bytes.
#include "proto/admin.pb.h"
#include "proto/identity.pb.h"
#include "proto/observer.pb.h"
#include "proto/subscriber.pb.h"
#include "proto/verbatim.pb.h"
#include "tests/rights/frames.h"
#include "tests/rights/gallery_stage.h"
#include "tests/rights/rights.h"

namespace plenum::test {
namespace {

using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

const std::vector<const ServiceDescriptor*>& services_of_gallery() {
  static const std::vector<const ServiceDescriptor*> all = {
      v1::ObservedPost::descriptor()->file()->FindServiceByName("ObserverService"),
      v1::GetOwnRequest::descriptor()->file()->FindServiceByName("SubscriberService")};
  return all;
}

// What a seat is answered where it sits as an ordinary one, and where it keeps its company's seats.
struct Row {
  const char* method;
  const char* seat;
  const char* keeper;
};
// clang-format off
constexpr Row own_table[] = {
    {"ListTopics",         "done",          "done"},
    {"ListThreads",        "done",          "done"},
    {"ReadThread",         "not_found",     "not_found"},  // there is none
    {"ReadFeed",           "done",          "done"},
    {"SearchFeed",         "done",          "done"},
    {"ReadTrends",         "done",          "done"},
    {"GetOwn",             "done",          "done"},
    {"Enter",              "done",          "done"},
    {"Leave",              "not_found",     "not_found"},  // a browser's to do
    {"MakeTicket",         "done",          "done"},
    {"KeepSearch",         "done",          "done"},
    {"DropSearch",         "not_found",     "not_found"},  // not theirs
    {"ListSearches",       "done",          "done"},
    {"SetHook",            "not_found",     "done"},
    {"GetHook",            "done",          "done"},
    {"TakeExtracts",       "no_exports",    "no_exports"},
    {"ListExtracts",       "done",          "done"},
    {"ExportExtracts",     "done",          "done"},
    {"ListNotices",        "done",          "done"},
    {"AcknowledgeNotices", "field_invalid", "field_invalid"},  // there are none
    {"AskRequest",         "done",          "done"},
    {"ListRequests",       "done",          "done"},
    {"ListSeats",          "not_found",     "done"},
    {"GiveSeat",           "not_found",     "done"},
    {"EndSeat",            "not_found",     "not_found"},  // not theirs
    {"MakeToken",          "not_found",     "not_found"},
};
// clang-format on

class GalleryDoors : public Rights {
protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Rights::SetUp());
    make_grounds(1);
    doors_ = std::make_unique<Doors>(doors());
    host("SetCharter", {{"topicId", grounds_[0].denmark}, {"classes", {"EMBARGO_NONE"}}});
    const auto done = [this](const std::string& who, const std::string& method, Json request) {
      return doors_->done(who, method, std::move(request));
    };
    stage_ = std::make_unique<GalleryStage>(
        done, [this](const std::string& token) { return Seat(server_, token); }, grounds_[0], secrets_);
    norway_ = stage_->company();
    sitting_ = {{"a seat", norway_.token}, {"a seat's keeper", stage_->seat_of(norway_, true).token}};
    make_those_who_sit_no_more();
  }

  // By each of what takes a seat away.
  void make_those_who_sit_no_more() {
    gone_["a word"] = "plm_o_nobodysnobodysnobodysnobodysnobodys";
    const auto ended = stage_->seat_of(norway_, true);
    host("EndSeat", {{"seatId", ended.seat}});
    gone_["a seat that has ended"] = ended.token;
    const auto paused = stage_->seat_of(norway_, true);
    host("PauseListening", {{"seatId", paused.seat}, {"paused", true}});
    gone_["a seat that is paused"] = paused.token;
    const auto renewed = stage_->seat_of(norway_, true);
    host("MakeSeatToken", {{"seatId", renewed.seat}});
    gone_["a token that another replaced"] = renewed.token;
    const auto over = stage_->company();
    host("EndLicence", {{"licenceId", over.licence}});
    gone_["a licence that is over"] = over.token;
    gone_["a licence that is to come"] = stage_->company({{"fromMs", "4102444800000"}}).token;
    const auto resting = stage_->company();
    host("PauseListening", {{"companyId", resting.id}, {"paused", true}});
    gone_["a company that is paused"] = resting.token;
    const auto closed = stage_->company();
    host("EndCompany", {{"companyId", closed.id}});
    gone_["a company that has ended"] = closed.token;
  }

  Json host(const std::string& method, Json request) { return doors_->done("hamlet", method, std::move(request)); }

  /// All of an answer but its date.
  std::string answer(const std::string& token, const std::string& path, const Json& request,
                     const google::protobuf::Descriptor* type, bool binary) {
    Seat seat(server_, token);
    const auto sent = message_of(type);
    auto headers = std::string("Content-Type: application/") + (binary ? "proto" : "json") + "\r\n";
    if (!token.empty()) headers += "Authorization: Bearer " + token + "\r\n";
    return whole(seat.raw(seat.post_request(path, headers, binary ? bytes_of(request, *sent) : request.dump())));
  }
  std::string opens(const std::string& token, const std::string& path) {
    Seat seat(server_, token);
    std::string headers = "Sec-WebSocket-Protocol: plenum.v1.json\r\n";
    if (!token.empty()) headers += "Authorization: Bearer " + token + "\r\n";
    RawWebSocket socket(seat.port());
    return socket.open(path, headers) ? "opened" : whole(socket.answer);
  }
  static std::string whole(const Answer& answer) {
    auto all = answer.status_line + "\n" + answer.fault;
    for (const auto& [name, value] : answer.headers) {
      if (name != "Date") all += name + ": " + value + "\n";
    }
    return all + answer.body;
  }

  Json own_request(const MethodDescriptor& method, const std::string& token) {
    const auto& name = method.name();
    if (name == "Enter") return {{"token", token}};
    if (name == "ListThreads" || name == "ReadFeed") return {{"topic", topic_}};
    if (name == "ReadThread") return {{"topic", topic_}, {"thread", nobodys}};
    if (name == "SearchFeed") return {{"words", "being"}};
    if (name == "KeepSearch") return {{"search", {{"name", "Mine"}, {"words", "being"}}}};
    if (name == "ExportExtracts") return {{"format", "EXTRACT_JSON"}};
    if (name == "AcknowledgeNotices") return {{"upto", "1"}};
    if (name == "AskRequest")
      return {{"kind", "LICENCE_PANEL"}, {"topic", topic_}, {"title", "Whether to act"}, {"words", "When in doubt?"}};
    if (name == "GiveSeat") return {{"name", "Cornelius"}};
    if (name == "DropSearch" || name == "EndSeat" || name == "MakeToken") return {{"id", nobodys}};
    return Json::object();
  }
  static std::string path_of_gallery(const MethodDescriptor& method) {
    return "/v1/observer/" + method.service()->full_name() + "/" + method.name();
  }
  template <class Visit>
  static void each_method(const std::vector<const ServiceDescriptor*>& services, const Visit& visit) {
    for (const auto* service : services) {
      for (int i = 0; i < service->method_count(); ++i) visit(*service->method(i));
    }
  }
  std::string digest() { return server_.operate<v1::VerifyReply>("Verify", v1::VerifyRequest()).state_digest(); }

  static constexpr const char* nobodys = "AAAAAAAAAAAAAAAAAAAAAA==";
  std::unique_ptr<Doors> doors_;
  std::unique_ptr<GalleryStage> stage_;
  GalleryStage::Company norway_;
  Json topic_ = nobodys;
  std::map<std::string, std::string> sitting_, gone_;  // who, and their token
};

// Whatever a member is in the house: in the gallery nobody knows them, whoever sat there is unknown too.
TEST_F(GalleryDoors, OfTheGalleryAreShutToEverybodyWhoDoesNotSitThere) {
  std::map<std::string, std::string> callers = gone_;
  for (const auto& actor : cast_) callers[actor.who()] = seat(actor.handle).token();
  const auto before = digest();
  const auto refusal = answer("", "/v1/observer/plenum.v1.ObserverService/Nothing", Json::object(),
                              v1::GetOwnRequest::descriptor(), false);
  EXPECT_TRUE(refusal.starts_with("HTTP/1.1 404")) << refusal;
  callers["nobody"] = "";
  each_method(services_of_gallery(), [&](const MethodDescriptor& method) {
    const auto path = path_of_gallery(method);
    for (const bool binary : {false, true}) {
      for (const auto& [who, token] : callers) {
        const auto got = answer(token, path, own_request(method, token), method.input_type(), binary);
        // Of those who guess tokens, an address may be ten in a minute.
        const bool is_waiting = method.name() == "Enter" && got.starts_with("HTTP/1.1 429");
        judge_.count(binary ? "HTTP binary" : "HTTP JSON",
                     got == refusal || is_waiting ? "" : path + " by " + who + ": " + got + "\n, not " + refusal);
      }
    }
  });
  const auto nobody = opens("", "/v1/gallery");
  EXPECT_TRUE(nobody.starts_with("HTTP/1.1 404")) << nobody;
  for (const auto& [who, token] : callers) {
    const auto got = opens(token, "/v1/gallery");
    judge_.count("live", got == nobody ? "" : "the gallery's line, for " + who + ": " + got);
  }
  EXPECT_EQ(digest(), before);
  finish();
  EXPECT_GE(judge_.cells(), 1'000);
}

// A seat's token opens nothing of the members', whatever is asked for and about.
TEST_F(GalleryDoors, OfMembersAreShutToSeats) {
  auto services = services_of_members();
  services.push_back(v1::SignInRequest::descriptor()->file()->FindServiceByName("IdentityService"));
  services.push_back(v1::AddMemberRequest::descriptor()->file()->FindServiceByName("AdminService"));
  services.push_back(v1::CheckVerbatimsRequest::descriptor()->file()->FindServiceByName("VerbatimService"));
  std::map<std::string, std::string> callers = gone_;
  callers.insert(sitting_.begin(), sitting_.end());
  Scene scene = stage_->scene("absent");
  scene.thread = scene.post = scene.note = absent_id;
  const auto before = digest();
  each_method(services, [&](const MethodDescriptor& method) {
    const auto path = "/" + method.service()->full_name() + "/" + method.name();
    const auto rows = needs_of(method.name());
    const auto request = rows.empty() ? Json::object() : request_of(method, *rows[0], scene, grounds_[0], absent_id);
    for (const bool binary : {false, true}) {
      const auto asks = [&](const std::string& token) {
        return answer(token, path, request, method.input_type(), binary);
      };
      const auto unknown = asks("plm_o_somebodysomebodysomebodysomebodysome");
      if (unknown.starts_with("HTTP/1.1 200") && method.name() != "GetDoor")
        judge_.count("HTTP", path + " is open to anybody: " + unknown);
      for (const auto& [who, token] : callers) {
        const auto got = asks(token);
        judge_.count(binary ? "HTTP binary" : "HTTP JSON", got == unknown ? "" : path + " by " + who + ": " + got);
      }
    }
  });
  const auto unknown = opens("plm_o_somebodysomebodysomebodysomebodysome", "/v1/live");
  EXPECT_TRUE(unknown.starts_with("HTTP/1.1 401")) << unknown;
  for (const auto& [who, token] : callers) {
    const auto got = opens(token, "/v1/live");
    judge_.count("live", got == unknown ? "" : "the members' line, for " + who + ": " + got);
  }
  EXPECT_EQ(digest(), before);
  finish();
  EXPECT_GE(judge_.cells(), 1'000);
}

TEST_F(GalleryDoors, AreOpenToWhoeverSitsThereAsTheTableSays) {
  topic_ = stage_->topic_of(norway_);  // not before: who sat where is told within the minute, and moves the digest
  for (const auto& [who, token] : sitting_) {
    const bool keeps = who != "a seat";
    each_method(services_of_gallery(), [&](const MethodDescriptor& method) {
      const auto* row = std::find_if(std::begin(own_table), std::end(own_table),
                                     [&](const Row& one) { return one.method == method.name(); });
      ASSERT_NE(row, std::end(own_table)) << method.full_name() << " has no row in this table: say whose it is.";
      for (const bool binary : {false, true}) {
        const auto got =
            answer(token, path_of_gallery(method), own_request(method, token), method.input_type(), binary);
        const std::string wanted = keeps ? row->keeper : row->seat;
        const bool is_right = wanted == "done" ? got.starts_with("HTTP/1.1 200")
                                               : got.find("\"code\":\"" + wanted + "\"") != std::string::npos;
        judge_.count(binary ? "HTTP binary" : "HTTP JSON",
                     is_right ? "" : method.name() + " by " + who + ": " + got + "\n, not " + wanted);
      }
    });
    EXPECT_EQ(opens(token, "/v1/gallery"), "opened") << who;
  }
  finish();
}

}  // namespace
}  // namespace plenum::test
