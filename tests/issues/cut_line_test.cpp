// A program that a test had started began a line on the same output; "[       OK ]" then stood behind it, not at the
// start of a line, and tests/run counted a test that had passed as failed.
#include <fstream>

#include <gtest/gtest.h>

#include "tests/program/spoken.h"
#include "tests/support/storage/scratch.h"

namespace plenum::test {
namespace {

std::string counted(const std::string& log) {
  const testing::Scratch folder;
  std::ofstream(folder / "log") << log;
  const auto groups = std::string(PLENUM_SOURCE_DIR) + "/tests/groups.bash";
  const std::string count = R"(source "$0"; count_gtest "$1"; echo "$group_passed $group_failed $group_skipped")";
  return run("/bin/bash", {"-c", count, groups, (folder / "log").string()}).out;
}

TEST(CutLine, a_test_that_passed_behind_somebody_elses_words_has_passed) {
  EXPECT_EQ(counted("[ RUN      ] A.b\nExceptional words from [       OK ] A.b (69 ms)\n"
                    "more of them [ RUN      ] A.c\n[  SKIPPED ] A.c (0 ms)\n"),
            "1 0 1\n");
}

TEST(CutLine, what_began_and_did_not_end_has_failed) {
  EXPECT_EQ(counted("[ RUN      ] A.b\n[       OK ] A.b (1 ms)\nwords[ RUN      ] A.c\n"), "1 1 0\n");
  EXPECT_EQ(counted("[ RUN      ] A.b\nwords [  FAILED  ] A.b (1 ms)\n[  FAILED  ] A.b\n"), "0 1 0\n");
}

}  // namespace
}  // namespace plenum::test
