#include "server/identity/tickets.h"

#include <atomic>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace plenum {
namespace {

class TicketsTest : public testing::Test {
protected:
  std::int64_t now_ms_ = 1'000;
  Tickets tickets_{[this] { return now_ms_; }, 3};
};

TEST_F(TicketsTest, LeadToTheirSession) {
  const auto ticket = tickets_.issue("session of hamlet");
  ASSERT_TRUE(ticket);
  EXPECT_TRUE(ticket->starts_with("plm_w_"));
  EXPECT_EQ(tickets_.redeem(*ticket), "session of hamlet");
}

TEST_F(TicketsTest, AreGoodOnce) {
  const auto ticket = tickets_.issue("session of hamlet");
  EXPECT_TRUE(tickets_.redeem(*ticket));
  EXPECT_FALSE(tickets_.redeem(*ticket));
}

TEST_F(TicketsTest, AreGoodFor30Seconds) {
  const auto first = tickets_.issue("s");
  const auto second = tickets_.issue("s");
  now_ms_ += 29'999;
  EXPECT_TRUE(tickets_.redeem(*first));
  now_ms_ += 1;
  EXPECT_FALSE(tickets_.redeem(*second));
}

TEST_F(TicketsTest, ThatNobodyIssuedLeadNowhere) {
  EXPECT_FALSE(tickets_.redeem(""));
  EXPECT_FALSE(tickets_.redeem("plm_w_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
}

TEST_F(TicketsTest, AreBoundedAndLateOnesMakeRoom) {
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(tickets_.issue("s"));
  EXPECT_FALSE(tickets_.issue("s"));
  now_ms_ += limits::ticket_ms;
  EXPECT_TRUE(tickets_.issue("s"));
}

TEST(Tickets, AreRedeemedByOneOfManyThreads) {
  Tickets tickets;
  for (int round = 0; round < 50; ++round) {
    const auto ticket = tickets.issue("s");
    std::atomic<int> redeemed{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) threads.emplace_back([&] { redeemed += tickets.redeem(*ticket) ? 1 : 0; });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(redeemed, 1);
  }
}

}  // namespace
}  // namespace plenum
