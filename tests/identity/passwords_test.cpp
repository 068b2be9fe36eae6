#include "server/identity/passwords.h"

#include <chrono>
#include <ctime>
#include <future>

#include <gtest/gtest.h>

namespace plenum {
namespace {

constexpr auto deadline = std::chrono::seconds(30);

template <class T>
T wait_for(std::future<T> future) {
  if (future.wait_for(deadline) != std::future_status::ready) throw std::runtime_error("no answer");
  return future.get();
}

std::string make(Passwords& passwords, std::string_view password) {
  auto made = std::make_shared<std::promise<std::string>>();
  EXPECT_TRUE(passwords.make(password, [made](std::string encoded) { made->set_value(std::move(encoded)); }));
  return wait_for(made->get_future());
}

bool check(Passwords& passwords, const std::string& encoded, std::string_view password) {
  auto checked = std::make_shared<std::promise<bool>>();
  EXPECT_TRUE(passwords.check(encoded, password, [checked](bool right) { checked->set_value(right); }));
  return wait_for(checked->get_future());
}

TEST(Passwords, AreArgon2idWith19MiBAndTwoPassesAndOneLane) {
  Passwords passwords;
  const auto encoded = make(passwords, "to be or not to be");
  EXPECT_TRUE(encoded.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << encoded;
  EXPECT_FALSE(Passwords::needs_rehash(encoded));
  EXPECT_TRUE(check(passwords, encoded, "to be or not to be"));
  EXPECT_FALSE(check(passwords, encoded, "to be or not to bE"));
  EXPECT_FALSE(check(passwords, encoded, ""));
}

TEST(Passwords, AreSaltedSoThatTwoOfTheSameDiffer) {
  Passwords passwords;
  EXPECT_NE(make(passwords, "the same words"), make(passwords, "the same words"));
}

TEST(Passwords, DoNotDependOnHowAKeyboardComposes) {
  Passwords passwords;
  const auto encoded = make(passwords, "caf\u00E9 au lait");
  EXPECT_TRUE(check(passwords, encoded, "cafe\u0301 au lait"));
  EXPECT_TRUE(check(passwords, encoded, "caf\u00E9\u3000au\u00A0lait"));
  EXPECT_FALSE(check(passwords, encoded, "cafe au lait"));
}

TEST(Passwords, MayHoldANulByte) {
  Passwords passwords;
  const auto encoded = make(passwords, std::string_view("ten letters\0and more", 20));
  EXPECT_FALSE(check(passwords, encoded, "ten letters"));
  EXPECT_TRUE(check(passwords, encoded, std::string_view("ten letters\0and more", 20)));
}

TEST(Passwords, OfOlderSettingsAskToBeMadeAnew) {
  EXPECT_TRUE(Passwords::needs_rehash(
      "$argon2id$v=19$m=8192,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$U29tZSBoYXNoIG9mIHRoaXJ0eS10d28gYnl0ZXMhISE"));
  EXPECT_TRUE(Passwords::needs_rehash("not a PHC string"));
}

TEST(Passwords, OfNobodyAreNeverRight) {
  Passwords passwords;
  EXPECT_FALSE(check(passwords, "", ""));
  EXPECT_FALSE(check(passwords, "", "anything at all"));
  EXPECT_FALSE(check(passwords, "not a PHC string", "anything at all"));
}

double cpu_ms_of_check(Passwords& passwords, const std::string& encoded) {
  const auto before = std::clock();
  for (int i = 0; i < 4; ++i) check(passwords, encoded, "a wrong password");
  return static_cast<double>(std::clock() - before) * 1000 / CLOCKS_PER_SEC;
}

// CPU time of the whole process, since wall time is the neighbours' affair too.
TEST(Passwords, OfNobodyTakeTheSameWorkAsSomebodys) {
  Passwords passwords;
  const auto encoded = make(passwords, "to be or not to be");
  const auto somebodys_ms = cpu_ms_of_check(passwords, encoded);
  const auto nobodys_ms = cpu_ms_of_check(passwords, "");
  EXPECT_GT(nobodys_ms, somebodys_ms / 2);
  EXPECT_LT(nobodys_ms, somebodys_ms * 2);
}

TEST(Passwords, RefuseWhenTheQueueIsFullAndAnswerWhatWaits) {
  std::promise<void> gate;
  std::atomic<int> answered{0};
  {
    Passwords passwords({.workers = 1, .waiting_max = 2});
    std::promise<void> entered;
    ASSERT_TRUE(passwords.check("", "x", [&](bool) {
      entered.set_value();
      gate.get_future().wait();
    }));
    wait_for(entered.get_future());
    const auto count = [&](bool) { ++answered; };
    EXPECT_TRUE(passwords.check("", "x", count));
    EXPECT_TRUE(passwords.make("x", [&](std::string) { ++answered; }));
    EXPECT_FALSE(passwords.check("", "x", count));
    EXPECT_FALSE(passwords.make("x", [&](std::string) { ++answered; }));
    gate.set_value();
  }
  EXPECT_EQ(answered, 2);
}

TEST(Passwords, TakeNothingMoreOnceStopped) {
  Passwords passwords;
  passwords.stop();
  EXPECT_FALSE(passwords.check("", "x", [](bool) { FAIL(); }));
}

}  // namespace
}  // namespace plenum
