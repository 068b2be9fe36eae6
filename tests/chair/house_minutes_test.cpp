// Every act by which the host keeps the gallery, and by which what companies ask comes to the members: done, and
// refused in the order in which faults are looked for. What was done stands in the audit log.
#include <chrono>
#include <set>
#include <sstream>
#include <thread>

#include <google/protobuf/descriptor.h>

#include "proto/house.pb.h"
#include "proto/listening.pb.h"
#include "tests/chair/minutes.h"

namespace plenum::test {
namespace {

class HouseMinutes : public Meeting {
protected:
  // C1: Norway, which listens in D by L1 from its only seats, S1 and S2, whose tokens are K1 and K2.
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Meeting::SetUp());
    holds(R"(
      hamlet SetGallery k=2                                                            -> done
      hamlet SetCharter topic=D classes=EMBARGO_NONE                                   -> done
      hamlet SetCompany name=Norway                                                    -> done as C1
      hamlet SetLicence licence.companyId=C1 licence.level=LICENCE_PANEL licence.seats=2 licence.topics=D licence.purpose=Listening licence.dailyExports=1 -> done as L1
      hamlet GiveSeat   company=C1 name=Fortinbras                                     -> done as S1 K1
      hamlet GiveSeat   company=C1 name=Cornelius keepsSeats=true                      -> done as S2 K2
    )");
    // What is written in the licence's own millisecond is not theirs.
    const auto now = [] { return std::chrono::system_clock::now(); };
    for (const auto begun = now(); now() < begun + std::chrono::milliseconds(2);) std::this_thread::yield();
  }

  /// A call of a seat's behind the gallery's door.
  Json calls(const std::string& key, const std::string& method, const Json& request = Json::object()) {
    Seat seat(server_, names_.at(key));
    const auto headers = "Authorization: Bearer " + seat.token() + "\r\nContent-Type: application/json\r\n";
    const auto answer = seat.raw(seat.post_request("/v1/observer/plenum.v1." + method, headers, request.dump()));
    return Json::parse(answer.body, nullptr, false);
  }
  Json topic_of(const std::string& key) { return calls(key, "ObserverService/ListTopics")["topics"][0]["id"]; }

  /// Norway asks something; the desk knows it by this name.
  void asks(const std::string& name) {
    const auto asked =
        calls("K1", "SubscriberService/AskRequest",
              {{"kind", "LICENCE_PANEL"}, {"topic", topic_of("K1")}, {"title", name}, {"words", "When in doubt?"}});
    ASSERT_TRUE(asked.contains("id")) << asked;
    const auto listed = seat("polonius").call_service("RequestDeskService", "ListRequests", Json::object());
    for (const auto& one : listed.value("requests", Json::array())) {
      if (one["title"] == name) names_[name] = one["id"];
    }
    ASSERT_TRUE(names_.contains(name)) << listed;
  }

  /// Fortinbras wants more extracts than a day allows; the host knows the alarm by this name.
  void raises_alarm(const std::string& name) {
    holds(R"(
      ophelia OpenThread topic=D title=Graves source="Alas." -> done as T8 P8
      iago    WritePost  thread=T8 source="Poor Yorick."      -> done as P9
    )");
    const auto topic = topic_of("K1");
    const auto feed = calls("K1", "ObserverService/ReadFeed", {{"topic", topic}});
    ASSERT_TRUE(feed.contains("updates")) << feed;
    const Json one = {{"topic", topic}, {"post", feed["updates"][0]["post"]["id"]}};
    const auto taken = calls("K1", "SubscriberService/TakeExtracts", {{"wanted", Json::array({one, one})}});
    EXPECT_EQ(taken.value("code", ""), "spent") << taken;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!names_.contains(name) && std::chrono::steady_clock::now() < end) {
      const auto listed = seat("hamlet").call_service("HouseService", "ListAlarms", Json::object());
      if (listed.contains("alarms")) names_[name] = listed["alarms"][0]["number"];
    }
    ASSERT_TRUE(names_.contains(name)) << "no alarm was raised";
  }
};

