#include "tests/gateway/follower.h"

namespace plenum::test {

namespace {

using namespace std::chrono_literals;

std::string bytes_of_base64(const std::string& text) {
  std::string bytes;
  unsigned value = 0;
  int bits = 0;
  for (const char c : text) {
    static const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const auto digit = digits.find(c);
    if (digit == std::string::npos) break;
    value = (value << 6) | static_cast<unsigned>(digit);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push_back(static_cast<char>((value >> bits) & 0xFF));
  }
  return bytes;
}

// A test may look into a position (server/hub/positions.cpp): a client may not.
std::uint64_t offset_in(const std::string& token) {
  const auto bytes = bytes_of_base64(token);
  if (bytes.size() < 27) return 0;
  std::uint64_t offset = 0;
  for (std::size_t i = 19; i < 27; ++i) offset = (offset << 8) | static_cast<unsigned char>(bytes[i]);
  return offset;
}

Json as_shown(Json post) {
  Json counts = Json::object();
  for (const auto& reaction : post.value("reactions", Json::array())) {
    counts[reaction["emoji"].get<std::string>()] = reaction["count"];
  }
  post["reactions"] = counts;
  return post;
}

RawWebSocket open_line(const Seat& seat, int receive_buffer_bytes) {
  RawWebSocket socket(seat.port(), receive_buffer_bytes);
  EXPECT_TRUE(socket.open("/v1/live",
                          "Sec-WebSocket-Protocol: plenum.v1.json\r\nAuthorization: Bearer " + seat.token() + "\r\n"))
      << socket.fault;
  return socket;
}

}  // namespace

Follower::Follower(Seat seat, std::string topic, std::string thread)
    : seat_(std::move(seat)), topic_(std::move(topic)), thread_(std::move(thread)) {}

void Follower::connect(int receive_buffer_bytes) {
  socket_ = open_line(seat_, receive_buffer_bytes);
  Json wish = {{"topicId", topic_}};
  if (!token_.empty()) wish["since"] = {{"token", token_}};
  socket_.send_text(Json{{"request", 1}, {"hello", Json::object()}}.dump());
  socket_.send_text(Json{{"request", 2}, {"subscribe", wish}}.dump());
  for (;;) {
    const auto frame = socket_.receive();
    if (!frame) return faults_.push_back("no answer to the subscription: " + socket_.fault);
    const auto json = Json::parse(frame->payload, nullptr, false);
    if (!json.contains("reply") || json["reply"].value("request", 0) != 2) continue;
    const auto reply = json["reply"].value("subscribe", Json());
    if (reply.is_null()) return faults_.push_back("refused: " + frame->payload);
    if (!token_.empty()) {
      if (!reply.value("recovered", false)) faults_.push_back("not recovered");
      return;
    }
    token_ = reply["position"]["token"];
    offset_ = offset_in(token_);
    posts_ = fresh(seat_, thread_);
    return;
  }
}

bool Follower::read_one(std::chrono::milliseconds patience) {
  const auto frame = socket_.receive(patience);
  if (!frame) return false;
  if (frame->opcode == op_ping) return socket_.send({.opcode = op_pong, .payload = frame->payload});
  if (frame->opcode == op_close) {
    faults_.push_back("closed with " + std::to_string(frame->close_code()));
    return false;
  }
  ++frames_;
  bytes_ += frame->payload.size();
  const auto json = Json::parse(frame->payload);
  if (json.contains("updates") && json["updates"].value("topicId", "") == topic_) take_updates(json["updates"]);
  return true;
}

void Follower::read_what_is_there() {
  while (read_one(20ms)) {
  }
}

void Follower::read_until(std::uint64_t offset) {
  while (offset_ < offset) {
    if (!read_one()) return faults_.push_back("nothing comes after " + std::to_string(offset_) + " " + socket_.fault);
  }
}

void Follower::take_updates(const Json& updates) {
  const auto count = updates.value("updates", Json::array()).size();
  const auto offset = offset_in(updates["position"]["token"]);
  const bool whole = entries_may_be_silent ? offset >= offset_ + count : offset == offset_ + count;
  if (!whole) {
    faults_.push_back(std::to_string(count) + " updates lead from " + std::to_string(offset_) + " to " +
                      std::to_string(offset));
  }
  for (const auto& update : updates.value("updates", Json::array())) {
    if (update.contains("post")) take_post(update["post"]);
    if (update.contains("reaction")) take_reaction(update["reaction"]);
  }
  token_ = updates["position"]["token"];
  offset_ = offset;
}

void Follower::take_post(const Json& post) {
  auto& known = posts_[post["id"]];
  if (known.is_null() || post["version"] >= known["version"]) known = as_shown(post);
}

void Follower::take_reaction(const Json& change) {
  const auto found = posts_.find(change["postId"]);
  if (found == posts_.end()) return faults_.push_back("a reaction to a post never told");
  auto& known = found->second;
  if (change["postVersion"] < known["version"]) return;
  known["version"] = change["postVersion"];
  const std::string emoji = change["emoji"];
  if (const auto count = change.value("count", 0); count > 0) {
    known["reactions"][emoji] = count;
  } else {
    known["reactions"].erase(emoji);
  }
}

std::map<std::string, Json> Follower::shown() const {
  return posts_;
}

std::map<std::string, Json> Follower::fresh(Seat seat, const std::string& thread) {
  std::map<std::string, Json> posts;
  Json request = {{"threadId", thread}, {"fromStart", true}, {"limit", 200}};
  for (;;) {
    const auto page = seat.call("ReadThread", request);
    for (const auto& post : page.value("posts", Json::array())) {
      posts[post["id"]] = as_shown(post);
      request = {{"threadId", thread}, {"afterPlace", post["place"]}, {"limit", 200}};
    }
    if (!page.value("moreAfter", false)) return posts;
  }
}

std::uint64_t Follower::head(const Seat& seat, const std::string& topic) {
  Line line(seat);
  line.call("subscribe", {{"topicId", topic}});
  return offset_in(line.position());
}

}  // namespace plenum::test
