#include "tests/cluster/journal.h"

#include <gtest/gtest.h>

// The journal that the faults are judged by sees what it is there for.
namespace plenum::test {
namespace {

class AJournal : public ::testing::Test {
protected:
  AJournal() {
    const auto first = journal_.begin();
    journal_.acknowledged("one", first);
    const auto second = journal_.begin();
    const auto third = journal_.begin();
    journal_.acknowledged("three", third);
    journal_.acknowledged("two", second);
  }
  Journal::Verdict judge(const std::vector<std::string>& shown) const { return journal_.judge(shown); }

  Journal journal_;
};

TEST_F(AJournal, finds_nothing_where_all_is_there_in_an_order_that_can_have_been) {
  EXPECT_EQ(judge({"one", "two", "three"}).faults(), 0u);
  EXPECT_EQ(judge({"one", "three", "two"}).faults(), 0u) << "both were asked for before either was answered";
  EXPECT_EQ(judge({"one", "never answered", "two", "three"}).faults(), 0u);
  EXPECT_EQ(judge({}).acknowledged, 3u);
}

TEST_F(AJournal, finds_what_was_lost) {
  EXPECT_EQ(judge({"one", "three"}).lost, 1u);
  EXPECT_EQ(judge({}).lost, 3u);
}

TEST_F(AJournal, finds_what_stands_there_twice) {
  EXPECT_EQ(judge({"one", "two", "two", "three"}).doubled, 1u);
  EXPECT_EQ(judge({"one", "two", "three", "never answered", "never answered"}).doubled, 1u);
}

TEST_F(AJournal, finds_what_stands_behind_a_later_one) {
  EXPECT_EQ(judge({"two", "one", "three"}).reordered, 1u);
  EXPECT_EQ(judge({"two", "three", "one"}).reordered, 1u);
}

}  // namespace
}  // namespace plenum::test
