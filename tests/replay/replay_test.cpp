#include "storage/rocks/replay.h"

#include <map>

#include <gtest/gtest.h>

#include "storage/machine/apply.h"
#include "storage/rocks/digest.h"
#include "tests/replay/log_file.h"
#include "tests/support/storage/commit.h"
#include "tests/support/storage/scratch.h"

// A log that was written once is read alike by every later program.
namespace plenum::test {
namespace {

const std::filesystem::path logs = std::filesystem::path(PLENUM_SOURCE_DIR) / "tests/replay/logs";

std::filesystem::path file_of(std::uint32_t level, const char* kind) {
  return logs / ("level-" + std::to_string(level) + kind);
}

std::string digest_of(std::uint32_t level) {
  std::ifstream file(file_of(level, ".digest"));
  std::string digest;
  file >> digest;
  return digest;
}

class OldLog : public ::testing::TestWithParam<std::uint32_t> {
protected:
  const std::vector<log::LogBatch> batches_ = read_log_file(file_of(GetParam(), ".log"));
};

TEST_P(OldLog, is_a_sound_chain_and_ends_in_the_state_that_it_ended_in) {
  ASSERT_FALSE(batches_.empty()) << "a level without its log";
  Pending state(nullptr);
  Tail tail;
  std::map<int, int> facts;
  for (const auto& batch : batches_) {
    ASSERT_EQ(find_fault(batch, tail), "") << "at " << batch.first();
    ASSERT_TRUE(apply_batch(batch, state)) << "at " << batch.first();
    state.take_added();
    tail = tail_after(batch);
    for (const auto& logged : batch.events()) {
      log::Event event;
      ASSERT_TRUE(event.ParseFromString(logged.event()));
      ++facts[event.fact_case()];
    }
  }
  EXPECT_EQ(state_digest(state), digest_of(GetParam()));
  std::printf("level %u: %llu events of %zu kinds\n", GetParam(), static_cast<unsigned long long>(tail.offset),
              facts.size());
  EXPECT_EQ(state.get(key::Community{})->feature_level(), GetParam());
}

// As a node does that is given it by the others.
TEST_P(OldLog, makes_a_store_that_verifies) {
  const testing::Scratch scratch;
  const auto store = testing::open_store(scratch / "data");
  for (const auto& batch : batches_) {
    const auto view = store->view();
    Pending pending(&view);
    ASSERT_TRUE(apply_batch(batch, pending));
    ASSERT_TRUE(store->commit(batch, pending)) << store->halted_because();
  }
  const auto result = replay(*store);
  EXPECT_EQ(result.fault, "");
  EXPECT_EQ(result.live_digest, digest_of(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(OfEveryLevel, OldLog, ::testing::Range(1U, feature_level_known + 1));

}  // namespace
}  // namespace plenum::test