constexpr const char* companies = R"(
    polonius SetCompany name=England                            -> FORBIDDEN
    hamlet   SetCompany name=" "                                -> FIELD_INVALID name
    hamlet   SetCompany company=X name=England                  -> NOT_FOUND company_id
    hamlet   SetCompany company=C1 name=Norway                  -> NOTHING_CHANGED
    hamlet   SetCompany company=C1 name="Norway & Sons"         -> done
    hamlet   SetCompany name=England                            -> done as C2

    polonius EndCompany company=C2                              -> FORBIDDEN
    hamlet   EndCompany company=X                               -> NOT_FOUND company_id
    hamlet   EndCompany company=C2                              -> done
    hamlet   EndCompany company=C2                              -> NOT_FOUND company_id
    hamlet   SetCompany company=C2 name=Wales                   -> NOT_FOUND company_id
  )";

TEST_F(HouseMinutes, of_companies) {
  holds(companies);
}

constexpr const char* licences = R"(
    polonius SetLicence licence.companyId=C1 licence.level=LICENCE_OBSERVE licence.seats=1 licence.topics=D licence.purpose=P -> FORBIDDEN
    hamlet   SetLicence licence.companyId=C1 licence.seats=1 licence.topics=D licence.purpose=P -> FIELD_INVALID level
    hamlet   SetLicence licence.companyId=C1 licence.level=LICENCE_OBSERVE licence.seats=1 licence.purpose=P -> FIELD_INVALID topics
    hamlet   SetLicence licence.companyId=C1 licence.level=LICENCE_OBSERVE licence.topics=D licence.purpose=P -> FIELD_INVALID seats
    hamlet   SetLicence licence.companyId=C1 licence.level=LICENCE_OBSERVE licence.seats=1 licence.topics=D licence.untilMs=-1000 licence.purpose=P -> FIELD_INVALID until_ms
    hamlet   SetLicence licence.companyId=C1 licence.level=LICENCE_OBSERVE licence.seats=1 licence.topics=D licence.roundingS=86401 licence.purpose=P -> FIELD_INVALID rounding_s
    hamlet   SetLicence licence.companyId=C1 licence.level=LICENCE_OBSERVE licence.seats=1 licence.topics=D -> FIELD_INVALID purpose
    hamlet   SetLicence licence.companyId=X licence.level=LICENCE_OBSERVE licence.seats=1 licence.topics=D licence.purpose=P -> NOT_FOUND company_id
    hamlet   SetLicence licence.id=X licence.companyId=C1 licence.level=LICENCE_OBSERVE licence.seats=1 licence.topics=D licence.purpose=P -> NOT_FOUND licence_id
    hamlet   SetLicence licence.companyId=C1 licence.level=LICENCE_OBSERVE licence.seats=1 licence.topics=X licence.purpose=P -> NOT_FOUND topics
    hamlet   SetLicence licence.companyId=C1 licence.level=LICENCE_OBSERVE licence.seats=1 licence.topics=D,D licence.purpose=P -> FIELD_INVALID topics
    hamlet   SetLicence licence.companyId=C1 licence.level=LICENCE_OBSERVE licence.seats=1 licence.topics=D licence.embargo=EMBARGO_7_D licence.purpose=P -> FIELD_INVALID embargo
    hamlet   SetLicence licence.companyId=C1 licence.level=LICENCE_OBSERVE licence.seats=1 licence.topics=D licence.purpose=P -> done as L2
    hamlet   SetLicence licence.id=L2 licence.companyId=C1 licence.level=LICENCE_OBSERVE licence.seats=3 licence.topics=D licence.purpose=P -> done

    polonius EndLicence licence=L2                              -> FORBIDDEN
    hamlet   EndLicence licence=X                               -> NOT_FOUND licence_id
    hamlet   EndLicence licence=L2                              -> done
    hamlet   EndLicence licence=L2                              -> NOTHING_CHANGED
  )";

