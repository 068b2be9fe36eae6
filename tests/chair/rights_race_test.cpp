// Rights that go while posts flow: from the moment in which the chair is answered, nothing more reaches the open line
// of whoever lost them, and no command of theirs is taken. When that moment comes is the seed's to say.
#include <atomic>
#include <chrono>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include "proto/admin.pb.h"
#include "tests/chair/court.h"

namespace plenum::test {
namespace {

constexpr int rounds = 8;

// PLENUM_SEED repeats one run.
std::uint64_t first_seed() {
  const char* given = std::getenv("PLENUM_SEED");
  return given != nullptr ? std::stoull(given) : std::random_device{}();
}

class RightsRace : public Court {
protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Court::SetUp());
    seed_ = first_seed();
    std::cout << "PLENUM_SEED=" << seed_ << "\n";
    random_.seed(seed_);
  }

  /// Says whether what is begun now is begun after the chair was answered.
  std::string when() const { return done_ ? "after" : "before"; }

  std::string newcomer(const std::string& handle, v1::Role role = v1::MEMBER) {
    tokens_[handle] = server_.add_member(handle, role);
    ids_[handle] = member(handle, "WhoAmI")["member"]["id"];
    return handle;
  }

  void wait_a_little() { std::this_thread::sleep_for(std::chrono::microseconds(random_() % 60'000)); }

  /// Calls until stopped, and at least twenty times after the rights have gone.
  template <class Call>
  std::thread goes_on(Call call) {
    return std::thread([this, call] {
      for (int later = 0; !stop_ || later < 20; later += done_ ? 1 : 0) call(when());
    });
  }

  Json write_as(const std::string& who, const std::string& words) {
    return seat(who).call("WritePost", {{"commandId", fresh_id()}, {"threadId", thread_}, {"source", words}});
  }

  std::uint64_t seed_ = 0;
  std::mt19937_64 random_;
  std::atomic<bool> done_{false};
  std::atomic<bool> stop_{false};
};

// Two lines of one member (one writes, one listens), and calls over HTTP beside them.
TEST_F(RightsRace, a_ban_while_posts_flow) {
  for (int round = 0; round < rounds; ++round) {
    done_ = stop_ = false;
    const auto guest = newcomer("guest" + std::to_string(round));
    Line writing(seat(guest));
    Line listening(seat(guest));
    listening.call("subscribe", {{"topicId", topic_}});
    auto room = goes_on([this](const std::string& at) { write_as("hamlet", at + " in the room"); });
    std::atomic<int> taken_late{0};
    std::thread writer([&] {
      for (;;) {
        const auto at = when();
        const auto reply = writing.call(
            "writePost", {{"commandId", fresh_id()}, {"threadId", thread_}, {"source", at + " by the guest"}});
        if (reply.contains("fault")) return;  // closed
        if (at == "after" && reply.contains("postId")) ++taken_late;
      }
    });
    auto caller = goes_on([&](const std::string& at) {
      if (write_as(guest, at + " by HTTP").contains("postId") && at == "after") ++taken_late;
    });
    wait_a_little();
    const auto kind = random_() % 2 == 0 ? "SANCTION_BAN" : "SANCTION_SUSPENSION";
    EXPECT_TRUE(impose("polonius", guest, kind).contains("sanctionId"));
    done_ = true;
    EXPECT_EQ(listening.await_close(), 4502);
    stop_ = true;
    writer.join();
    caller.join();
    room.join();
    EXPECT_EQ(taken_late, 0) << "PLENUM_SEED=" << seed_ << " round " << round;
    for (auto* line : {&listening, &writing}) {
      for (const auto& update : line->take_updates())
        EXPECT_EQ(update.dump().find("after"), std::string::npos) << "PLENUM_SEED=" << seed_ << ' ' << update;
    }
  }
}

TEST_F(RightsRace, a_mute_while_its_member_writes) {
  for (int round = 0; round < rounds; ++round) {
    done_ = stop_ = false;
    const auto guest = newcomer("guest" + std::to_string(round));
    Line line(seat(guest));
    std::atomic<int> taken_late{0};
    std::atomic<int> sent_away{0};
    auto writer = goes_on([&](const std::string& at) {
      const auto reply =
          line.call("writePost", {{"commandId", fresh_id()}, {"threadId", thread_}, {"source", at + " by the guest"}});
      if (at == "after" && refused(reply) != "MEMBER_MUTED") ++taken_late;
      if (refused(reply) == "UNAUTHENTICATED") ++sent_away;
    });
    wait_a_little();
    EXPECT_TRUE(impose("polonius", guest, "SANCTION_MUTE", 3'600'000).contains("sanctionId"));
    done_ = true;
    stop_ = true;
    writer.join();
    EXPECT_EQ(taken_late, 0) << "PLENUM_SEED=" << seed_ << " round " << round;
    EXPECT_EQ(sent_away, 0) << "whose rights changed on the way is told so, not signed out";
  }
}

TEST_F(RightsRace, a_demotion_while_reports_come_and_the_chair_acts) {
  for (int round = 0; round < rounds; ++round) {
    done_ = stop_ = false;
    const auto chairman = newcomer("chairman" + std::to_string(round), v1::MODERATOR);
    Line desk(seat(chairman));
    ASSERT_EQ(refused(desk.call("subscribe", {{"desk", true}})), "");
    ASSERT_EQ(refused(desk.call("subscribe", {{"staffTopicId", topic_}})), "");
    std::mutex mutex;
    std::set<std::string> reported_late;
    auto reporter = goes_on([&](const std::string& at) {
      const std::string post = write_as("iago", "Fools!").value("postId", "");
      const auto at_report = when();
      EXPECT_EQ(report("ophelia", post), Json::object());
      const std::lock_guard lock(mutex);
      if (at == "after" && at_report == "after") reported_late.insert(post);
    });
    std::atomic<int> taken_late{0};
    auto acting = goes_on([&](const std::string& at) {
      static std::atomic<int> titles{0};
      const auto reply =
          chair(chairman, "RenameThread",
                {{"threadId", thread_}, {"title", "Title " + std::to_string(++titles)}, {"reason", "So."}});
      if (at == "after" && refused(reply) != "FORBIDDEN") ++taken_late;
    });
    wait_a_little();
    v1::SetRoleRequest request;
    request.set_handle(chairman);
    request.set_role(v1::MEMBER);
    server_.operate<v1::SetRoleReply>("SetRole", request);
    done_ = true;
    stop_ = true;
    acting.join();
    reporter.join();
    EXPECT_EQ(taken_late, 0) << "PLENUM_SEED=" << seed_ << " round " << round;
    EXPECT_EQ(refused(desk.call("subscribe", {{"desk", true}})), "FORBIDDEN");
    EXPECT_FALSE(reported_late.empty());
    for (const auto& update : desk.take_updates()) {
      if (!update.contains("staff")) continue;
      EXPECT_FALSE(reported_late.contains(update["staff"].value("reportPostId", "")))
          << "PLENUM_SEED=" << seed_ << ' ' << update;
    }
  }
}

}  // namespace
}  // namespace plenum::test
