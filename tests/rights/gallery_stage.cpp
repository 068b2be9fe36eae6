#include "tests/rights/gallery_stage.h"

#include <chrono>
#include <thread>

namespace plenum::test {

namespace {

constexpr int asked_of_one_max = 10;  // of twenty that may wait

bool is_one_of(const std::vector<std::string>& states, const std::string& state) {
  return std::find(states.begin(), states.end(), state) != states.end();
}

Scene absent() {
  Scene s;
  s.state = "absent";
  s.topic = s.request = s.company = s.licence = s.seat = s.alarm = absent_id;
  return s;
}

// What is written in the licence's own millisecond is not theirs.
void let_the_clock_go_on() {
  const auto now = [] { return std::chrono::system_clock::now(); };
  for (const auto begun = now(); now() < begun + std::chrono::milliseconds(2);) std::this_thread::yield();
}

}  // namespace

const std::vector<std::string>& GalleryStage::request_states() {
  static const std::vector<std::string> all = {"absent", "asked", "accepted", "declined", "published", "answered"};
  return all;
}

const std::vector<std::string>& GalleryStage::kept_states() {
  static const std::vector<std::string> all = {"absent", "standing", "over"};
  return all;
}

GalleryStage::GalleryStage(Stage::Done done, SeatOf seat_of, Ground ground, Secrets& secrets)
    : done_(std::move(done)), seat_of_(std::move(seat_of)), ground_(std::move(ground)), secrets_(secrets) {}

GalleryStage::~GalleryStage() {
  while (!scenes_.empty()) spoil(scenes_.begin()->first);
}

const Scene& GalleryStage::scene(const std::string& state) {
  const auto found = scenes_.find(state);
  if (found != scenes_.end()) return found->second;
  if (state == "absent") return scenes_[state] = absent();
  return scenes_[state] = is_one_of(request_states(), state) ? set_request(state) : set_kept(state);
}

void GalleryStage::spoil(const std::string& state) {
  const auto found = scenes_.find(state);
  if (found == scenes_.end()) return;
  for (const auto& words : found->second.words) secrets_.let_go(words);
  scenes_.erase(found);
}

GalleryStage::Company GalleryStage::company(const Json& more) {
  static std::atomic<int> count{0};
  Company made;
  made.id = host("SetCompany", {{"name", "Company " + std::to_string(++count)}}).value("companyId", "0");
  Json licence = {{"companyId", made.id},
                  {"level", "LICENCE_PANEL"},
                  {"seats", 100},
                  {"topics", Json::array({{{"topicId", ground_.denmark}}})},
                  {"purpose", "To listen."}};
  licence.update(more);
  made.licence = host("SetLicence", {{"licence", licence}}).value("licenceId", "0");
  let_the_clock_go_on();
  return seat_of(made, false);
}

GalleryStage::Company GalleryStage::seat_of(Company company, bool keeps_seats) {
  const auto given = host("GiveSeat", {{"companyId", company.id}, {"name", "Fortinbras"}, {"keepsSeats", keeps_seats}});
  company.seat = given.value("seatId", "0");
  company.token = given.value("token", "");
  return company;
}

Json GalleryStage::calls(const std::string& token, const std::string& method, const Json& request) {
  auto seat = seat_of_(token);
  const auto headers = "Authorization: Bearer " + token + "\r\nContent-Type: application/json\r\n";
  const auto answer = seat.raw(seat.post_request("/v1/observer/plenum.v1." + method, headers, request.dump()));
  return Json::parse(answer.body, nullptr, false);
}

Json GalleryStage::topic_of(const Company& company) {
  const auto reply = calls(company.token, "ObserverService/ListTopics");
  EXPECT_TRUE(reply.contains("topics")) << reply;
  return reply.contains("topics") ? reply["topics"][0]["id"] : Json();
}

Scene GalleryStage::set_request(const std::string& state) {
  if (asked_++ % asked_of_one_max == 0) asks_ = company();
  Scene s = absent();
  s.state = state;
  s.topic = ground_.denmark;
  s.words = {Secrets::fresh_words(), Secrets::fresh_words(), Secrets::fresh_words()};
  const auto asked = calls(asks_.token, "SubscriberService/AskRequest",
                           {{"kind", "LICENCE_PANEL"},
                            {"topic", topic_of(asks_)},
                            {"title", s.words[0]},
                            {"words", s.words[1]},
                            {"cohort", s.words[2]}});
  EXPECT_TRUE(asked.contains("id")) << asked;
  const auto listed = done_("polonius", "ListRequests", {{"state", "REQUEST_ASKED"}});
  for (const auto& one : listed.value("requests", Json::array())) {
    if (one["title"] == s.words[0]) s.request = one["id"];
  }
  EXPECT_NE(s.request, absent_id) << listed;
  const auto moves = [&](const char* method, Json request) {
    request["requestId"] = s.request;
    done_("polonius", method, std::move(request));
  };
  if (state == "declined") moves("DecideRequest", {{"accept", false}, {"words", "Not here."}});
  if (is_one_of({"accepted", "published", "answered"}, state)) moves("DecideRequest", {{"accept", true}});
  if (is_one_of({"published", "answered"}, state))
    moves("PublishRequest", {{"title", "They ask"}, {"source", "As the chair puts it."}});
  if (state == "answered") moves("AnswerRequest", {{"words", "So say the members."}});
  if (is_one_of({"published", "answered"}, state)) return s;
  const auto desk = [topic = topic_id(s.topic)](const Actor& a) {
    return can_do(a.principal(), Action::handle_reports, topic);
  };
  for (const auto& words : s.words) secrets_.keep(words, "the words of a request that is " + state, desk, true);
  return s;
}

Scene GalleryStage::set_kept(const std::string& state) {
  const auto made = company({{"dailyExports", 1}});
  Scene s = absent();
  s.state = state;
  s.topic = ground_.denmark;
  s.company = made.id;
  s.licence = made.licence;
  s.seat = made.seat;
  s.alarm = raise_alarm(made);
  if (state != "over") return s;
  host("SettleAlarm", {{"number", s.alarm}});
  host("EndCompany", {{"companyId", s.company}});
  return s;
}

// More extracts are wanted than the day allows.
std::string GalleryStage::raise_alarm(const Company& company) {
  if (thread_.empty())
    thread_ = done_("ophelia", "OpenThread", {{"topicId", ground_.denmark}, {"title", "T"}, {"source", "To be."}})
                  .value("threadId", "0");
  for (const auto* who : {"horatio", "ophelia"})
    done_(who, "WritePost", {{"threadId", thread_}, {"source", "Words that are listened to."}});
  const auto topic = topic_of(company);
  const auto feed = calls(company.token, "ObserverService/ReadFeed", {{"topic", topic}});
  EXPECT_TRUE(feed.contains("updates")) << feed;
  if (!feed.contains("updates")) return absent_id;
  const Json one = {{"topic", topic}, {"post", feed["updates"][0]["post"]["id"]}};
  const auto taken = calls(company.token, "SubscriberService/TakeExtracts", {{"wanted", Json::array({one, one})}});
  EXPECT_EQ(taken.value("code", ""), "spent") << taken;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (std::chrono::steady_clock::now() < end) {
    const auto listed = host("ListAlarms", Json::object());
    for (const auto& alarm : listed.value("alarms", Json::array())) {
      if (alarm["seatId"] == company.seat) return alarm["number"];
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  ADD_FAILURE() << "no alarm was raised";
  return absent_id;
}

}  // namespace plenum::test