TEST_F(HouseMinutes, of_licences) {
  holds(licences);
}

constexpr const char* seats = R"(
    polonius GiveSeat      company=C1 name=Voltimand            -> FORBIDDEN
    hamlet   GiveSeat      company=C1 name=" "                  -> FIELD_INVALID name
    hamlet   GiveSeat      company=C1 name=Voltimand mail=long:9999 -> FIELD_INVALID mail
    hamlet   GiveSeat      company=X name=Voltimand             -> NOT_FOUND company_id
    hamlet   GiveSeat      company=C1 name=Voltimand            -> FIELD_INVALID company_id

    polonius MakeSeatToken seat=S1                              -> FORBIDDEN
    hamlet   MakeSeatToken seat=X                               -> NOT_FOUND seat_id
    hamlet   MakeSeatToken seat=S1                              -> done as K3

    polonius EndSeat       seat=S1                              -> FORBIDDEN
    hamlet   EndSeat       seat=X                               -> NOT_FOUND seat_id
    hamlet   EndSeat       seat=S1                              -> done
    hamlet   EndSeat       seat=S1                              -> NOT_FOUND seat_id
    hamlet   MakeSeatToken seat=S1                              -> NOT_FOUND seat_id
    hamlet   GiveSeat      company=C1 name=Voltimand            -> done as S3 K4
  )";

TEST_F(HouseMinutes, of_seats) {
  holds(seats);
}

constexpr const char* charters_and_settings = R"(
    polonius SetCharter topic=N classes=EMBARGO_NONE            -> FORBIDDEN
    hamlet   SetCharter topic=N classes=EMBARGO_1_H,EMBARGO_NONE -> FIELD_INVALID classes
    hamlet   SetCharter topic=N classes=EMBARGO_NONE,EMBARGO_NONE -> FIELD_INVALID classes
    hamlet   SetCharter topic=X classes=EMBARGO_NONE            -> NOT_FOUND topic_id
    hamlet   BeginEpoch topic=N                                 -> NOTHING_CHANGED
    hamlet   SetCharter topic=N classes=EMBARGO_NONE,EMBARGO_1_H -> done

    polonius BeginEpoch topic=N                                 -> FORBIDDEN
    hamlet   BeginEpoch topic=X                                 -> NOT_FOUND topic_id
    hamlet   BeginEpoch topic=N                                 -> done

    polonius SetGallery k=3                                     -> FORBIDDEN
    hamlet   SetGallery k=1                                     -> FIELD_INVALID k
    hamlet   SetGallery k=1001                                  -> FIELD_INVALID k
    hamlet   SetGallery k=2                                     -> NOTHING_CHANGED
    hamlet   SetGallery k=3                                     -> done
  )";

TEST_F(HouseMinutes, of_charters_and_settings) {
  holds(charters_and_settings);
}

constexpr const char* alarms_and_pauses = R"(
    polonius SettleAlarm    number=A1                           -> FORBIDDEN
    hamlet   SettleAlarm    number=99                           -> NOT_FOUND number
    hamlet   SettleAlarm    number=A1                           -> done
    hamlet   SettleAlarm    number=A1                           -> NOTHING_CHANGED

    polonius PauseListening seat=S1 paused=true                 -> FORBIDDEN
    hamlet   PauseListening seat=X paused=true                  -> NOT_FOUND company_id
    hamlet   PauseListening company=C1 seat=X paused=true       -> NOT_FOUND seat_id
    hamlet   PauseListening seat=S1 paused=false                -> NOTHING_CHANGED
    hamlet   PauseListening seat=S1 paused=true                 -> done
    hamlet   PauseListening seat=S1 paused=true                 -> NOTHING_CHANGED
    hamlet   PauseListening seat=S1 paused=false                -> done
    hamlet   PauseListening company=X paused=true               -> NOT_FOUND company_id
    hamlet   PauseListening company=C1 paused=true              -> done
    hamlet   PauseListening company=C1 paused=false             -> done
  )";

