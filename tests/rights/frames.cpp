#include "tests/rights/frames.h"

#include <google/protobuf/util/json_util.h>

#include "proto/member.pb.h"

namespace plenum::test {

namespace {

std::string stream_of(const Json& updates) {
  if (updates.contains("topicId")) return "topic " + updates["topicId"].get<std::string>();
  if (updates.contains("staffTopicId")) return "staff " + updates["staffTopicId"].get<std::string>();
  for (const auto* name : {"desk", "community", "personal"}) {
    if (updates.contains(name)) return name;
  }
  return {};
}

}  // namespace

std::unique_ptr<google::protobuf::Message> message_of(const google::protobuf::Descriptor* type) {
  return std::unique_ptr<google::protobuf::Message>(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
}

std::string bytes_of(const Json& json, google::protobuf::Message& message) {
  const auto status = google::protobuf::util::JsonStringToMessage(json.dump(), &message);
  EXPECT_TRUE(status.ok()) << status.ToString() << ' ' << json;
  return message.SerializeAsString();
}

Json json_of(const std::string& bytes, google::protobuf::Message& message) {
  if (!message.ParseFromString(bytes)) return {{"fault", "not a " + message.GetTypeName()}};
  std::string text;
  (void)google::protobuf::util::MessageToJsonString(message, &text);
  return Json::parse(text);
}

Json refused(Json refusal) {
  refusal["refused"] = refusal["code"];
  return refusal;
}

Frames::Frames(const Seat& seat, bool binary) : binary_(binary), socket_(seat.port()) {
  std::string headers = "Sec-WebSocket-Protocol: plenum.v1." + std::string(binary ? "proto" : "json") + "\r\n";
  if (!seat.token().empty()) headers += "Authorization: Bearer " + seat.token() + "\r\n";
  is_open_ = socket_.open("/v1/live", headers);
}

Json Frames::ask(const std::string& field, const Json& request) {
  const Json frame = {{"request", ++number_}, {field, request}};
  v1::ClientFrame sent;
  if (binary_) {
    socket_.send({.opcode = op_binary, .payload = bytes_of(frame, sent)});
  } else {
    socket_.send_text(frame.dump());
  }
  while (replies_.empty() || replies_.front().value("request", 0) != number_) {
    if (!replies_.empty()) {
      replies_.pop_front();
    } else if (!read_one(RawSocket::patience)) {
      return {{"fault", "no answer: " + socket_.fault}, {"closed", close_code_}};
    }
  }
  const auto reply = replies_.front();
  replies_.pop_front();
  if (reply.contains("refusal")) return refused(reply["refusal"]);
  return reply.value(field, Json::object());
}

bool Frames::await(const std::function<bool(const Heard&)>& fits) {
  for (std::size_t i = 0;; ++i) {
    while (i == heard_.size()) {
      if (!read_one(RawSocket::patience)) return false;
    }
    if (fits(heard_[i])) return true;
  }
}

std::uint16_t Frames::await_close() {
  while (close_code_ == 0 && read_one(RawSocket::patience)) {
  }
  return close_code_;
}

bool Frames::read_one(std::chrono::milliseconds patience) {
  const auto frame = socket_.receive(patience);
  if (!frame) return false;
  if (frame->opcode == op_close) {
    close_code_ = frame->close_code();
    return false;
  }
  if (frame->opcode == op_ping) return socket_.send({.opcode = op_pong, .payload = frame->payload});
  if (frame->opcode != op_text && frame->opcode != op_binary) return true;
  EXPECT_EQ(frame->opcode == op_binary, binary_) << "frames of another encoding than agreed";
  v1::ServerFrame received;
  const auto said = binary_ ? json_of(frame->payload, received) : Json::parse(frame->payload, nullptr, false);
  if (said.contains("reply")) replies_.push_back(said["reply"]);
  if (!said.contains("updates")) return true;
  for (const auto& update : said["updates"].value("updates", Json::array()))
    heard_.push_back({stream_of(said["updates"]), update});
  return true;
}

}  // namespace plenum::test
