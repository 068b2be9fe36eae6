#include "tests/rights/door.h"

#include "tests/rights/frames.h"

namespace plenum::test {

namespace {

using google::protobuf::MethodDescriptor;

class HttpDoor final : public Door {
public:
  HttpDoor(const Seat& seat, bool binary) : seat_(seat), binary_(binary) {}
  const char* name() const override { return binary_ ? "HTTP binary" : "HTTP JSON"; }

  Json call(const MethodDescriptor& method, const Json& request) override {
    std::string headers = binary_ ? "Content-Type: application/proto\r\n" : "Content-Type: application/json\r\n";
    if (!seat_.token().empty()) headers += "Authorization: Bearer " + seat_.token() + "\r\n";
    const auto sent = message_of(method.input_type());
    const auto body = binary_ ? bytes_of(request, *sent) : request.dump();
    const auto path = "/" + method.service()->full_name() + "/" + method.name();
    const auto answer = exchange(seat_.post_request(path, headers, body));
    if (answer.status == 0) return {{"fault", answer.fault}};
    if (answer.status != 200) {
      const auto said = Json::parse(answer.body, nullptr, false);
      return said.is_object() && said.contains("refusal") ? refused(said["refusal"]) : Json{{"fault", answer.body}};
    }
    const auto reply = message_of(method.output_type());
    return binary_ ? json_of(answer.body, *reply) : Json::parse(answer.body, nullptr, false);
  }

private:
  Answer exchange(const std::string& bytes) {
    if (!socket_.is_open()) {
      socket_ = RawSocket::tcp(seat_.port());
      rest_.clear();
    }
    if (!socket_.write(bytes)) return {};
    auto answer = read_answer(socket_, rest_);
    if (answer.status == 0 || answer.header("Connection") == "close") socket_.close();
    return answer;
  }

  const Seat seat_;
  const bool binary_;
  RawSocket socket_;
  std::string rest_;
};

class LiveDoor final : public Door {
public:
  LiveDoor(const Seat& seat, bool binary) : binary_(binary), frames_(seat, binary) {
    const auto welcome = frames_.ask("hello", Json::object());
    EXPECT_TRUE(welcome.contains("you")) << welcome;
  }
  const char* name() const override { return binary_ ? "live binary" : "live JSON"; }
  Json call(const MethodDescriptor& method, const Json& request) override {
    return frames_.ask(field_of(method.name()), request);
  }

private:
  const bool binary_;
  Frames frames_;
};

}  // namespace

std::unique_ptr<Door> http_door(const Seat& seat, bool binary) {
  return std::make_unique<HttpDoor>(seat, binary);
}

std::unique_ptr<Door> live_door(const Seat& seat, bool binary) {
  return std::make_unique<LiveDoor>(seat, binary);
}

Greeted greet(const Seat& seat, bool binary) {
  Frames frames(seat, binary);
  if (frames.turned_away() != 0) return {"HTTP " + std::to_string(frames.turned_away()), 0};
  const auto said = frames.ask("hello", Json::object());
  const auto code = said.value("refused", "");
  return {code, code.empty() ? std::uint16_t{0} : frames.await_close()};
}

std::string field_of(const std::string& method) {
  auto field = method;
  field[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(field[0])));
  return field;
}

}  // namespace plenum::test
