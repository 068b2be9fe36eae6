// Each workload, tiny: it delivers all that it said, and its line has the fields that the table and the plot are made
// of. No figure is judged here.
#include <cstdio>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/wait.h>

#include "tests/support/server/running_server.h"

namespace plenum::bench {

namespace {

using Fields = std::vector<std::string>;
using Line = nlohmann::json;

const Fields contest = {"ratio", "ratio_min", "ratio_max", "cpu_us_per_delivery", "floor_cpu_us_per_delivery"};

/// The line that a workload prints; the test fails if it ends badly or prints anything else.
Line run(const std::string& words) {
  const auto command = test::RunningServer::program("plenum-bench").string() + " " + words;
  FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return {};
  std::string said;
  char part[4'096];
  while (const auto size = std::fread(part, 1, sizeof part, pipe)) said.append(part, size);
  EXPECT_EQ(::pclose(pipe), 0) << command;
  const auto line = Line::parse(said, nullptr, false);
  EXPECT_FALSE(line.is_discarded()) << command << " said: " << said;
  return line;
}

void expect_fields(const Line& line, const Fields& fields) {
  for (const auto& field : fields) EXPECT_TRUE(line.contains(field)) << field << " is missing: " << line;
}

void expect_all_delivered(const Line& line) {
  expect_fields(line, {"workload", "delivered", "expected", "load_average", "core_each"});
  EXPECT_GT(line.value("expected", 0), 0) << line;
  EXPECT_EQ(line.value("delivered", -1), line.value("expected", 0)) << line;
  EXPECT_EQ(line.value("doubles", 0), 0) << line;
  EXPECT_EQ(line.value("gaps", 0), 0) << line;
}

}  // namespace

TEST(BenchSmoke, what_is_typed_wrong_is_named_with_the_help_that_has_it_right) {
  const auto said_wrong = [](const std::string& words) {
    const auto command = test::RunningServer::program("plenum-bench").string() + " " + words + " 2>&1";
    FILE* pipe = ::popen(command.c_str(), "r");
    std::string said;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) said += static_cast<char>(c);
    EXPECT_EQ(WEXITSTATUS(::pclose(pipe)), 2) << command << said;
    return said;
  };
  EXPECT_NE(said_wrong("").find("plenum-bench: Say what to do: post, read, "), std::string::npos);
  EXPECT_NE(said_wrong("trase").find("There is no \"trase\": say post, "), std::string::npos);
  EXPECT_NE(said_wrong("post --trase").find("no option --trase. See plenum-bench post --help."), std::string::npos);
  for (const auto* number : {"0", "-1", "many"}) {
    const auto said = said_wrong(std::string("fanout --subscribers ") + number);
    EXPECT_NE(said.find("--subscribers"), std::string::npos) << said;
    EXPECT_NE(said.find("See plenum-bench fanout --help."), std::string::npos) << said;
  }
  EXPECT_NE(said_wrong("peer trase").find("trase"), std::string::npos);
  EXPECT_NE(said_wrong("peer").find("name is required. See plenum-bench peer --help."), std::string::npos);
}

TEST(BenchSmoke, one_post_under_way_reaches_every_subscriber) {
  const auto line = run("fanout --subscribers 20 --pairs 1 --seconds 0.1");
  expect_all_delivered(line);
  expect_fields(line, contest);
  expect_fields(line, {"commit_cpu_us_per_post", "posts_per_frame", "deliveries_per_s"});
}

TEST(BenchSmoke, eight_posts_under_way_reach_every_subscriber) {
  const auto line = run("fanout --subscribers 20 --in-flight 8 --pairs 1 --seconds 0.1");
  expect_all_delivered(line);
  expect_fields(line, contest);
}

TEST(BenchSmoke, a_large_audience_tells_how_late_its_readers_are) {
  const auto line = run("burst --subscribers 50 --pairs 1 --seconds 0.2");
  expect_all_delivered(line);
  expect_fields(line, contest);
  expect_fields(line, {"p50_ms", "p99_ms", "floor_p99_ms", "deliveries_per_s"});
}

TEST(BenchSmoke, many_small_audiences_hear_their_own_topic) {
  const auto line = run("topics --topics 5 --subscribers-each 3 --posts-per-s 100 --pairs 1 --seconds 0.2");
  expect_all_delivered(line);
  expect_fields(line, contest);
  expect_fields(line, {"commit_cpu_us_per_post"});
}

TEST(BenchSmoke, who_only_waits_is_weighed) {
  const auto line = run("idle --connections 50");
  expect_all_delivered(line);
  expect_fields(line, {"bytes_per_connection", "floor_bytes_per_connection"});
}

TEST(BenchSmoke, who_comes_back_after_a_kill_has_missed_nothing) {
  const auto line = run("storm --clients 40 --topics 4 --kills 1");
  expect_all_delivered(line);
  expect_fields(line, {"all_whole_s", "server_listens_s"});
  EXPECT_EQ(line.value("not_whole", -1), 0) << line;
  EXPECT_EQ(line.value("not_recovered", -1), 0) << line;
}

TEST(BenchSmoke, who_never_reads_keeps_nothing_from_the_others) {
  const auto line = run("slow --clients 20 --pairs 1 --seconds 0.3");
  expect_all_delivered(line);
  expect_fields(line, {"p99_ratio", "p99_ms", "p99_ms_without", "server_mib", "server_mib_without"});
}

TEST(BenchSmoke, what_is_posted_reaches_members_and_companies) {
  const auto line = run("gallery --seats 20 --companies 4 --pairs 1 --seconds 0.1");
  expect_all_delivered(line);
  expect_fields(line, {"ratio_per_delivery", "ratio_without_commit", "ratio_per_post", "ratio_per_single_post",
                       "floor_ratio_per_post", "observed_rows_per_post"});
}

TEST(BenchSmoke, three_nodes_on_one_redis_say_and_hear_everything) {
  const auto line = run("cluster --pairs 1 --seconds 0.2 --away-posts 100 --absences 1");
  expect_all_delivered(line);
  expect_fields(line, {"passage_ratio", "passage_p50_ms", "one_node_p50_ms", "writing_ratio", "posts_per_append",
                       "nodes_cpu_us_per_post", "caught_up_s", "apply_cpu_us_per_post", "writing_ratio_reachable"});
}

TEST(BenchSmoke, a_peer_that_is_not_here_is_said_to_be_missing) {
  const auto line = run("peer npm-ws --scripts /nowhere");
  EXPECT_EQ(line.value("workload", ""), "peer_missing") << line;
  expect_fields(line, {"peer", "why"});
}

TEST(BenchSmoke, posts_and_pages_are_counted) {
  expect_fields(run("post --authors 4 --pairs 1 --seconds 0.1"), {"ratio", "posts_per_s"});
  expect_fields(run("read --thread-posts 60 --pages 10"), {"ratio", "p99_us"});
}

}  // namespace plenum::bench
