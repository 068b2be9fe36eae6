// Who looks and who types is the members' own, also where it was told by another node.
#include "tests/cluster/presence_of_nodes.h"
#include "tests/support/net/raw_websocket.h"

namespace plenum::test {
namespace {

using Json = nlohmann::json;

/// Norway's seat listens at Horatio's node, where Ophelia sits; Hamlet sits at his own.
class GalleryPresenceOfNodes : public PresenceOfNodes {
protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(PresenceOfNodes::SetUp());
    seat_ = seat_a_company();
    // What is written in the licence's own millisecond is not theirs: the clock has to go on.
    const auto now = [] { return std::chrono::system_clock::now(); };
    for (const auto begun = now(); now() < begun + std::chrono::milliseconds(2);) std::this_thread::yield();
    ASSERT_TRUE(eventually([this] { return tail_of(horatio_) == tail_of(hamlet_); }));
    socket_ = RawWebSocket(static_cast<std::uint16_t>(std::stoi(horatio_.url().substr(horatio_.url().rfind(':') + 1))));
    ASSERT_TRUE(socket_.open("/v1/gallery",
                             "Sec-WebSocket-Protocol: plenum.v1.json\r\nAuthorization: Bearer " + seat_ + "\r\n"))
        << socket_.fault;
    says({{"request", 1}, {"hello", Json::object()}});
    const auto topics = Json::parse(asks("ListTopics").substr(3), nullptr, false);
    ASSERT_TRUE(topics.contains("topics")) << topics;
    observed_ = topics["topics"][0]["id"];
    says({{"request", 2}, {"subscribe", {{"topic", observed_}}}});
    ASSERT_TRUE(eventually([this] { return listens() && frames_.size() == 2; })) << "both are answered";
    frames_.clear();
  }
  void says(const Json& frame) { ASSERT_TRUE(socket_.send_text(frame.dump())); }
  /// Takes what has come; pings are answered and no news.
  bool listens() {
    for (;;) {
      const auto frame = socket_.receive(std::chrono::milliseconds(20));
      if (!frame) return socket_.fault.empty() && !socket_.ended;
      if (frame->opcode == op_ping) {
        socket_.send({.opcode = op_pong, .payload = frame->payload});
      } else {
        frames_.push_back(frame->payload);
      }
    }
  }
  std::string asks(const std::string& method, const Json& request = Json::object()) {
    cli::HttpClient http(cli::Address::of_url(horatio_.url()), std::chrono::seconds(60));
    const auto answer =
        http.post("/v1/observer/plenum.v1.ObserverService/" + method,
                  {{"Authorization", "Bearer " + seat_}, {"Content-Type", "application/json"}}, request.dump());
    return std::to_string(answer.status) + answer.body;
  }
  /// All that the seat may ask about the topic.
  std::string asks_everything() {
    return asks("ListTopics") + asks("ReadFeed", {{"topic", observed_}}) + asks("ListThreads", {{"topic", observed_}});
  }

  std::string seat_, observed_;
  RawWebSocket socket_;
  std::vector<std::string> frames_;
};

TEST_F(GalleryPresenceOfNodes, is_told_to_the_members_of_the_other_node_and_to_no_observer_there) {
  const auto before = asks_everything();
  looks(*his_);
  types(*his_);
  ASSERT_TRUE(sees(*hers_, {{"hamlet"}, {"hamlet"}})) << "the whispers came";
  EXPECT_EQ(asks_everything(), before);
  ASSERT_TRUE(sees(*hers_, {{"hamlet"}, {}})) << "and typing passed";
  looks(*his_, false);
  ASSERT_TRUE(sees(*hers_, {{}, {}}));
  EXPECT_EQ(asks_everything(), before);
  EXPECT_TRUE(listens());
  EXPECT_EQ(frames_, std::vector<std::string>()) << "not a byte";

  // Whoever writes is heard, once two have: the line was open all the time.
  looks(*his_);
  types(*his_);
  ASSERT_TRUE(sees(*hers_, {{"hamlet"}, {"hamlet"}}));
  EXPECT_EQ(write(hamlet_, post("Words of mine.")), "");
  token_ = hamlet_.add_member("yorick", v1::MEMBER);
  EXPECT_TRUE(writes_in_the_end(horatio_, post("And of mine.")));
  const auto is_heard = [this](const char* words) {
    return std::ranges::any_of(frames_, [&](const auto& frame) { return frame.find(words) != std::string::npos; });
  };
  EXPECT_TRUE(eventually([&] { return listens() && is_heard("Words of mine.") && is_heard("And of mine."); }));
  for (const auto& frame : frames_) {
    const auto json = Json::parse(frame);
    EXPECT_TRUE(json.size() == 1 && json.contains("updates")) << frame;
    for (const auto* word : {"presence", "typing", "\"here", "hamlet", "yorick"}) {
      EXPECT_EQ(frame.find(word), std::string::npos) << frame;
    }
  }
}

}  // namespace
}  // namespace plenum::test
