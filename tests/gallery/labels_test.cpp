#include <gtest/gtest.h>

#include "tests/gallery/box.h"

// What is read of an author beside the pseudonym: as much as k released authors share, fixed for the epoch, and only
// ever less.
namespace plenum {
namespace {

using namespace cast;
using testing::Box;
using testing::hour;
using testing::hour_ms;

/// A feed of Denmark that needs two authors, and players who say what they are.
class Players : public Box {
public:
  explicit Players(std::vector<v1::EmbargoClass> classes = {testing::now}) : Box(2) {
    charters(denmark, std::move(classes));
    opens(claudius, being, denmark);
    speaks(claudius);
    speaks(polonius);  // two without a specialty: the feed is open
  }
  MemberId player(std::uint64_t number, const std::string& specialty, const std::string& region) {
    const MemberId id{100 + number};
    joins(id);
    describes(id, specialty, region);
    return id;
  }
  std::string speaks(MemberId by) {
    last_ = PostId{500 + ++spoken_};
    writes(by, last_, being);
    return label(last_);
  }
  std::string label(PostId post, v1::EmbargoClass embargo = testing::now) {
    const auto found = entry(post, embargo);
    return found ? found->specialty() + "/" + found->region() : "nothing";
  }
  PostId last() const { return last_; }

private:
  std::uint64_t spoken_ = 0;
  PostId last_;
};

TEST(Labels, SayAsMuchAsKReleasedAuthorsShare) {
  Players p;
  EXPECT_EQ(p.speaks(p.player(1, "cardiology", "Benelux")), "/") << "the only one";
  EXPECT_EQ(p.speaks(p.player(2, "cardiology", "Nordics")), "cardiology/");
  EXPECT_EQ(p.speaks(p.player(3, "cardiology", "Nordics")), "cardiology/Nordics");
  EXPECT_EQ(p.speaks(p.player(4, "surgery", "Nordics")), "/");
  EXPECT_EQ(p.speaks(p.player(5, "", "Nordics")), "/") << "no specialty was given";
}

TEST(Labels, AreFixedForTheEpochAndNeverFiner) {
  Players p;
  const auto first = p.player(1, "cardiology", "Benelux");
  EXPECT_EQ(p.speaks(first), "/");
  p.speaks(p.player(2, "cardiology", "Benelux"));
  EXPECT_EQ(p.speaks(first), "/") << "two share it now: not in this epoch";
  p.begins_epoch(denmark);
  EXPECT_EQ(p.speaks(first), "cardiology/Benelux");
}

TEST(Labels, FallWhenAuthorsLeaveAndDoNotRiseAgain) {
  Players p;
  const auto first = p.player(1, "cardiology", "Benelux");
  const auto second = p.player(2, "cardiology", "Benelux");
  p.speaks(first);
  const auto alone = p.last();
  EXPECT_EQ(p.speaks(second), "cardiology/Benelux");
  p.withdraws(first, alone);
  EXPECT_EQ(p.speaks(second), "/");
  p.speaks(first);
  EXPECT_EQ(p.speaks(second), "/") << "only ever coarser";
}

TEST(Labels, WhoChangesTheProfileHasNoneUntilTheNextEpoch) {
  Players p;
  p.speaks(p.player(1, "cardiology", "Benelux"));
  p.speaks(p.player(3, "surgery", "Benelux"));
  const auto changing = p.player(2, "cardiology", "Benelux");
  EXPECT_EQ(p.speaks(changing), "cardiology/Benelux");
  p.describes(changing, "surgery", "Benelux");
  EXPECT_EQ(p.speaks(changing), "/");
  p.describes(changing, "cardiology", "Benelux");
  EXPECT_EQ(p.speaks(changing), "/");
  p.begins_epoch(denmark);
  EXPECT_EQ(p.speaks(changing), "cardiology/Benelux");
}

TEST(Labels, CountOnlyWhoIsReleasedInThatFeed) {
  Players p({testing::now, hour});
  p.speaks(p.player(1, "cardiology", "Benelux"));
  const auto first = p.last();
  p.passes(hour_ms / 2);
  EXPECT_EQ(p.speaks(p.player(2, "cardiology", "Benelux")), "cardiology/Benelux");
  p.passes(hour_ms);
  EXPECT_EQ(p.label(first, hour), "/");
  EXPECT_EQ(p.label(p.last(), hour), "cardiology/Benelux");
}

TEST(Labels, WhatIsReleasedLateHasNoneOfAnEpochThatIsOver) {
  Players p({hour});
  const auto first = p.player(1, "cardiology", "Benelux");
  const auto second = p.player(2, "cardiology", "Benelux");
  p.speaks(first);
  p.speaks(second);
  const auto old = p.last();
  p.passes(hour_ms / 2);
  p.edits(second, old, "Other words.");  // waits longer than what comes after it
  p.begins_epoch(denmark);
  p.now_ms -= hour_ms / 4;
  p.now_ms += hour_ms / 4;
  p.passes(1);
  p.speaks(second);
  p.passes(2 * hour_ms);
  EXPECT_EQ(p.label(old, hour), "cardiology/Benelux");
  EXPECT_EQ(p.entry(old, hour)->epoch(), 1u);
  EXPECT_EQ(p.entry(p.last(), hour)->epoch(), 2u);
}

}  // namespace
}  // namespace plenum
