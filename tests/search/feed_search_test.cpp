// The index keeps up with the store, comes back after a restart, and is thrown away where it does not fit.
#include "server/search/feed_search.h"

#include <fstream>

#include "storage/log/embedded_log.h"
#include "tests/gallery_door/room.h"
#include "tests/support/storage/scratch.h"

namespace plenum::test {
namespace {

constexpr auto patience = std::chrono::seconds(60);
constexpr std::int64_t hour_ms = 3'600'000;

class KeepingUp : public ::testing::Test {
protected:
  void SetUp() override {
    hamlet_ = room_.member("hamlet");
    being_ = room_.topic("On being");
    room_.charter(being_, {v1::EMBARGO_NONE, v1::EMBARGO_1_H});
    thread_ = room_.thread(hamlet_, being_, "T", "the first words");
  }

  std::uint32_t found(const FeedSearch& search, const std::string& typed, v1::EmbargoClass embargo = v1::EMBARGO_NONE) {
    EXPECT_TRUE(search.wait_until_level(patience));
    const auto feed = StreamId::of_gallery(being_, static_cast<std::uint8_t>(embargo));
    const auto hits = search.find(parse_sought(typed).value(), {{feed}}, 0, 10);
    return hits ? hits->found : 999;
  }
  std::uint32_t found(const std::string& typed, v1::EmbargoClass embargo = v1::EMBARGO_NONE) {
    return found(*room_.search, typed, embargo);
  }

  testing::Scratch folder_;
  Room room_;
  MemberId hamlet_;
  TopicId being_;
  ThreadId thread_;
};

TEST_F(KeepingUp, what_is_released_is_found_and_not_before) {
  room_.post(hamlet_, thread_, "slings and arrows");
  EXPECT_EQ(found("arrow"), 1u);
  EXPECT_EQ(found("arrow", v1::EMBARGO_1_H), 0u) << "in no index before its time";
  room_.forward(hour_ms);
  EXPECT_EQ(found("arrow", v1::EMBARGO_1_H), 1u);
}

TEST_F(KeepingUp, what_waits_for_k_authors_is_not_found) {
  room_.needs_authors(2);
  const auto other = room_.topic("On flowers");
  room_.charter(other, {v1::EMBARGO_NONE});
  const auto thread = room_.thread(hamlet_, other, "T", "columbines");
  being_ = other;
  EXPECT_EQ(found("columbines"), 0u);
  room_.post(room_.member("ophelia"), thread, "rue");
  EXPECT_EQ(found("columbines"), 1u);
}

TEST_F(KeepingUp, an_edit_replaces_and_whoever_withdraws_is_found_no_more) {
  const auto post = room_.post(hamlet_, thread_, "heparin");
  room_.edit(hamlet_, post, "warfarin");
  EXPECT_EQ(found("heparin"), 0u);
  EXPECT_EQ(found("warfarin"), 1u);
  room_.withdraw(post);
  EXPECT_EQ(found("warfarin"), 0u);
  const auto erased = room_.post(hamlet_, thread_, "aspirin");
  EXPECT_EQ(found("aspirin"), 1u);
  room_.happens([&](Proposal& p) { p.event().mutable_post_erased()->set_post(erased.value); });
  EXPECT_EQ(found("aspirin"), 0u);
}

TEST_F(KeepingUp, it_comes_back_with_what_it_had_and_catches_up) {
  const auto where = folder_ / "search";
  {
    FeedSearch search(*room_.store, where);
    EXPECT_EQ(found(search, "first"), 1u);
    search.stop();
  }
  const auto gone = room_.post(hamlet_, thread_, "written while nobody looked");
  FeedSearch search(*room_.store, where);
  EXPECT_EQ(found(search, "nobody"), 1u);
  EXPECT_EQ(found(search, "first"), 1u);
  EXPECT_EQ(search.times_made_anew(), 0u);
  room_.withdraw(gone);
}

TEST_F(KeepingUp, one_that_is_torn_is_made_again) {
  const auto where = folder_ / "search";
  {
    FeedSearch search(*room_.store, where);
    EXPECT_EQ(found(search, "first"), 1u);
  }
  for (const auto& file : std::filesystem::directory_iterator(where)) {
    std::ofstream(file.path(), std::ios::binary | std::ios::trunc) << "torn";
  }
  FeedSearch search(*room_.store, where);
  EXPECT_EQ(found(search, "first"), 1u);
  EXPECT_EQ(search.times_made_anew(), 1u);
}

TEST_F(KeepingUp, one_of_another_past_is_made_again) {
  const auto where = folder_ / "search";
  {
    Room other;
    const auto author = other.member("yorick");
    const auto topic = other.topic("On being");
    other.charter(topic, {v1::EMBARGO_NONE});
    other.thread(author, topic, "T", "first jest");
    FeedSearch search(*other.store, where);
    EXPECT_TRUE(search.wait_until_level(patience));
  }
  FeedSearch search(*room_.store, where);
  EXPECT_EQ(found(search, "first"), 1u);
  EXPECT_EQ(found(search, "jest"), 0u);
  EXPECT_EQ(search.times_made_anew(), 1u);
}

TEST_F(KeepingUp, without_a_place_for_its_files_it_keeps_the_index_in_memory) {
  std::ofstream(folder_ / "file") << "a file, no folder";
  FeedSearch search(*room_.store, folder_ / "file" / "search");
  EXPECT_EQ(found(search, "first"), 1u);
}

}  // namespace
}  // namespace plenum::test
