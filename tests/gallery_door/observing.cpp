#include "tests/gallery_door/observing.h"

#include <utility>

#include <gtest/gtest.h>

namespace plenum::test {

std::string Observing::request(const std::string& path, const std::string& body, const std::string& headers,
                               const std::string& verb) const {
  auto text = verb + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
  if (!token_.empty()) text += "Authorization: Bearer " + token_ + "\r\n";
  if (headers.find("Content-Type") == std::string::npos) text += "Content-Type: application/json\r\n";
  return text + headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

Answer Observing::raw(const std::string& request) {
  auto socket = RawSocket::tcp(port_);
  auto answer = ask(socket, request, request.starts_with("HEAD"));
  heard += answer.status_line;
  for (const auto& [name, value] : answer.headers) heard += name + ": " + value + "\n";
  heard += answer.body;
  return answer;
}

Json Observing::call(const std::string& method, const Json& wish) {
  const auto answer = raw(request("/v1/observer/plenum.v1.ObserverService/" + method, wish.dump()));
  if (answer.status != 200) return {{"refused", answer.body}};
  return Json::parse(answer.body);
}

Json Observing::wish(const std::string& method, const Json& wish) {
  const auto answer = raw(request("/v1/observer/plenum.v1.SubscriberService/" + method, wish.dump()));
  if (answer.status != 200) return {{"refused", Json::parse(answer.body)}};
  return Json::parse(answer.body);
}

std::string Observing::topic() {
  const auto reply = call("ListTopics");
  EXPECT_TRUE(reply.contains("topics")) << reply;
  return reply.contains("topics") ? reply["topics"][0]["id"].get<std::string>() : std::string();
}

Listener::Listener(const Observing& seat, bool greet) : socket_(seat.port()) {
  EXPECT_TRUE(socket_.open("/v1/gallery",
                           "Sec-WebSocket-Protocol: plenum.v1.json\r\nAuthorization: Bearer " + seat.token() + "\r\n"))
      << socket_.fault;
  if (greet) call("hello", Json::object());
}

bool Listener::read_one(std::chrono::milliseconds patience) {
  const auto frame = socket_.receive(patience);
  if (!frame) return false;
  heard += frame->payload;
  if (frame->opcode == op_close) {
    close_code_ = frame->close_code();
    return false;
  }
  if (frame->opcode == op_ping) return socket_.send({.opcode = op_pong, .payload = frame->payload});
  const auto json = Json::parse(frame->payload);
  if (json.contains("reply")) replies_.push_back(json["reply"]);
  if (json.contains("alert")) alerts_.push_back(json["alert"]);
  if (json.contains("updates")) {
    for (const auto& update : json["updates"].value("updates", Json::array())) {
      if (update.contains("post")) posts_.push_back(update["post"]);
    }
    position_ = json["updates"]["position"]["token"];
  }
  return true;
}

Json Listener::call(const std::string& name, const Json& request) {
  const int number = ++number_;
  socket_.send_text(Json({{"request", number}, {name, request}}).dump());
  for (;;) {
    for (auto it = replies_.begin(); it != replies_.end(); ++it) {
      if (it->value("request", 0) != number) continue;
      const auto reply = *it;
      replies_.erase(it);
      if (reply.contains("refusal")) return {{"refused", reply["refusal"]}};
      const auto answer = reply.value(name, Json::object());
      if (name == "subscribe") position_ = answer["position"]["token"];
      return answer;
    }
    if (!read_one(RawSocket::patience)) return {{"fault", socket_.fault}};
  }
}

Json Listener::await_post(const std::function<bool(const Json&)>& fits) {
  for (;;) {
    for (auto it = posts_.begin(); it != posts_.end(); ++it) {
      if (!fits(*it)) continue;
      auto post = *it;
      posts_.erase(posts_.begin(), it + 1);
      return post;
    }
    if (!read_one(RawSocket::patience)) return {};
  }
}

Json Listener::await_text(const std::string& text) {
  return await_post([&](const Json& post) { return post.value("text", "") == text; });
}

Json Listener::await_alert() {
  while (alerts_.empty() && read_one(RawSocket::patience)) {
  }
  if (alerts_.empty()) return {};
  auto alert = alerts_.front();
  alerts_.erase(alerts_.begin());
  return alert;
}

std::vector<Json> Listener::posts_so_far() {
  call("hello", Json::object());  // refused: it has been said; what was handed over before comes before it
  return std::exchange(posts_, {});
}

std::uint16_t Listener::await_close() {
  while (close_code_ == 0 && read_one(std::chrono::seconds(20))) {
  }
  return close_code_;
}

}  // namespace plenum::test
