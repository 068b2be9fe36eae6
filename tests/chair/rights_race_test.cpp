// Rights that go while posts flow: from the moment in which the chair is answered, nothing that begins reaches the open
// line of whoever lost them, and no command of theirs is taken; a witness, who lost nothing, hears all of it. When that
// moment comes is the seed's to say. On lines of both encodings, with calls over HTTP beside them.
#include <atomic>
#include <chrono>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include "proto/admin.pb.h"
#include "tests/chair/court.h"
#include "tests/rights/frames.h"

namespace plenum::test {
namespace {

constexpr int rounds = 4;
constexpr int callers_at_once = 6;   // one of them is on its way when the right goes
constexpr int calls_after_min = 12;  // of each who goes on, after the rights have gone

// PLENUM_SEED repeats one run.
std::uint64_t first_seed() {
  const char* given = std::getenv("PLENUM_SEED");
  return given != nullptr ? std::stoull(given) : std::random_device{}();
}

/// The posts of what began after the chair was answered.
class Late {
public:
  void add(const std::string& post) {
    const std::lock_guard lock(mutex_);
    posts_.insert(post);
  }
  const std::set<std::string>& posts() const { return posts_; }

private:
  std::mutex mutex_;
  std::set<std::string> posts_;
};

class RightsRace : public Court, public ::testing::WithParamInterface<bool> {
protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Court::SetUp());
    seed_ = first_seed();
    std::cout << "PLENUM_SEED=" << seed_ << "\n";
    random_.seed(seed_);
  }

  void begin_round() { done_ = false; }

  /// Says whether what is begun now is begun after the chair was answered.
  bool is_after() const { return done_; }

  std::string newcomer(const std::string& handle, v1::Role role = v1::MEMBER) {
    tokens_[handle] = server_.add_member(handle, role);
    ids_[handle] = member(handle, "WhoAmI")["member"]["id"];
    return handle;
  }

  std::unique_ptr<Frames> line(const std::string& handle) {
    auto frames = std::make_unique<Frames>(seat(handle), GetParam());
    EXPECT_TRUE(frames->ask("hello", Json::object()).contains("you"));
    return frames;
  }

