#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "tests/log/twins.h"

namespace plenum {
namespace {

using testing::batch_after;
using testing::followed;

// One node: appends `batches` of its own, applying the winners whenever it loses.
void race(MemoryLog& log, const std::string& name, int batches, std::set<std::string>& appended, int& lost) {
  for (int i = 0; i < batches;) {
    const auto tail = log.tail();
    const auto title = name + std::to_string(i);
    std::this_thread::yield();
    if (log.append(tail, batch_after(tail, 1 + i % 3, title)) == Append::appended) {
      appended.insert(title + " 0");
      ++i;
    } else {
      ++lost;
    }
  }
}

std::string first_title(const log::LogBatch& batch) {
  log::Event event;
  event.ParseFromString(batch.events(0).event());
  return event.topic_opened().title();
}

TEST(MemoryLog, TwoNodesRaceAndNoOffsetIsGivenTwice) {
  MemoryLog log;
  std::set<std::string> of_one, of_two;
  int lost_by_one = 0, lost_by_two = 0;
  std::thread one([&] { race(log, "one ", 500, of_one, lost_by_one); });
  std::thread two([&] { race(log, "two ", 500, of_two, lost_by_two); });
  one.join();
  two.join();

  Tail tail;
  std::set<std::string> in_log;
  for (const auto& batch : followed(log, 0)) {
    ASSERT_EQ(find_fault(batch, tail), "") << "at " << batch.first();
    tail = tail_after(batch);
    EXPECT_TRUE(in_log.insert(first_title(batch)).second) << "twice in the log";
  }
  std::set<std::string> answered = of_one;
  answered.insert(of_two.begin(), of_two.end());
  EXPECT_EQ(in_log, answered) << "what was answered `appended` is in the log, and nothing else";
  EXPECT_EQ(in_log.size(), 1'000u);
  std::printf("1000 batches, %d + %d tries lost\n", lost_by_one, lost_by_two);
}

}  // namespace
}  // namespace plenum
