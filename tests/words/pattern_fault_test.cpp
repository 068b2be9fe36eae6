#include "server/words/pattern_fault.h"

#include <gtest/gtest.h>

#include "server/words/pattern.h"

namespace plenum {
namespace {

struct Row {
  std::string pattern;
  std::uint32_t at;
};

// The caret that a page would draw under the pattern.
TEST(PatternFault, IsShownWhereItBegins) {
  const Row rows[] = {
      {"a(b)(c", 4},         // the parenthesis that is never closed
      {"a(b))c", 4},         // the one that closes nothing
      {"(a[)](b", 5},        // a parenthesis in a class is none
      {"\\((a", 2},          // nor one that is escaped
      {"spam[a-", 4},        // a class that is never closed
      {"x*y**", 3},          // two stars; the first one is well
      {"*a", 0},             // nothing to repeat
      {"a{2000}", 1},        // more than may be repeated
      {"good[z-a]", 5},      // a range that goes backwards
      {"good\\pX", 4},       // no such property
      {"a\\", 1},            // an escape of nothing
      {"ok (?<name>x)", 3},  // a group as others write it
      {"(?i)(?z)", 4},       // a flag that there is not
      {"\\Q(\\E(", 5},       // quoted up to \E
  };
  for (const auto& [pattern, at] : rows) {
    const auto made = Pattern::compile(pattern, true);
    ASSERT_TRUE(std::holds_alternative<Fault>(made)) << pattern;
    EXPECT_EQ(std::get<Fault>(made).code, v1::PATTERN_INVALID);
    EXPECT_STREQ(std::get<Fault>(made).field, "pattern");
    EXPECT_EQ(std::get<Fault>(made).at, at) << pattern << "\n" << std::string(at, ' ') << "^ expected here";
  }
}

}  // namespace
}  // namespace plenum
