// The server is killed with -9 in mid-sentence, again and again, while people write; each keeps a journal of what was
// acknowledged. Afterwards everything is read back. A kill does not test fsync (the page cache survives it): that is
// tests/faults' affair. This tests that recovery, retries and the order of things hold in the whole program.
#include <atomic>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "clients/cli/line/failed.h"
#include "proto/admin.pb.h"
#include "tests/support/server/running_server.h"

namespace plenum::test {
namespace {

constexpr int writers = 12;

int cycles() {
  const char* wished = std::getenv("PLENUM_CRASH_CYCLES");
  return wished ? std::atoi(wished) : 20;
}

/// One member's journal: what was asked, what was acknowledged. Belongs to its thread while it writes.
struct Journal {
  std::string token;
  int next = 0;                               // number of the sentence to write
  std::string pending_id;                     // command id of the sentence that was asked and not yet acknowledged
  std::map<int, std::uint64_t> acknowledged;  // number -> post
};

class Crash : public ::testing::Test {
protected:
  Crash() : server_("commands_per_10_s = 1000000\n") {}

  void SetUp() override {
    seed_ = std::random_device{}();
    std::cout << "seed " << seed_ << std::endl;
    random_.seed(seed_);
    server_.start();
    const auto topic = server_.open_topic("On being");
    for (int i = 0; i < writers; ++i) {
      journals_.push_back({server_.add_member("writer" + std::to_string(i), v1::MEMBER), 0, {}, {}});
    }
    v1::OpenThreadRequest request;
    request.set_command_id(new_command_id());
    request.set_topic_id(std::stoull(topic));
    request.set_title("In mid-sentence");
    request.set_source("Begin.");
    v1::OpenThreadReply reply;
    auto http = line();
    ASSERT_TRUE(call(http, journals_[0], "OpenThread", request, reply));
    thread_ = reply.thread_id();
  }

  cli::HttpClient line() { return {cli::Address::of_url(server_.url()), std::chrono::seconds(30)}; }

  std::string new_command_id() {
    std::string id(16, '\0');
    for (auto& byte : id) byte = static_cast<char>(random_());
    return id;
  }

  static bool call(cli::HttpClient& http, const Journal& who, const std::string& method,
                   const google::protobuf::Message& request, google::protobuf::Message& reply) {
    return static_cast<bool>(
        cli::call(http, "plenum.v1.MemberService", method, request, reply, {{"Authorization", "Bearer " + who.token}}));
  }

  /// Writes until the server is gone. What was asked and not answered is asked again with the same command id.
  void write(Journal& journal, int who, unsigned seed) {
    std::mt19937 random(seed);
    try {
      auto http = line();
      for (;;) {
        if (journal.pending_id.empty()) {
          journal.pending_id.assign(16, '\0');
          for (auto& byte : journal.pending_id) byte = static_cast<char>(random());
        }
        v1::WritePostRequest request;
        request.set_command_id(journal.pending_id);
        request.set_thread_id(thread_);
        request.set_source(std::to_string(who) + " says " + std::to_string(journal.next));
        v1::WritePostReply reply;
        if (!call(http, journal, "WritePost", request, reply)) return;
        journal.acknowledged[journal.next++] = reply.post_id();
        journal.pending_id.clear();
      }
    } catch (const cli::Failed&) {
      // The line broke: the journal knows what is still open.
    }
  }

  void one_cycle() {
    std::vector<std::thread> threads;
    for (int i = 0; i < writers; ++i) {
      const auto seed = static_cast<unsigned>(random_());
      threads.emplace_back([this, i, seed] { write(journals_[static_cast<std::size_t>(i)], i, seed); });
    }
    // When it dies is the one thing that should be left to chance here.
    std::this_thread::sleep_for(std::chrono::milliseconds(50 + random_() % 250));
    server_.kill();
    for (auto& thread : threads) thread.join();
    server_.start();
  }

  /// All posts of the thread in order.
  std::vector<v1::Post> read_back() {
    std::vector<v1::Post> posts;
    auto http = line();
    v1::ReadThreadRequest request;
    request.set_thread_id(thread_);
    request.set_limit(200);
    request.set_from_start(true);
    for (;;) {
      v1::ReadThreadReply reply;
      EXPECT_TRUE(call(http, journals_[0], "ReadThread", request, reply));
      posts.insert(posts.end(), reply.posts().begin(), reply.posts().end());
      if (!reply.more_after() || reply.posts_size() == 0) return posts;
      request.set_after_place(posts.back().place());
    }
  }

  RunningServer server_;
  unsigned seed_ = 0;
  std::mt19937 random_;
  std::vector<Journal> journals_;
  std::uint64_t thread_ = 0;
};

TEST_F(Crash, nothing_acknowledged_is_lost_doubled_or_reordered) {
  for (int i = 0; i < cycles() && !HasFatalFailure(); ++i) one_cycle();
  ASSERT_FALSE(HasFatalFailure());

  std::map<std::string, int> seen;          // sentence -> times
  std::map<std::string, std::uint64_t> at;  // sentence -> post
  std::map<int, int> last_of;               // writer -> last number read
  int reordered = 0;
  for (const auto& post : read_back()) {
    ++seen[post.source()];
    at[post.source()] = post.id();
    int who = 0;
    int number = 0;
    if (std::sscanf(post.source().c_str(), "%d says %d", &who, &number) != 2) continue;
    if (last_of.contains(who) && number <= last_of[who]) ++reordered;
    last_of[who] = number;
  }
  int acked = 0;
  int lost = 0;
  int doubled = 0;
  for (std::size_t who = 0; who < journals_.size(); ++who) {
    for (const auto& [number, post] : journals_[who].acknowledged) {
      const auto sentence = std::to_string(who) + " says " + std::to_string(number);
      ++acked;
      if (seen[sentence] == 0 || at[sentence] != post) ++lost;
    }
  }
  for (const auto& [sentence, times] : seen) doubled += times > 1 ? 1 : 0;
  std::cout << cycles() << " cycles, " << acked << " acked, " << lost << " lost, " << doubled << " doubled, "
            << reordered << " reordered" << std::endl;
  EXPECT_GT(acked, 100);
  EXPECT_EQ(lost, 0);
  EXPECT_EQ(doubled, 0);
  EXPECT_EQ(reordered, 0);

  const auto verified = server_.operate<v1::VerifyReply>("Verify", v1::VerifyRequest());
  EXPECT_TRUE(verified.sound()) << verified.fault();
}

TEST_F(Crash, sigterm_ends_it_cleanly) {
  EXPECT_EQ(server_.stop(), 0);
}

}  // namespace
}  // namespace plenum::test
