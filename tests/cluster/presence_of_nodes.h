#pragma once

#include <algorithm>
#include <map>
#include <memory>

#include "tests/cluster/two_nodes.h"

namespace plenum::test {

/// Who looks at the thread and who types in it, by handle.
struct Seen {
  std::vector<std::string> here;
  std::vector<std::string> typing;
  bool operator==(const Seen&) const = default;
};

inline std::vector<std::string> handles_of(const google::protobuf::RepeatedPtrField<v1::Member>& members) {
  std::vector<std::string> handles;
  for (const auto& member : members) handles.push_back(member.handle());
  std::ranges::sort(handles);
  return handles;
}

/// Hamlet sits at his own node, Ophelia at Horatio's; both are in the reading room.
class PresenceOfNodes : public TwoNodes {
protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(TwoNodes::SetUp());
    const auto ophelia = hamlet_.add_member("ophelia", v1::MEMBER);
    ASSERT_TRUE(eventually([this] { return tail_of(horatio_) == tail_of(hamlet_); }));
    his_ = std::make_unique<cli::LiveLine>(cli::Address::of_url(hamlet_.url()), token_);
    hers_ = std::make_unique<cli::LiveLine>(cli::Address::of_url(horatio_.url()), ophelia);
    for (auto* line : {his_.get(), hers_.get()}) {
      v1::ClientFrame frame;
      frame.set_request(1);
      frame.mutable_subscribe()->set_topic_id(topic_);
      ASSERT_TRUE(line->send(frame));
    }
  }

  void looks(cli::LiveLine& line, bool at_the_thread = true) const {
    v1::ClientFrame frame;
    frame.mutable_looking()->set_thread_id(at_the_thread ? thread_ : 0);
    EXPECT_TRUE(line.send(frame));
  }
  static void types(cli::LiveLine& line) {
    v1::ClientFrame frame;
    frame.mutable_typing();
    EXPECT_TRUE(line.send(frame));
  }

  /// Reads what the line is told, until it is this. Both lines are read: one that is not has its pings unanswered.
  bool sees(cli::LiveLine& line, const Seen& expected) {
    return eventually([&] {
      for (auto* each : {his_.get(), hers_.get()}) read(*each);
      return seen_[&line] == expected;
    });
  }

  std::unique_ptr<cli::LiveLine> his_, hers_;

private:
  void read(cli::LiveLine& line) {
    v1::ServerFrame frame;
    if (line.receive(frame, std::chrono::milliseconds(20)) != cli::LiveLine::Got::frame) return;
    for (const auto& thread : frame.presence().threads()) {
      if (thread.thread_id() == thread_) seen_[&line] = {handles_of(thread.here()), handles_of(thread.typing())};
    }
  }
  std::map<const cli::LiveLine*, Seen> seen_;
};

}  // namespace plenum::test
