#include "tests/gallery_cases/heckler.h"

#include <chrono>
#include <future>
#include <set>

#include <google/protobuf/stubs/logging.h>

#include "server/gallery/reads.h"
#include "server/gallery/refusal.h"
#include "server/gateway/codec.h"
#include "server/search/words.h"

namespace plenum::test {

namespace {

// Of the two services, in the order of the first byte.
const std::vector<std::pair<std::string, Json>>& calls(const std::string& topic, const std::string& post,
                                                       const std::string& thread, const std::string& position) {
  static const std::vector<std::pair<std::string, Json>> all = {
      {"ObserverService/ListTopics", Json::object()},
      {"ObserverService/ListThreads", {{"topic", topic}, {"after", thread}, {"limit", 2}}},
      {"ObserverService/ReadThread", {{"topic", topic}, {"thread", thread}, {"after", post}, {"limit", 3}}},
      {"ObserverService/ReadFeed", {{"topic", topic}, {"since", {{"token", position}}}, {"limit", 7}, {"back", true}}},
      {"ObserverService/SearchFeed",
       {{"words", "asked -\"not so\" again"},
        {"topic", topic},
        {"fromMs", "1"},
        {"untilMs", "9999999999999"},
        {"skip", 1}}},
      {"ObserverService/ReadTrends", {{"topic", topic}, {"weeks", 9}}},
      {"SubscriberService/GetOwn", Json::object()},
      {"SubscriberService/MakeTicket", Json::object()},
      {"SubscriberService/Leave", Json::object()},
      {"SubscriberService/Enter", {{"token", "plm_o_nobody"}}},
      {"SubscriberService/KeepSearch",
       {{"search", {{"name", "Mine"}, {"words", "asked"}, {"topic", topic}, {"alert", "ALERT_LIVE"}}}}},
      {"SubscriberService/DropSearch", {{"id", post}}},
      {"SubscriberService/ListSearches", Json::object()},
      {"SubscriberService/SetHook", {{"url", "https://norway.example/hook"}}},
      {"SubscriberService/GetHook", Json::object()},
      {"SubscriberService/TakeExtracts", {{"wanted", Json::array({{{"topic", topic}, {"post", post}}})}}},
      {"SubscriberService/ListExtracts", {{"before", "3"}, {"limit", 2}}},
      {"SubscriberService/ExportExtracts", {{"format", "EXTRACT_CSV"}, {"ids", Json::array({post})}}},
      {"SubscriberService/ListNotices", {{"after", "1"}, {"limit", 2}}},
      {"SubscriberService/AcknowledgeNotices", {{"upto", "1"}}},
      {"SubscriberService/AskRequest",
       {{"kind", "LICENCE_PANEL"}, {"topic", topic}, {"title", "T"}, {"words", "W"}, {"cohort", "C"}}},
      {"SubscriberService/ListRequests", Json::object()},
      {"SubscriberService/ListSeats", Json::object()},
      {"SubscriberService/GiveSeat", {{"name", "Voltimand"}, {"mail", "v@norway.example"}, {"keepsSeats", true}}},
      {"SubscriberService/EndSeat", {{"id", post}}},
      {"SubscriberService/MakeToken", {{"id", post}}},
  };
  return all;
}
constexpr unsigned char own_path = 26;
constexpr unsigned char line_frame = 27;
constexpr unsigned char kinds = 28;
constexpr std::int64_t an_hour_ms = 3'600'000;
constexpr std::size_t calls_of_one_door = 90;  // its pace lets a seat call a hundred times in ten seconds

/// Where a door's answer goes.
class Box final : public net::Respond::Target {
public:
  explicit Box(std::shared_ptr<std::promise<net::HttpResponse>> answer) : answer_(std::move(answer)) {}
  void respond(net::HttpResponse response) override { answer_->set_value(std::move(response)); }

private:
  std::shared_ptr<std::promise<net::HttpResponse>> answer_;
};

std::unique_ptr<google::protobuf::Message> message_of(const std::string& method) {
  const auto name = method.substr(method.find('/') + 1);
  if (method.starts_with("Observer")) return observer_request(name);
  if (name == "Enter") return std::make_unique<v1::EnterRequest>();
  return std::unique_ptr<google::protobuf::Message>(find_subscriber_method(name)->prototype->New());
}

}  // namespace

Heckled::Heckled() : room_(UseLimits{.reads_per_minute = 0, .threads_per_hour = 0, .places_per_hour = 0}) {
  google::protobuf::SetLogHandler(nullptr);  // it would say of each wish that it is no wish
  std::uint64_t command = 0;
  const auto draw = [&] { room_.clock.draw_from(++command); };
  draw();
  const auto hamlet = room_.member("hamletqzjxqv", "philosophy", "Denmark");
  draw();
  const auto being = room_.topic("On being");
  draw();
  const auto closed = room_.topic("Closedqzjxqv");
  for (const auto topic : {being, closed}) {
    draw();
    room_.charter(topic, {v1::EMBARGO_NONE});
  }
  draw();
  const auto norway = room_.company("Norway & Sons");
  draw();
  const auto england = room_.company("Englandqzjxqv");
  draw();
  room_.exporting(norway, {being}, 1'000'000, 0, v1::EMBARGO_NONE, v1::LICENCE_PANEL);
  draw();
  room_.licence(england, {closed});
  draw();
  const auto thread = room_.thread(hamlet, being, "Asked", "Asked of hamletqzjxqv.");
  draw();
  room_.thread(hamlet, closed, "Titleqzjxqv", "Wordsqzjxqv.");
  draw();
  room_.post(hamlet, thread, "And asked again.");
  draw();
  const auto seat = room_.seat(norway, true);
  draw();
  token_ = room_.token(seat);
  EXPECT_TRUE(room_.search->wait_until_level(std::chrono::seconds(60)));
  refusal_ = gallery_refusal().body;
  add_examples();
}

void Heckled::add_examples() {
  Observing seat(room_, token_);
  const auto topic = seat.topic();
  const auto feed = seat.call("ReadFeed", {{"topic", topic}});
  const std::string post = feed["updates"][0]["post"]["id"];
  const std::string thread = feed["updates"][0]["post"]["thread"];
  const std::string position = feed["position"]["token"];
  unsigned char which = 0;
  for (const auto& [method, wish] : calls(topic, post, thread, position)) {
    const std::string first(1, static_cast<char>(which++));
    examples_.push_back(first + '\0' + wish.dump());
    const auto message = message_of(method);
    EXPECT_FALSE(decode(Coding::json, wish.dump(), *message)) << method;
    examples_.push_back(first + '\1' + message->SerializeAsString());
  }
  EXPECT_EQ(which, own_path);
  for (const auto* path : {"/v1/gallery", "/v1/observer/plenum.v1.MemberService/ListTopics",
                           "/v1/observer/plenum.v1.ObserverService/../SubscriberService/GetOwn"})
    examples_.push_back(std::string(1, static_cast<char>(own_path)) + '\0' + path + "\n{}");
  for (const Json& said : {Json({{"request", 1}, {"hello", Json::object()}}),
                           Json({{"request", 2}, {"subscribe", {{"topic", topic}, {"since", feed["position"]}}}}),
                           Json({{"request", 3}, {"unsubscribe", {{"topic", topic}}}})}) {
    v1::ObserverFrame frame;
    EXPECT_FALSE(decode(Coding::json, said.dump(), frame));
    examples_.push_back(std::string(1, static_cast<char>(line_frame)) + '\0' + said.dump());
    examples_.push_back(std::string(1, static_cast<char>(line_frame)) + '\1' + frame.SerializeAsString());
  }
}

std::string Heckled::fault_of(std::string_view bytes) {
  if (bytes.size() < 2) return {};
  const auto which = static_cast<unsigned char>(bytes[0]) % kinds;
  const auto how = static_cast<unsigned char>(bytes[1]);
  const auto rest = bytes.substr(2);
  Said said;
  said.binary = how & 1;
  said.with_token = (how & 6) != 6;
  if (which == line_frame) return fault_on_the_line(rest, said.binary);
  if (which == own_path) {
    const auto end = std::min(rest.find('\n'), rest.size());
    said.path = rest.substr(0, end);
    said.body = rest.substr(std::min(end + 1, rest.size()));
  } else {
    const auto& method = calls({}, {}, {}, {})[which].first;
    said.path = "/v1/observer/plenum.v1." + method;
    said.reads = method.starts_with("Observer");
    said.body = rest;
  }
  return fault_at_the_door(said);
}

std::string Heckled::fault_at_the_door(const Said& said) {
  if (said_++ % calls_of_one_door == 0) {
    if (door_) door_->stop();
    room_.clock.forward(an_hour_ms);  // of what may be read in a day, little is
    door_ = std::make_unique<GalleryDoor>(GalleryDoor::Parts{*room_.store, room_.voices, *room_.live, *room_.acts,
                                                             *room_.meter, [this] { return room_.clock.now_ms(); },
                                                             room_.search.get(), room_.hooks.get()});
  }
  net::HttpRequest request;
  request.method = "POST";
  request.path = said.path;
  request.headers = {{"Content-Type", said.binary ? "application/proto" : "application/json"}};
  if (said.with_token) request.headers.emplace_back("Authorization", "Bearer " + token_);
  request.body = said.body;
  const auto before = room_.store->view().tail().offset;
  const auto answer = std::make_shared<std::promise<net::HttpResponse>>();
  auto coming = answer->get_future();
  door_->on_http(std::move(request), net::Respond(std::make_unique<Box>(answer)));
  if (coming.wait_for(std::chrono::seconds(60)) != std::future_status::ready) return said.path + " is not answered";
  const auto response = coming.get();
  static const std::set<unsigned> known = {200, 400, 404, 412, 429, 503};
  if (!known.contains(response.status)) return said.path + " is answered " + std::to_string(response.status);
  if (response.status == 404 && response.body != refusal_) return said.path + " is refused otherwise: " + response.body;
  if (response.status == 200 && !said.with_token) return said.path + " is answered to nobody";
  const bool may_change = !said.reads && said.with_token;
  if (!may_change && room_.store->view().tail().offset != before) return said.path + " has changed something";
  answered_ += response.status == 200;
  return fault_in(response.body);
}

std::string Heckled::fault_on_the_line(std::string_view frame, bool binary) {
  auto& line = lines_[binary];
  if (!line) {
    line = std::make_unique<RawWebSocket>(room_.port());
    const auto headers = "Sec-WebSocket-Protocol: plenum.v1." + std::string(binary ? "proto" : "json") +
                         "\r\nAuthorization: Bearer " + token_ + "\r\n";
    if (!line->open("/v1/gallery", headers)) return "no line is opened: " + line->fault;
  }
  const auto before = room_.store->view().tail().offset;
  line->send({.opcode = binary ? op_binary : op_text, .payload = std::string(frame)});
  auto said = line->receive(std::chrono::seconds(60));
  while (said && said->opcode == op_ping) said = line->receive(std::chrono::seconds(60));
  if (room_.store->view().tail().offset != before) return "a frame has changed something";
  if (!said) return "a frame is not answered: " + line->fault;
  if (said->opcode == op_close) line.reset();
  answered_ += said->opcode != op_close;
  return fault_in(said->payload);
}

std::string Heckled::fault_in(std::string_view answer) const {
  return answer.find("qzjxqv") == std::string_view::npos ? std::string() : "it is told: " + std::string(answer);
}

}  // namespace plenum::test
