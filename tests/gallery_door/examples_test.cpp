// clients/examples do what their README says, against a real server.
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <thread>

#include "tests/gallery_door/running_house.h"
#include "tests/program/spoken.h"

namespace plenum::test {
namespace {

const std::string examples = std::string(PLENUM_SOURCE_DIR) + "/clients/examples/";

class Examples : public ::testing::Test {
protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(house_.start());
    hamlet_ = house_.server.add_member("hamlet", v1::MEMBER);
    house_.opens(hamlet_, "To be, or \"not\".");
    house_.opens(house_.server.add_member("ophelia", v1::MEMBER), "My lord?");
    ::setenv("PLENUM", house_.server.url().c_str(), 1);
    ::setenv("SEAT", house_.seat.c_str(), 1);
  }

  RunningHouse house_;
  std::string hamlet_;
};

TEST_F(Examples, the_feed_is_followed_with_curl_alone) {
  if (!std::filesystem::exists("/usr/bin/curl")) GTEST_SKIP() << "there is no curl here";
  const auto told = run("/bin/sh", {examples + "follow.sh", "--once"});
  EXPECT_EQ(told.code, 0) << told.err;
  EXPECT_EQ(told.out, "\"To be, or \\\"not\\\".\"\n\"My lord?\"\n");
}

TEST_F(Examples, the_line_is_heard_and_goes_on_where_it_was_left) {
  if (run("/usr/bin/python3", {"-c", "import websockets"}).code != 0)
    GTEST_SKIP() << "there is no python3-websockets here";
  const auto positions = (house_.server.data().parent_path() / "positions.json").string();
  const auto hears = [&] { return run("/usr/bin/python3", {examples + "follow.py", positions, "1"}); };
  auto first = std::async(std::launch::async, hears);
  const auto is_listening = [&] {
    std::ifstream file(positions);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    return text.find(':') != std::string::npos;
  };
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (!is_listening() && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  ASSERT_TRUE(is_listening());
  house_.opens(hamlet_, "live");
  EXPECT_NE(first.get().out.find(": live\n"), std::string::npos);
  house_.opens(hamlet_, "missed");
  const auto second = hears();
  EXPECT_NE(second.out.find(": missed\n"), std::string::npos) << second.out << second.err;
}

}  // namespace
}  // namespace plenum::test
