// Case 24: between the moment at which a frame is made for a company and that at which it is sent, the licence ends.
#include <future>

#include "proto/wire.pb.h"
#include "tests/gallery_door/room.h"
#include "tests/support/redis/redis_server.h"

namespace plenum::test {
namespace {

/// Holds every io thread where it is, until it is let go.
class Barrier {
public:
  explicit Barrier(net::IoThreads& io) : go_(promise_.get_future().share()) {
    for (unsigned i = 0; i < io.size(); ++i) {
      auto reached = std::make_shared<std::promise<void>>();
      reached_.push_back(reached->get_future());
      io.post(i, [reached, go = go_] {
        reached->set_value();
        go.wait();
      });
    }
    for (auto& one : reached_) one.wait();
  }
  ~Barrier() { promise_.set_value(); }

private:
  std::promise<void> promise_;
  std::shared_future<void> go_;
  std::vector<std::future<void>> reached_;
};

TEST(BarrierCases, case_24_what_was_made_before_a_licence_ended_is_not_sent_after_it) {
  Room room;
  const auto hamlet = room.member("hamlet");
  const auto being = room.topic("On being");
  room.charter(being, {v1::EMBARGO_NONE});
  const auto norway = room.company("Norway & Sons");
  const auto licence = room.licence(norway, {being});
  const auto thread = room.thread(hamlet, being, "T", "first");
  Observing seat(room, room.token(room.seat(norway)));
  Listener line(seat);
  line.call("subscribe", {{"topic", seat.topic()}});
  {
    Barrier barrier(room.io);
    const auto before = room.handed_over.load();
    room.post(hamlet, thread, "made in time, and late for sending");
    ASSERT_TRUE(testing::eventually([&] { return room.handed_over > before; }));
    room.end_licence(licence);
  }
  EXPECT_EQ(line.await_close(), v1::CLOSE_RIGHTS_CHANGED);
  EXPECT_EQ(line.heard.find("made in time"), std::string::npos);
}

}  // namespace
}  // namespace plenum::test
