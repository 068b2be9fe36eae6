// Every act of the chair, and every refusal it can meet, in the order in which they are looked for: the minutes are the
// files of minutes/. Left to others: who may not do it at all (tests/rights), threads of twenty thousand posts, the
// twenty-first pin and the thousandth rule (tests/machine).
#include "tests/chair/minutes.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <google/protobuf/descriptor.h>

#include "proto/moderator.pb.h"

namespace plenum::test {
namespace {

const std::filesystem::path folder = std::filesystem::path(PLENUM_SOURCE_DIR) / "tests/chair/minutes";

std::vector<std::string> all_minutes() {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(folder)) names.push_back(file.path().stem());
  std::sort(names.begin(), names.end());
  return names;
}

std::string minutes_of(const std::string& name) {
  std::ifstream file(folder / (name + ".txt"));
  return {std::istreambuf_iterator<char>(file), {}};
}

class Minutes : public Meeting, public ::testing::WithParamInterface<std::string> {
protected:
  // T1: a thread of two posts. T2: Iago's, with P5, which waits. T3 waits as a whole. T4 is now part of T2.
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Meeting::SetUp());
    holds(R"(
      ophelia  OpenThread   topic=D title=Graves source="Alas."       -> done as T1 P1
      ophelia  WritePost    thread=T1 source="Poor Yorick."           -> done as P2
      iago     OpenThread   topic=D title=Ships source="To England."  -> done as T2 P3
      polonius SetWordRule  rule.pattern=poison rule.action=WORD_HOLD -> done as R1
      iago     OpenThread   topic=D title=Vial source=poison          -> done as T3 P4
      iago     WritePost    thread=T2 source="more poison"            -> done as P5
      iago     OpenThread   topic=D title=Old source="Old news."      -> done as T4 P6
      polonius MergeThreads from=T4 into=T2                           -> done
    )");
  }
};

TEST_P(Minutes, of) {
  const auto minutes = minutes_of(GetParam());
  ASSERT_NE(minutes.find("-> done"), std::string::npos) << "nothing was done";
  holds(minutes);
}

INSTANTIATE_TEST_SUITE_P(OfTheChair, Minutes, ::testing::ValuesIn(all_minutes()),
                         [](const auto& one) { return one.param; });

// A new act of the chair has its minutes.
TEST(MinutesOfTheChair, NameEveryActDoneAndRefused) {
  std::string all;
  for (const auto& name : all_minutes()) all += minutes_of(name);
  const auto* service = v1::LockThreadRequest::descriptor()->file()->FindServiceByName("ModeratorService");
  for (int i = 0; i < service->method_count(); ++i) {
    const auto& method = *service->method(i);
    bool done = false;
    bool refused = method.input_type()->field_count() == 0 || method.name().find("Audit") != std::string::npos ||
                   method.name() == "ListWordRules";  // nothing in them can be wrong
    std::istringstream lines(all);
    for (std::string line; std::getline(lines, line);) {
      if (line.find(" " + method.name() + " ") == std::string::npos) continue;
      (line.find("-> done") == std::string::npos ? refused : done) = true;
    }
    EXPECT_TRUE(done) << method.name() << " is never done";
    EXPECT_TRUE(refused) << method.name() << " is never refused";
  }
}

}  // namespace
}  // namespace plenum::test
