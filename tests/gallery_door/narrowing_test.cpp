// A name that is claimed after it was written is taken out of what observers read.
#include "server/gallery/narrowing.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "tests/gallery_door/room.h"

namespace plenum::test {
namespace {

class NarrowingTest : public ::testing::Test {
protected:
  NarrowingTest() {
    hamlet_ = room_.member("hamlet");
    being_ = room_.topic("On being");
    room_.charter(being_, {v1::EMBARGO_NONE, v1::EMBARGO_1_H});
    norway_ = room_.company("Norway & Sons");
    room_.licence(norway_, {being_});
    thread_ = room_.thread(hamlet_, being_, "To be", "I saw fortinbras pass.");
  }
  ~NarrowingTest() override {
    for (auto& node : nodes_) node->stop();
  }

  /// A node that looks for names; what others commit it is told by the test.
  Narrowing& node() {
    nodes_.push_back(std::make_unique<Narrowing>(
        *room_.store, room_.pen, [this](Command c) { room_.sequencer->submit(std::move(c)); },
        Narrowing::Pace{.settle_ms = 1, .pause_ms = 0}));
    nodes_.back()->start();
    return *nodes_.back();
  }
  static Committed joined(MemberId id) {
    Committed batch;
    log::StreamEntryRecord entry;
    entry.set_member(id.value);
    batch.added.push_back({StreamId::of_community(), 1, entry});
    return batch;
  }
  std::vector<std::string> texts(std::string* versions = nullptr) {
    std::vector<std::string> all;
    room_.store->view().scan(key::GalleryEntry{TopicId{}, 0, ""}, key::GalleryEntry{TopicId{~0ULL}, 0, ""},
                             [&](const key::Any&, std::string_view bytes) {
                               log::GalleryEntryRecord entry;
                               entry.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
                               all.push_back(entry.text());
                               if (versions != nullptr) *versions += std::to_string(entry.version());
                               return true;
                             });
    return all;
  }
  /// Of the thread, as observers of each class have it, and as those will that have none of it yet.
  std::vector<std::string> titles() {
    const auto view = room_.store->view();
    const auto thread = *view.get(key::Thread{thread_});
    std::vector<std::string> all;
    for (const auto embargo : {v1::EMBARGO_NONE, v1::EMBARGO_1_H}) {
      const auto shown = view.get(key::GalleryThread{being_, static_cast<std::uint8_t>(embargo), thread.gallery()});
      if (shown) all.push_back(shown->title());
    }
    all.push_back(thread.gallery_title());
    return all;
  }
  bool comes_to(const std::string& text) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::chrono::steady_clock::now() < end) {
      const auto now = texts();
      if (std::find(now.begin(), now.end(), text) != now.end()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return false;
  }

  Room room_;
  MemberId hamlet_;
  TopicId being_;
  CompanyId norway_;
  ThreadId thread_;
  std::vector<std::unique_ptr<Narrowing>> nodes_;
};

TEST_F(NarrowingTest, whoever_joins_is_no_longer_named_in_what_was_released_and_in_what_waits) {
  auto& here = node();
  EXPECT_EQ(texts(), std::vector<std::string>{"I saw fortinbras pass."});
  here.committed(joined(room_.member("fortinbras")));
  EXPECT_TRUE(comes_to("I saw [name] pass."));
  room_.forward(3'600'001);
  EXPECT_EQ(texts(), (std::vector<std::string>{"I saw [name] pass.", "I saw [name] pass."}));
}

TEST_F(NarrowingTest, a_name_claimed_before_a_start_is_found_after_it) {
  room_.member("fortinbras");
  node();
  EXPECT_TRUE(comes_to("I saw [name] pass."));
}

TEST_F(NarrowingTest, of_several_nodes_one_narrows) {
  const auto joins = room_.member("fortinbras");
  auto& one = node();
  auto& two = node();
  one.committed(joined(joins));
  two.committed(joined(joins));
  EXPECT_TRUE(comes_to("I saw [name] pass."));
  for (auto& each : nodes_) each->stop();
  room_.forward(0);
  std::string versions;
  texts(&versions);
  EXPECT_EQ(versions, "2") << "narrowed once";
}

TEST_F(NarrowingTest, a_title_is_narrowed_where_it_is_shown_where_it_waits_and_in_the_feed) {
  thread_ = room_.thread(hamlet_, being_, "Of fortinbras", "Where is he?");
  EXPECT_EQ(titles(), (std::vector<std::string>{"Of fortinbras", "Of fortinbras"}));
  Observing seat(room_, room_.token(room_.seat(norway_)));
  Listener line(seat);
  line.call("subscribe", {{"topic", seat.topic()}});
  room_.member("fortinbras");
  node();
  EXPECT_TRUE(comes_to("I saw [name] pass."));
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (titles().front() != "Of [name]" && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(titles(), (std::vector<std::string>{"Of [name]", "Of [name]"}));
  nodes_.back()->stop();
  const auto told = [&] { return line.heard.find("\"title\":\"Of [name]\"") != std::string::npos; };
  while (!told() && std::chrono::steady_clock::now() < end) line.posts_so_far();
  EXPECT_TRUE(told()) << line.heard;
  room_.forward(3'600'001);
  EXPECT_EQ(titles(), (std::vector<std::string>{"Of [name]", "Of [name]", "Of [name]"}));
}

TEST_F(NarrowingTest, what_names_nobody_is_left_alone) {
  room_.post(hamlet_, thread_, "Words.");
  room_.member("fortinbras");
  node();
  EXPECT_TRUE(comes_to("I saw [name] pass."));
  const auto now = texts();
  EXPECT_NE(std::find(now.begin(), now.end(), "Words."), now.end());
}

TEST_F(NarrowingTest, what_waits_and_stands_nowhere_yet_is_released_without_the_name) {
  const auto slow = room_.topic("Slow");
  room_.charter(slow, {v1::EMBARGO_1_H});
  room_.thread(hamlet_, slow, "To be", "There goes fortinbras.");
  auto& here = node();
  here.committed(joined(room_.member("fortinbras")));
  ASSERT_TRUE(comes_to("I saw [name] pass.")) << "what stands is looked through last";
  room_.forward(3'600'001);
  const auto now = texts();
  EXPECT_NE(std::find(now.begin(), now.end(), "There goes [name]."), now.end());
}

// Who only wrote where an archive came from has claimed no name here.
TEST_F(NarrowingTest, a_name_that_nobody_has_claimed_stays) {
  room_.happens([](Proposal& p) {
    auto& fact = *p.event().mutable_member_joined();
    fact.set_member(p.fresh_member().value);
    fact.set_role(v1::MEMBER);
    fact.set_unclaimed(true);
    log::Profile profile;
    profile.set_handle("yorick");
    p.personal(log::PROFILE, profile);
  });
  room_.post(hamlet_, thread_, "Alas, poor yorick.");
  room_.member("fortinbras");
  node();
  EXPECT_TRUE(comes_to("I saw [name] pass."));
  const auto now = texts();
  EXPECT_NE(std::find(now.begin(), now.end(), "Alas, poor yorick."), now.end());
}

}  // namespace
}  // namespace plenum::test
