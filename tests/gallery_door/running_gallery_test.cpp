// The whole server with a gallery in it: a member writes at one door, a seat hears at the other.
#include <filesystem>

#include <sodium.h>
#include <sys/stat.h>

#include "server/identity/secrets.h"
#include "storage/log/embedded_log.h"
#include "tests/gallery_door/room.h"
#include "tests/program/spoken.h"
#include "tests/support/server/running_server.h"

namespace plenum::test {
namespace {

std::uint16_t port_of(const RunningServer& server) {
  return static_cast<std::uint16_t>(std::stoi(server.url().substr(server.url().rfind(':') + 1)));
}

std::filesystem::path key_of(const RunningServer& server) {
  return MasterKey::beside(server.data());
}

std::string whole(const Answer& answer) {
  std::string all = answer.status_line + "\n";
  for (const auto& [name, value] : answer.headers) {
    if (name != "Date") all += name + ": " + value + "\n";
  }
  return all + answer.body;
}

Answer asks(const RunningServer& server, const std::string& path, const std::string& token) {
  auto socket = RawSocket::tcp(port_of(server));
  return ask(socket, "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" +
                         (token.empty() ? "" : "Authorization: Bearer " + token + "\r\n") +
                         "Content-Length: 2\r\n\r\n{}");
}

constexpr const char* topics_path = "/v1/observer/plenum.v1.ObserverService/ListTopics";

TEST(RunningGallery, makes_its_key_beside_the_data_directory_for_itself_alone) {
  RunningServer server;
  ASSERT_NO_FATAL_FAILURE(server.start());
  struct stat status{};
  ASSERT_EQ(::stat(key_of(server).c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  EXPECT_EQ(server.stop(), 0);
  std::string why;
  EXPECT_TRUE(MasterKey::open(key_of(server), server.data(), false, why)) << why;
}

TEST(RunningGallery, answers_members_and_strangers_at_the_gallery_s_door_alike_and_seats_at_the_members_door) {
  RunningServer server;
  ASSERT_NO_FATAL_FAILURE(server.start());
  const auto member = server.add_member("hamlet", v1::ADMIN);
  const auto nobody = whole(asks(server, topics_path, ""));
  EXPECT_NE(nobody.find(" 404 "), std::string::npos) << nobody;
  EXPECT_EQ(whole(asks(server, topics_path, member)), nobody);
  EXPECT_EQ(whole(asks(server, topics_path, "plm_o_unknown")), nobody);
  EXPECT_EQ(whole(asks(server, "/v1/gallery", member)), nobody);
}

TEST(RunningGallery, with_a_listener_of_its_own_is_not_at_the_members_door) {
  RunningServer server("gallery_listen = \"127.0.0.1:0\"\n");
  ASSERT_NO_FATAL_FAILURE(server.start());
  EXPECT_EQ(whole(asks(server, topics_path, "")), whole(asks(server, "/v1/nothing", "")));
  EXPECT_EQ(whole(asks(server, "/v1/gallery", "")), whole(asks(server, "/v1/nothing", "")));
}

/// A community with a chartered topic and a company that listens, made before the server starts.
class Seeded : public ::testing::Test {
protected:
  void SetUp() override {
    ASSERT_GE(sodium_init(), 0);
    std::string why;
    std::filesystem::create_directories(server_.data());
    ASSERT_TRUE(MasterKey::open(key_of(server_), server_.data(), true, why)) << why;
    auto store = Store::open(server_.data(), rocksdb::Env::Default(), why);
    ASSERT_TRUE(store) << why;
    EmbeddedLog log(*store);
    SystemChance chance;
    ASSERT_EQ(found_community(*store, log, chance, "Elsinore"), "");
    Sequencer sequencer(*store, log, chance, [](const Committed&) {});
    topic_ = TopicId{sequencer.submit_and_wait(open_topic(Principal::house(), "On being", "")).outcome.id()};
    const auto secret = make_secret("plm_o_");
    token_ = secret.text;
    Command command;
    command.principal = Principal::house();
    command.decide = [this, hash = secret.hash](Proposal& p) -> Check {
      p.needs_level(3);
      p.event().mutable_gallery_settings_changed()->set_k(1);
      auto& charter = *p.event().mutable_charter_set();
      charter.set_topic(topic_.value);
      charter.add_classes(v1::EMBARGO_NONE);
      auto& company = *p.event().mutable_company_set();
      company.set_company(7);
      company.set_name("Norway & Sons");
      auto& licence = *p.event().mutable_licence_set();
      licence.set_licence(8);
      licence.set_company(7);
      licence.set_level(v1::LICENCE_OBSERVE);
      licence.add_topics(topic_.value);
      licence.set_seats(1);
      licence.set_from_ms(p.time_ms());
      auto& seat = *p.event().mutable_seat_given();
      seat.set_seat(9);
      seat.set_company(7);
      p.personal(log::SEAT, log::SeatProfile());
      auto& session = *p.event().mutable_seat_session_opened();
      session.set_session(hash);
      session.set_seat(9);
      session.set_kind(log::PROGRAM);
      return {};
    };
    ASSERT_FALSE(sequencer.submit_and_wait(std::move(command)).refused);
    sequencer.stop();
  }

  RunningServer server_;
  TopicId topic_;
  std::string token_;
};

TEST_F(Seeded, a_seat_hears_what_a_member_writes_and_nothing_that_names_them) {
  ASSERT_NO_FATAL_FAILURE(server_.start());
  const auto member = server_.add_member("hamlet", v1::MEMBER);
  RawWebSocket line(port_of(server_));
  ASSERT_TRUE(
      line.open("/v1/gallery", "Sec-WebSocket-Protocol: plenum.v1.json\r\nAuthorization: Bearer " + token_ + "\r\n"))
      << line.fault;
  const auto next = [&] {
    const auto frame = line.receive();
    EXPECT_TRUE(frame) << line.fault;
    return frame ? Json::parse(frame->payload) : Json::object();
  };
  line.send_text(R"({"request":1,"hello":{}})");
  const auto topic = next()["reply"]["hello"]["topics"][0]["id"].get<std::string>();
  line.send_text(R"({"request":2,"subscribe":{"topic":")" + topic + R"("}})");
  ASSERT_TRUE(next()["reply"].contains("subscribe"));
  auto socket = RawSocket::tcp(port_of(server_));
  const Json wish = {{"commandId", "AAECAwQFBgcICQoLDA0ODw=="},
                     {"topicId", std::to_string(topic_.value)},
                     {"title", "Asked by hamlet"},
                     {"source", "I, hamlet, am at hamlet@elsinore.example."}};
  const auto body = wish.dump();
  const auto written = ask(socket,
                           "POST /plenum.v1.MemberService/OpenThread HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                           "Content-Type: application/json\r\nAuthorization: Bearer " +
                               member + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  ASSERT_EQ(written.status, 200u) << written.body;
  const auto heard = next();
  ASSERT_TRUE(heard.contains("updates")) << heard;
  EXPECT_EQ(heard["updates"]["updates"][0]["post"]["text"], "I, [name], am at [mail].");
  EXPECT_EQ(heard.dump().find("hamlet"), std::string::npos);
  // At the members' door its token is a word like any other.
  EXPECT_EQ(whole(asks(server_, "/plenum.v1.MemberService/ListTopics", token_)),
            whole(asks(server_, "/plenum.v1.MemberService/ListTopics", "plm_t_unknown")));
}

TEST_F(Seeded, a_server_without_its_key_or_with_one_that_others_read_does_not_start) {
  const auto start = [&] { return run("plenumd", {"--data", server_.data(), "--listen", "127.0.0.1:0"}); };
  ASSERT_EQ(::chmod(key_of(server_).c_str(), 0644), 0);
  const auto readable = start();
  EXPECT_EQ(readable.code, 1);
  EXPECT_NE(readable.err.find("can be read by others"), std::string::npos) << readable.err;
  std::filesystem::remove(key_of(server_));
  const auto missing = start();
  EXPECT_EQ(missing.code, 1);
  EXPECT_NE(missing.err.find("is missing"), std::string::npos) << missing.err;
  EXPECT_FALSE(std::filesystem::exists(key_of(server_)));
}

TEST_F(Seeded, the_operator_needs_no_key_and_makes_none) {
  std::filesystem::remove(key_of(server_));
  const auto looked_after = run("plenumd", {"--data", server_.data(), "--maintenance"});
  EXPECT_EQ(looked_after.code, 0) << looked_after.err;
  EXPECT_FALSE(std::filesystem::exists(key_of(server_)));
}

}  // namespace
}  // namespace plenum::test