TEST_F(HouseMinutes, of_alarms_and_pauses) {
  ASSERT_NO_FATAL_FAILURE(raises_alarm("A1"));
  holds(alarms_and_pauses);
}

constexpr const char* requests = R"(
    iago     DecideRequest  request=Q1 accept=true              -> FORBIDDEN
    polonius DecideRequest  request=Q1                          -> REASON_MISSING words
    polonius DecideRequest  request=Q1 accept=true words=long:4001 -> REASON_TOO_LONG words
    polonius DecideRequest  request=X accept=true               -> NOT_FOUND request_id
    polonius PublishRequest request=Q1 title=T source=S         -> NOTHING_CHANGED
    polonius DecideRequest  request=Q1 accept=true words="In plain words." -> done
    gertrude DecideRequest  request=Q1 accept=true              -> NOTHING_CHANGED by polonius
    polonius DecideRequest  request=Q2 words="Not here."        -> done
    gertrude PublishRequest request=Q2 title=T source=S         -> NOTHING_CHANGED by polonius

    iago     Offer          request=Q1 offers=true              -> NOT_FOUND request_id
    iago     PublishRequest request=Q1 title=T source=S         -> FORBIDDEN
    polonius PublishRequest request=X title=T source=S          -> NOT_FOUND request_id
    gertrude PublishRequest request=Q1 title="Norway asks" source="Do you act?" -> done as T9
    polonius PublishRequest request=Q1 title=T source=S         -> NOTHING_CHANGED by gertrude

    iago     Offer          request=Q1 offers=true letsKnow=long:501 -> FIELD_INVALID lets_know
    iago     Offer          request=X offers=true               -> NOT_FOUND request_id
    iago     Offer          request=Q1                          -> NOTHING_CHANGED
    iago     Offer          request=Q1 offers=true letsKnow="A sailor." -> done
    iago     Offer          request=Q1 offers=true letsKnow="A sailor." -> NOTHING_CHANGED
    iago     Offer          request=Q1                          -> done

    iago     AnswerRequest  request=Q1 words=W                  -> FORBIDDEN
    polonius AnswerRequest  request=Q1                          -> REASON_MISSING words
    polonius AnswerRequest  request=X words=W                   -> NOT_FOUND request_id
    polonius AnswerRequest  request=Q1 words="They do not."     -> done
    gertrude AnswerRequest  request=Q1 words=W                  -> NOTHING_CHANGED by polonius
  )";

TEST_F(HouseMinutes, of_requests) {
  ASSERT_NO_FATAL_FAILURE(asks("Q1"));
  ASSERT_NO_FATAL_FAILURE(asks("Q2"));
  holds(requests);
  // What was published stands under the names of whoever put it there and of whoever asked.
  const auto read = seat("iago").call("ReadThread", {{"threadId", names_["T9"]}, {"fromStart", true}});
  EXPECT_EQ(read["entry"]["thread"]["sponsor"], "Norway");
  EXPECT_EQ(read["entry"]["thread"]["requestId"], names_["Q1"]);
  EXPECT_NE(read["posts"][0].dump().find(ids_["gertrude"]), std::string::npos) << read["posts"][0];
}

// Which request became which thread stands in the chair's log with nothing else that changed, and in the members' own;
// who offered themselves stands in neither.
TEST_F(HouseMinutes, of_what_was_published_name_the_thread_and_the_request) {
  ASSERT_NO_FATAL_FAILURE(asks("Q1"));
  ASSERT_NO_FATAL_FAILURE(asks("Q2"));
  holds(requests);
  const auto listed = chair("hamlet", "ListAudit", {{"filter", {{"action", "AUDIT_REQUEST_PUBLISHED"}}}});
  ASSERT_EQ(listed.value("entries", Json::array()).size(), 1U) << listed;
  const auto& entry = listed["entries"][0];
  EXPECT_EQ(entry["threadId"], names_["T9"]);
  EXPECT_EQ(entry["topicId"], names_["D"]);
  EXPECT_EQ(entry["otherId"], names_["Q1"]);
  EXPECT_EQ(entry["by"]["handle"], "gertrude");
  EXPECT_EQ(entry["wordsAfter"], "Norway asks");
  ASSERT_EQ(entry["changes"].size(), 1U) << entry;
  EXPECT_EQ(entry["changes"][0]["field"], "request.state");

  const auto own = member("iago", "ListPublicAudit");
  const Json* shown = nullptr;
  for (const auto& one : own["entries"]) {
    if (one["action"] == "AUDIT_REQUEST_PUBLISHED") shown = &one;
  }
  ASSERT_NE(shown, nullptr) << own;
  EXPECT_EQ((*shown)["threadId"], names_["T9"]);
  EXPECT_EQ(chair("hamlet", "ListAudit", {{"limit", 200}}).dump().find(ids_["iago"]), std::string::npos);
}

