#include <thread>

#include "tests/render/cases.h"

namespace plenum::render::test {
namespace {

// cmark-gfm's own strikethrough and autolink extensions fail this: they switch tables that all threads share.
TEST(Threads, render_the_same_as_one_alone) {
  const std::string source =
      "~~a~~ https://x.org/__b__ **c** [@x](member:7)\n\n|a|b|\n|-|-|\n|~~1~~|www.x.org|\n\n- [x] d\n";
  const auto expected = to_html(Format::markdown, source, handle_of);
  std::atomic<int> different = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int round = 0; round < 2000; ++round)
          different += to_html(Format::markdown, source, handle_of) != expected;
      });
    }
  }
  EXPECT_EQ(different, 0);
}

}  // namespace
}  // namespace plenum::render::test