  void wait_a_little() { std::this_thread::sleep_for(std::chrono::microseconds(random_() % 60'000)); }

  /// Calls until the rights have gone, and so many times after that. `call` is told whether they had when it began.
  template <class Call>
  std::thread goes_on(Call call) {
    return std::thread([this, call] {
      for (int later = 0; later < calls_after_min;) {
        const bool after = is_after();
        call(after);
        later += after ? 1 : 0;
      }
    });
  }

  static Json post_in(const std::string& thread, const std::string& words) {
    return {{"commandId", fresh_id()}, {"threadId", thread}, {"source", words}};
  }
  Json write_as(const std::string& who, const std::string& words) {
    return seat(who).call("WritePost", post_in(thread_, words));
  }

  static bool tells_of(const Heard& heard, const std::string& post) {
    const auto& u = heard.update;
    if (u.contains("staff")) return u["staff"].value("reportPostId", "") == post;
    return u.contains("post") && u["post"]["id"] == post;
  }

  // Whoever lost nothing hears all of it: else the rest would hold of a server that tells nobody.
  void expect_hears_all(Frames& witness, const Late& late, const std::string& stream) {
    EXPECT_GE(late.posts().size(), static_cast<std::size_t>(calls_after_min));
    for (const auto& post : late.posts()) {
      EXPECT_TRUE(witness.await([&](const Heard& heard) { return heard.stream == stream && tells_of(heard, post); }))
          << "the witness on " << stream << ", " << post;
    }
  }

  void expect_hears_none(const Frames& line, const Late& late) {
    for (const auto& heard : line.heard()) {
      for (const auto& post : late.posts()) EXPECT_FALSE(tells_of(heard, post)) << seed() << heard.update;
    }
  }

  std::string seed() const { return "PLENUM_SEED=" + std::to_string(seed_) + " "; }

  void is_put_out_while_posts_flow(const std::string& kind);
  void loses_the_chair(const std::string& who, const std::vector<std::pair<std::string, Json>>& streams,
                       const std::function<void()>& take_away);

  std::uint64_t seed_ = 0;
  std::mt19937_64 random_;
  std::atomic<bool> done_{false};
};

// Two lines of one member (one writes, one listens), and calls over HTTP beside them.
void RightsRace::is_put_out_while_posts_flow(const std::string& kind) {
  for (int round = 0; round < rounds; ++round) {
    begin_round();
    const auto guest = newcomer("guest" + std::to_string(round));
    auto writing = line(guest);
    auto listening = line(guest);
    auto witness = line("ophelia");
    for (auto* ear : {listening.get(), witness.get()}) ear->ask("subscribe", {{"topicId", topic_}});
    Late late;
    auto room = goes_on([&](bool after) {
      const std::string post = write_as("hamlet", "In the room.").value("postId", "");
      if (after) late.add(post);
    });
    std::atomic<int> taken_late{0};
    std::atomic<int> refused_otherwise{0};
    std::thread writer([&] {
      for (;;) {
        const bool after = is_after();
        const auto reply = writing->ask("writePost", post_in(thread_, "By the guest."));
        if (reply.contains("fault")) return;  // closed
        if (after) ++taken_late;
      }
    });
    const std::string wanted = kind == "SANCTION_BAN" ? "MEMBER_BANNED" : "MEMBER_SUSPENDED";
    const auto calls = [&](bool after) {
      const auto reply = write_as(guest, "By HTTP.");
      if (after && reply.contains("postId")) ++taken_late;
      if (after && refused(reply) != wanted) ++refused_otherwise;
    };
    std::vector<std::thread> callers;
    for (int i = 0; i < callers_at_once; ++i) callers.push_back(goes_on(calls));
    wait_a_little();
    EXPECT_TRUE(impose("polonius", guest, kind).contains("sanctionId"));
    done_ = true;
    EXPECT_EQ(listening->await_close(), 4502) << seed();
    writer.join();
    for (auto& caller : callers) caller.join();
    room.join();
    EXPECT_EQ(writing->await_close(), 4502) << seed();
    EXPECT_EQ(taken_late, 0) << seed() << "round " << round;
    EXPECT_EQ(refused_otherwise, 0) << seed() << "round " << round;
    expect_hears_all(*witness, late, "topic " + topic_);
    expect_hears_none(*listening, late);
    expect_hears_none(*writing, late);
  }
}

TEST_P(RightsRace, a_ban_while_posts_flow) {
  is_put_out_while_posts_flow("SANCTION_BAN");
}

TEST_P(RightsRace, a_suspension_while_posts_flow) {
  is_put_out_while_posts_flow("SANCTION_SUSPENSION");
}

// The line stays open: whoever is muted reads on.
TEST_P(RightsRace, a_mute_while_its_member_writes) {
  for (int round = 0; round < rounds; ++round) {
    begin_round();
    const auto guest = newcomer("guest" + std::to_string(round));
    auto writing = line(guest);
    std::atomic<int> refused_otherwise{0};
    std::atomic<int> sent_away{0};
    const auto judge = [&](bool after, const Json& reply) {
      if (after && refused(reply) != "MEMBER_MUTED") ++refused_otherwise;
      if (refused(reply) == "UNAUTHENTICATED") ++sent_away;
    };
    auto writer =
        goes_on([&](bool after) { judge(after, writing->ask("writePost", post_in(thread_, "By the guest."))); });
    auto caller = goes_on([&](bool after) { judge(after, write_as(guest, "By HTTP.")); });
    wait_a_little();
    EXPECT_TRUE(impose("polonius", guest, "SANCTION_MUTE", 3'600'000).contains("sanctionId"));
    done_ = true;
    writer.join();
    caller.join();
    EXPECT_EQ(refused_otherwise, 0) << seed() << "round " << round;
    EXPECT_EQ(sent_away, 0) << "whose rights changed on the way is told so, not signed out";
    writing->ask("subscribe", {{"topicId", topic_}});
    const std::string post = write_as("hamlet", "Still here?").value("postId", "");
    EXPECT_TRUE(writing->await([&](const Heard& heard) { return tells_of(heard, post); }));
  }
}

// Reports come, titles are changed over HTTP, and in a locked thread one writes by the chair's right alone. Whoever has
// lost the chair stays on the line, a member as others are.
void RightsRace::loses_the_chair(const std::string& who, const std::vector<std::pair<std::string, Json>>& streams,
                                 const std::function<void()>& take_away) {
  begin_round();
  const std::string locked = seat("ophelia").call(
      "OpenThread",
      {{"commandId", fresh_id()}, {"topicId", topic_}, {"title", "Locked"}, {"source", "No more."}})["threadId"];
  chair("polonius", "LockThread", {{"threadId", locked}, {"locked", true}});
  auto desk = line(who);
  auto witness = line("gertrude");
  for (auto* ear : {desk.get(), witness.get()}) {
    for (const auto& [stream, wish] : streams) EXPECT_EQ(refused(ear->ask("subscribe", wish)), "") << stream;
  }
  auto writing = line(who);
  Late late;
  auto reporter = goes_on([&](bool after) {
    const std::string post = write_as("iago", "Fools!").value("postId", "");
    EXPECT_EQ(report("ophelia", post), Json::object());
    if (after) late.add(post);
  });
  std::atomic<int> taken_late{0};
  std::atomic<int> taken_before{0};
  const auto judge = [&](bool after, const Json& reply, const char* wanted) {
    if (after && refused(reply) != wanted) ++taken_late;
    if (!after && refused(reply).empty()) ++taken_before;
  };
  std::atomic<int> titles{0};
  auto acting = goes_on([&](bool after) {
    const auto title = "Title " + std::to_string(++titles);
    judge(after, chair(who, "RenameThread", {{"threadId", thread_}, {"title", title}, {"reason", "So."}}), "FORBIDDEN");
  });
  auto writer =
      goes_on([&](bool after) { judge(after, writing->ask("writePost", post_in(locked, "Still.")), "THREAD_LOCKED"); });
  wait_a_little();
  while (taken_before == 0) std::this_thread::yield();  // what is taken away was there
  take_away();
  done_ = true;
  acting.join();
  writer.join();
  reporter.join();
  EXPECT_EQ(taken_late, 0) << seed();
  for (const auto& [stream, wish] : streams) {
    EXPECT_EQ(refused(desk->ask("subscribe", wish)), "FORBIDDEN") << seed() << stream;
    expect_hears_all(*witness, late, stream);
  }
  // Behind all of it: what is told on one's own stream, which stays.
  seat(who).call("WatchThread", {{"commandId", fresh_id()}, {"threadId", thread_}, {"watch", "FOLLOWED"}});
  EXPECT_TRUE(desk->await([](const Heard& heard) { return heard.update.contains("watch"); })) << seed();
  expect_hears_none(*desk, late);
}

TEST_P(RightsRace, a_demotion_while_reports_come_and_the_chair_acts) {
  for (int round = 0; round < rounds; ++round) {
    const auto chairman = newcomer("chairman" + std::to_string(round), v1::MODERATOR);
    v1::SetRoleRequest request;
    request.set_handle(chairman);
    request.set_role(v1::MEMBER);
    loses_the_chair(chairman, {{"desk", {{"desk", true}}}, {"staff " + topic_, {{"staffTopicId", topic_}}}},
                    [&] { server_.operate<v1::SetRoleReply>("SetRole", request); });
  }
}

TEST_P(RightsRace, a_topic_s_moderator_is_none_while_reports_come) {
  for (int round = 0; round < rounds; ++round) {
    const auto guest = newcomer("guest" + std::to_string(round));
    const auto moderates = [&](bool yes) {
      EXPECT_EQ(
          chair("hamlet", "SetTopicModerator",
                {{"topicId", topic_}, {"memberId", ids_[guest]}, {"moderates", yes}, {"reason", "As we agreed."}}),
          Json::object());
    };
    moderates(true);
    loses_the_chair(guest, {{"staff " + topic_, {{"staffTopicId", topic_}}}}, [&] { moderates(false); });
  }
}

// A mute takes the chair's tools too, and the streams with them.
TEST_P(RightsRace, a_moderator_is_muted_while_reports_come) {
  for (int round = 0; round < rounds; ++round) {
    begin_round();
    const auto chairman = newcomer("chairman" + std::to_string(round), v1::MODERATOR);
    auto desk = line(chairman);
    auto witness = line("gertrude");
    for (auto* ear : {desk.get(), witness.get()}) EXPECT_EQ(refused(ear->ask("subscribe", {{"desk", true}})), "");
    Late late;
    auto reporter = goes_on([&](bool after) {
      const std::string post = write_as("iago", "Fools!").value("postId", "");
      EXPECT_EQ(report("ophelia", post), Json::object());
      if (after) late.add(post);
    });
    wait_a_little();
    EXPECT_TRUE(impose("hamlet", chairman, "SANCTION_MUTE", 3'600'000).contains("sanctionId"));
    done_ = true;
    reporter.join();
    EXPECT_EQ(refused(desk->ask("subscribe", {{"desk", true}})), "MEMBER_MUTED") << seed();
    expect_hears_all(*witness, late, "desk");
    seat(chairman).call("WatchThread", {{"commandId", fresh_id()}, {"threadId", thread_}, {"watch", "FOLLOWED"}});
    EXPECT_TRUE(desk->await([](const Heard& heard) { return heard.update.contains("watch"); })) << seed();
    expect_hears_none(*desk, late);
  }
}

INSTANTIATE_TEST_SUITE_P(OnLinesOf, RightsRace, ::testing::Bool(),
                         [](const auto& encoding) { return encoding.param ? "proto" : "json"; });

}  // namespace
}  // namespace plenum::test
