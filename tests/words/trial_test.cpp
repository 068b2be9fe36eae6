#include "server/words/trial.h"

#include <gtest/gtest.h>

#include "tests/support/storage/meeting.h"

namespace plenum {
namespace {

using testing::Meeting;

const MemberId hamlet{1};
const TopicId denmark{10};
const TopicId norway{11};
const ThreadId being{20};
const ThreadId crown{21};
constexpr std::int64_t day_ms = 24LL * 3600 * 1000;

struct LastMonth : Meeting {
  LastMonth() {
    founded();
    joins(hamlet);
    opens_topic(denmark);
    opens_topic(norway);
    opens(hamlet, being, denmark);
    opens(hamlet, crown, norway);
    writes(hamlet, PostId{1}, being, "An old poison.");
    now_ms += 40 * day_ms;
    since_ms = now_ms - day_ms;
    writes(hamlet, PostId{2}, being, "Words, words.");
    ++now_ms;
    writes(hamlet, PostId{3}, being, "A poison, a Poison.");
    ++now_ms;
    writes(hamlet, PostId{4}, crown, "Poison here as well.");
  }
  Trial tries(const std::string& words, TopicId topic = {}) {
    return try_pattern(state(), std::get<Pattern>(Pattern::compile(words, false)), topic, since_ms);
  }
  std::int64_t since_ms = 0;
};

TEST(Trial, ShowsWhatWouldHaveBeenCaughtTheNewestFirst) {
  LastMonth month;
  const auto trial = month.tries("poison");
  ASSERT_EQ(trial.caught.size(), 2u);
  EXPECT_EQ(trial.caught[0].post, PostId{4});
  EXPECT_EQ(trial.caught[1].post, PostId{3});
  EXPECT_EQ(trial.caught[1].span, (Span{2, 6}));
  EXPECT_EQ(trial.caught_total, 2u);
  EXPECT_EQ(trial.looked_at, 3u) << "what is older is not looked at";
  EXPECT_FALSE(trial.cut);
}

TEST(Trial, InOneTopicSeesNoOther) {
  LastMonth month;
  const auto trial = month.tries("poison", norway);
  ASSERT_EQ(trial.caught.size(), 1u);
  EXPECT_EQ(trial.caught[0].post, PostId{4});
}

TEST(Trial, LeavesAloneWhatIsGoneAlready) {
  LastMonth month;
  month.deletes(hamlet, PostId{3});
  month.erases(PostId{4});
  EXPECT_EQ(month.tries("poison").caught_total, 0u);
}

TEST(Trial, ShowsFiftyAndCountsThemAll) {
  LastMonth month;
  for (std::uint64_t i = 100; i < 200; ++i) month.writes(hamlet, PostId{i}, being, "poison");
  const auto trial = month.tries("poison");
  EXPECT_EQ(trial.caught.size(), Trial::shown_max);
  EXPECT_EQ(trial.caught_total, 102u);
}

}  // namespace
}  // namespace plenum
