#include "clients/cli/terminal/progress.h"

#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cli/terminal/cells.h"

namespace plenum::terminal {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

class Progress : public ::testing::Test {
protected:
  void SetUp() override { setenv("NO_COLOR", "1", 1); }
  void TearDown() override { unsetenv("NO_COLOR"); }

  Screen screen(bool terminal, int columns) {
    return {terminal, columns, [this](std::string_view text) { written_.emplace_back(text); }};
  }

  std::vector<std::string> written_;
  const ProgressBar::Clock::time_point start_ = ProgressBar::Clock::now();
};

TEST_F(Progress, SaysNothingWhereThereIsNoTerminal) {
  {
    ProgressBar bar(screen(false, 0));
    bar.show("Importing", "posts", 1, 2, start_);
    bar.show("Importing", "posts", 2, 2, start_ + 1s);
  }
  EXPECT_TRUE(written_.empty());
}

TEST_F(Progress, TellsHowFarItIs) {
  ProgressBar bar(screen(true, 80));
  bar.show("Importing", "posts", 49'149, 196'598, start_);
  ASSERT_EQ(written_.size(), 1U);
  EXPECT_EQ(written_[0], "\r\x1b[KImporting ━━━━━───────────────────  24 %  49,149 of 196,598 posts");
}

TEST_F(Progress, GuessesTheTimeLeftOnceItKnowsThePace) {
  ProgressBar bar(screen(true, 80));
  bar.show("Importing", "posts", 0, 400, start_);
  bar.show("Importing", "posts", 100, 400, start_ + 1s);
  EXPECT_THAT(written_.back(), Not(HasSubstr("left")));
  bar.show("Importing", "posts", 100, 400, start_ + 30s);
  EXPECT_THAT(written_.back(), HasSubstr("1:30 left"));
  bar.show("Reading back", "posts", 100, 400, start_ + 31s);
  EXPECT_THAT(written_.back(), Not(HasSubstr("left")));
}

TEST_F(Progress, DrawsAtMostTenTimesASecondAndAlwaysTheEnd) {
  ProgressBar bar(screen(true, 80));
  for (int i = 0; i <= 999; ++i) bar.show("Importing", "posts", static_cast<std::uint64_t>(i), 1'000, start_ + i * 1ms);
  EXPECT_EQ(written_.size(), 10U);
  bar.show("Importing", "posts", 1'000, 1'000, start_ + 999ms);
  EXPECT_THAT(written_.back(), HasSubstr("100 %"));
}

TEST_F(Progress, FitsANarrowTerminal) {
  for (int columns = 1; columns < 90; ++columns) {
    written_.clear();
    ProgressBar bar(screen(true, columns));
    bar.show("Importing", "posts", 49'149, 196'598, start_);
    ASSERT_EQ(written_.size(), 1U);
    EXPECT_LT(cells(std::string_view(written_[0]).substr(4)), columns) << written_[0];
  }
}

TEST_F(Progress, CountsWhereTheTotalIsNotKnown) {
  ProgressBar bar(screen(true, 80));
  bar.show("Exporting", "posts", 1'234'567, 0, start_);
  EXPECT_EQ(written_[0], "\r\x1b[KExporting  1,234,567 posts");
}

TEST_F(Progress, LeavesACleanLine) {
  {
    ProgressBar bar(screen(true, 80));
    bar.show("Importing", "posts", 1, 2, start_);
  }
  ASSERT_EQ(written_.size(), 2U);
  EXPECT_EQ(written_.back(), "\r\x1b[K");
}

}  // namespace
}  // namespace plenum::terminal