// Each kind of act is called what it is.
TEST_F(HouseMinutes, tell_what_was_done) {
  ASSERT_NO_FATAL_FAILURE(asks("Q1"));
  ASSERT_NO_FATAL_FAILURE(asks("Q2"));
  ASSERT_NO_FATAL_FAILURE(raises_alarm("A1"));
  for (const auto* minutes : {requests, alarms_and_pauses, seats, licences, companies}) holds(minutes);
  holds("hamlet BeginEpoch topic=D -> done");
  std::set<std::string> told;
  const auto listed = chair("hamlet", "ListAudit", {{"limit", 200}});
  for (const auto& entry : listed.value("entries", Json::array())) told.insert(entry.value("action", ""));
  for (const auto* action :
       {"AUDIT_CHARTER_SET", "AUDIT_EPOCH_BEGUN", "AUDIT_GALLERY_SETTINGS_CHANGED", "AUDIT_COMPANY_SET",
        "AUDIT_COMPANY_ENDED", "AUDIT_LICENCE_SET", "AUDIT_LICENCE_ENDED", "AUDIT_SEAT_GIVEN", "AUDIT_SEAT_ENDED",
        "AUDIT_SEAT_TOKEN_MADE", "AUDIT_LISTENING_PAUSED", "AUDIT_LISTENING_RESUMED", "AUDIT_ALARM_SETTLED",
        "AUDIT_REQUEST_ACCEPTED", "AUDIT_REQUEST_DECLINED", "AUDIT_REQUEST_PUBLISHED", "AUDIT_REQUEST_ANSWERED"})
    EXPECT_TRUE(told.contains(action)) << action;
}

bool is_named(const std::string& minutes, const std::string& method, bool done) {
  std::istringstream lines(minutes);
  for (std::string line; std::getline(lines, line);) {
    const bool names_it = line.find(" " + method + " ") != std::string::npos;
    if (names_it && (line.find("-> done") != std::string::npos) == done) return true;
  }
  return false;
}

struct Acts : Meeting {
  using Meeting::is_act;
};

// A new act of the host's, of the request desk or of a member in these affairs has its minutes.
TEST(MinutesOfTheHouse, NameEveryActDoneAndRefused) {
  std::string all;
  for (const auto* minutes : {companies, licences, seats, charters_and_settings, alarms_and_pauses, requests})
    all += minutes;
  const auto* listening = v1::GetRequestRequest::descriptor()->file();
  int acts = 0;
  for (const auto* service :
       {v1::SetCompanyRequest::descriptor()->file()->FindServiceByName("HouseService"),
        listening->FindServiceByName("RequestDeskService"), listening->FindServiceByName("ListeningService")}) {
    for (int i = 0; i < service->method_count(); ++i) {
      const auto& method = *service->method(i);
      if (!Acts::is_act(method)) continue;
      ++acts;
      EXPECT_TRUE(is_named(all, method.name(), true)) << method.full_name() << " is never done";
      EXPECT_TRUE(is_named(all, method.name(), false)) << method.full_name() << " is never refused";
    }
  }
  EXPECT_EQ(acts, 16);
}

}  // namespace
}  // namespace plenum::test
