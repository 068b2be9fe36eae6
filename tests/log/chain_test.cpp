#include "storage/log/chain.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/storage/history.h"
#include "tests/support/storage/seed.h"

namespace plenum {
namespace {

using testing::History;
using testing::Random;

std::vector<log::LogBatch> sealed_history(std::uint64_t seed, int batches) {
  History history(seed);
  std::vector<log::LogBatch> chain;
  Tail tail;
  for (int i = 0; i < batches; ++i) {
    chain.push_back(history.next_batch());
    seal(chain.back(), tail);
    tail = tail_after(chain.back());
  }
  return chain;
}

constexpr std::size_t sound = ~std::size_t{0};

/// The first batch with a fault; `sound` where there is none.
std::size_t place_of_fault(const std::vector<log::LogBatch>& chain) {
  Tail tail;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    if (!find_fault(chain[i], tail).empty()) return i;
    tail = tail_after(chain[i]);
  }
  return sound;
}

class Chain : public ::testing::Test {
protected:
  std::vector<log::LogBatch> chain_ = sealed_history(51, 40);
  Random random_{testing::seed_of("chain", 52)};
};

TEST_F(Chain, AHistoryIsSound) {
  EXPECT_EQ(place_of_fault(chain_), sound);
}

TEST_F(Chain, EveryChangedByteIsFoundWhereItIs) {
  std::uint64_t unreadable = 0;
  for (int i = 0; i < 5'000; ++i) {
    auto altered = chain_;
    const auto at = random_.below(altered.size());
    auto bytes = altered[at].SerializeAsString();
    const auto byte = random_.below(bytes.size());
    bytes[byte] = static_cast<char>(bytes[byte] ^ static_cast<char>(1 + random_.below(255)));
    if (!altered[at].ParseFromString(bytes)) {
      ++unreadable;  // refused before the chain is asked
      continue;
    }
    ASSERT_EQ(place_of_fault(altered), at) << "byte " << byte << " of batch " << at;
  }
  std::printf("5000 changed bytes, all found; %llu of them no longer parsed\n",
              static_cast<unsigned long long>(unreadable));
}

TEST_F(Chain, ABatchThatIsMissingIsFoundAtTheNext) {
  for (std::size_t at = 0; at + 1 < chain_.size(); ++at) {
    auto altered = chain_;
    altered.erase(altered.begin() + static_cast<std::ptrdiff_t>(at));
    EXPECT_EQ(place_of_fault(altered), at);
  }
}

TEST_F(Chain, ABatchThatStandsTwiceIsFound) {
  for (std::size_t at = 0; at < chain_.size(); ++at) {
    auto altered = chain_;
    altered.insert(altered.begin() + static_cast<std::ptrdiff_t>(at), altered[at]);
    EXPECT_EQ(place_of_fault(altered), at + 1);
  }
}

TEST_F(Chain, TwoBatchesThatChangedPlacesAreFoundAtTheFirst) {
  for (int i = 0; i < 300; ++i) {
    auto altered = chain_;
    const auto a = random_.below(altered.size());
    const auto b = random_.below(altered.size());
    if (a == b) continue;
    std::swap(altered[a], altered[b]);
    EXPECT_EQ(place_of_fault(altered), std::min(a, b));
  }
}

TEST_F(Chain, EventsTakenOutAddedOrChangedInOrderAreFound) {
  for (std::size_t at = 0; at < chain_.size(); ++at) {
    auto shorter = chain_;
    shorter[at].mutable_events()->RemoveLast();
    EXPECT_EQ(place_of_fault(shorter), at);
    auto longer = chain_;
    *longer[at].add_events() = chain_[at].events(0);
    EXPECT_EQ(place_of_fault(longer), at);
    if (chain_[at].events_size() < 2) continue;
    auto turned = chain_;
    turned[at].mutable_events()->SwapElements(0, 1);
    EXPECT_EQ(place_of_fault(turned), at);
  }
}

TEST_F(Chain, ABatchOfAnotherCommunitysLogDoesNotFit) {
  const auto other = sealed_history(53, 40);
  for (std::size_t at = 1; at < chain_.size(); ++at) {
    auto altered = chain_;
    altered[at] = other[at];
    EXPECT_EQ(place_of_fault(altered), at);
  }
}

TEST_F(Chain, AnEpochNeverGoesBack) {
  Tail tail;
  tail.epoch = 3;
  log::LogBatch batch = chain_[0];
  seal(batch, tail);
  EXPECT_EQ(find_fault(batch, tail), "");
  batch.set_epoch(2);
  batch.set_hash(chain_hash(batch));
  EXPECT_EQ(find_fault(batch, tail), "a batch of an epoch that has ended");
}

// Payloads ride beside the chain: each change of one is found by its salted digest.
TEST_F(Chain, ErasedPayloadsLeaveItWholeAndAlteredOnesDoNot) {
  std::size_t erased = 0;
  for (std::size_t at = 0; at < chain_.size(); ++at) {
    for (int event = 0; event < chain_[at].events_size(); ++event) {
      for (int slot = 0; slot < chain_[at].events(event).personal_size(); ++slot) {
        auto altered = chain_;
        auto& payload = *altered[at].mutable_events(event)->mutable_personal(slot);
        payload.set_content(payload.content() + "!");
        EXPECT_EQ(place_of_fault(altered), at);
        payload.set_erased(true);
        EXPECT_EQ(place_of_fault(altered), at) << "said to be erased, and still there";
        payload.clear_content();
        EXPECT_EQ(place_of_fault(altered), at) << "its salt is still there to guess against";
        payload.clear_salt();
        EXPECT_EQ(place_of_fault(altered), sound);
        ++erased;
      }
    }
  }
  EXPECT_GT(erased, 50u);
}

TEST_F(Chain, APayloadThatIsMissingIsNotAnErasedOne) {
  for (std::size_t at = 0; at < chain_.size(); ++at) {
    for (int event = 0; event < chain_[at].events_size(); ++event) {
      if (chain_[at].events(event).personal_size() == 0) continue;
      auto altered = chain_;
      altered[at].mutable_events(event)->mutable_personal()->RemoveLast();
      EXPECT_EQ(place_of_fault(altered), at);
    }
  }
}

// BLAKE2b takes keys up to 64 bytes; a longer salt once left its state unset.
TEST_F(Chain, ASaltOfAnyLengthIsAnswered) {
  for (std::size_t size = 0; size < 200; ++size) {
    const auto digest = digest_personal(random_.bytes(size), "content");
    EXPECT_EQ(digest.size(), size <= 64 ? 32u : 0u);
  }
  EXPECT_NE(digest_personal("0123456789abcdef", "a"), digest_personal("0123456789abcdef", "b"));
  EXPECT_NE(digest_personal("0123456789abcdef", "a"), digest_personal("1123456789abcdef", "a"));
}

}  // namespace
}  // namespace plenum
