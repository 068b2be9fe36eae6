#include "tests/gateway/seat.h"

#include <random>

namespace plenum::test {

namespace {

std::string base64(const std::string& bytes) {
  static const char* digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    unsigned value = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      value = (value << 8) | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0u);
    }
    for (std::size_t j = 0; j < 4; ++j)
      text.push_back(i + j > bytes.size() ? '=' : digits[(value >> (18 - 6 * j)) & 63]);
  }
  return text;
}

Json json_of(const Answer& answer) {
  Json json = Json::parse(answer.body, nullptr, false);
  if (json.is_discarded()) return {{"fault", answer.fault.empty() ? answer.body : answer.fault}};
  if (json.contains("refusal")) json["refused"] = json["refusal"]["code"];
  return json;
}

}  // namespace

std::string command_id() {
  thread_local std::mt19937_64 random{std::random_device{}()};
  std::string bytes(16, '\0');
  for (auto& byte : bytes) byte = static_cast<char>(random());
  return base64(bytes);
}

Seat::Seat(const RunningServer& server, std::string token)
    : port_(static_cast<std::uint16_t>(std::stoi(server.url().substr(server.url().rfind(':') + 1)))),
      token_(std::move(token)) {}

Json Seat::call(const std::string& method, const Json& request) {
  return call_service("MemberService", method, request);
}

Json Seat::call_service(const std::string& service, const std::string& method, const Json& request) {
  return json_of(
      raw(post_request("/plenum.v1." + service + "/" + method,
                       "Authorization: Bearer " + token_ + "\r\nContent-Type: application/json\r\n", request.dump())));
}

std::string Seat::post_request(const std::string& path, const std::string& headers, const std::string& body) const {
  return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) + "\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

Answer Seat::raw(const std::string& head_and_body) {
  auto socket = RawSocket::tcp(port_);
  return ask(socket, head_and_body);
}

Line::Line(const Seat& seat, bool greet) : socket_(seat.port()) {
  std::string headers = "Sec-WebSocket-Protocol: plenum.v1.json\r\n";
  if (!seat.token().empty()) headers += "Authorization: Bearer " + seat.token() + "\r\n";
  EXPECT_TRUE(socket_.open("/v1/live", headers)) << socket_.fault;
  if (greet) welcome_ = call("hello", Json::object());
}

bool Line::read_one(std::chrono::milliseconds patience) {
  const auto frame = socket_.receive(patience);
  if (!frame) return false;
  if (frame->opcode == op_close) {
    close_code_ = frame->close_code();
    return false;
  }
  if (frame->opcode == op_ping) return socket_.send({.opcode = op_pong, .payload = frame->payload});
  const auto json = Json::parse(frame->payload);
  if (json.contains("reply")) replies_.push_back(json["reply"]);
  if (json.contains("presence")) presences_.push_back(json["presence"]);
  if (json.contains("deskPresence")) {
    for (const auto& report : json["deskPresence"]["reports"]) reports_looked_at_.push_back(report);
  }
  if (json.contains("updates")) {
    const auto& updates = json["updates"];
    for (const auto& update : updates.value("updates", Json::array())) updates_.push_back(update);
    if (updates.contains("topicId") && updates.contains("position")) position_ = updates["position"]["token"];
  }
  return true;
}

Json Line::await_reply(int number) {
  for (;;) {
    for (auto it = replies_.begin(); it != replies_.end(); ++it) {
      if (it->value("request", 0) != number) continue;
      auto reply = *it;
      replies_.erase(it);
      return reply;
    }
    if (!read_one(RawSocket::patience)) return {};
  }
}

Json Line::call(const std::string& name, const Json& request) {
  const int number = next_number();
  send({{"request", number}, {name, request}});
  auto reply = await_reply(number);
  if (reply.is_null()) return {{"fault", socket_.fault}};
  if (reply.contains("refusal"))
    return {{"refused", reply["refusal"]["code"]}, {"field", reply["refusal"].value("field", "")}};
  const auto answer = reply.contains(name) ? reply[name] : Json::object();
  if (name == "subscribe" && request.contains("topicId")) position_ = answer["position"]["token"];
  return answer;
}

Json Line::await_update(const std::function<bool(const Json&)>& fits) {
  for (;;) {
    for (auto it = updates_.begin(); it != updates_.end(); ++it) {
      if (!fits(*it)) continue;
      auto update = *it;
      updates_.erase(updates_.begin(), it + 1);
      return update;
    }
    if (!read_one(RawSocket::patience)) return {};
  }
}

Json Line::await_presence(const std::function<bool(const Json&)>& fits) {
  for (;;) {
    for (auto it = presences_.begin(); it != presences_.end(); ++it) {
      if (!fits(*it)) continue;
      auto presence = *it;
      presences_.erase(presences_.begin(), it + 1);
      return presence;
    }
    if (!read_one(RawSocket::patience)) return {};
  }
}

Json Line::await_desk_presence(const std::function<bool(const Json&)>& fits) {
  for (;;) {
    for (auto it = reports_looked_at_.begin(); it != reports_looked_at_.end(); ++it) {
      if (!fits(*it)) continue;
      auto report = *it;
      reports_looked_at_.erase(reports_looked_at_.begin(), it + 1);
      return report;
    }
    if (!read_one(RawSocket::patience)) return {};
  }
}

std::vector<Json> Line::take_updates() {
  while (read_one(std::chrono::milliseconds(50))) {
  }
  return std::exchange(updates_, {});
}

std::uint16_t Line::await_close() {
  while (close_code_ == 0 && read_one(std::chrono::seconds(20))) {
  }
  return close_code_;
}

Elsinore::Elsinore(const std::string& settings) : server_(settings) {}

void Elsinore::SetUp() {
  ASSERT_NO_FATAL_FAILURE(server_.start());
  tokens_["hamlet"] = server_.add_member("hamlet", v1::ADMIN);
  tokens_["polonius"] = server_.add_member("polonius", v1::MODERATOR);
  tokens_["ophelia"] = server_.add_member("ophelia", v1::MEMBER);
  tokens_["iago"] = server_.add_member("iago", v1::MEMBER);
  topic_ = server_.open_topic("On being");
  const auto opened = seat("hamlet").call(
      "OpenThread", {{"commandId", command_id()}, {"topicId", topic_}, {"title", "Or not?"}, {"source", "To be."}});
  ASSERT_TRUE(opened.contains("threadId")) << opened;
  thread_ = opened["threadId"];
  first_post_ = opened["postId"];
}

Seat Elsinore::seat(const std::string& handle) {
  return {server_, handle.empty() ? "" : tokens_.at(handle)};
}

std::string Elsinore::write(const std::string& handle, const std::string& source, const Json& more) {
  Json request = {{"commandId", command_id()}, {"threadId", thread_}, {"source", source}};
  request.update(more);
  const auto reply = seat(handle).call("WritePost", request);
  EXPECT_TRUE(reply.contains("postId")) << reply;
  return reply.value("postId", "");
}

}  // namespace plenum::test
