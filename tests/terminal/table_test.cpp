#include "clients/cli/terminal/table.h"

#include <sstream>

#include <gtest/gtest.h>

#include "clients/cli/terminal/cells.h"

namespace plenum::terminal {
namespace {

const Palette plain(false);

Table threads() {
  Table table(
      {{"ID", Column::Align::right, false}, {"THREAD", Column::Align::left, true}, {"BY", Column::Align::left, true}});
  table.add({"7", "On being, or on not being", "hamlet"});
  table.add({"11", "漢字", "ophelia"});
  return table;
}

TEST(Table, IsAlignedAndUncutWhereNothingNeedsToFit) {
  EXPECT_EQ(threads().text(0, plain),
            "ID  THREAD                     BY\n"
            " 7  On being, or on not being  hamlet\n"
            "11  漢字                       ophelia\n");
}

TEST(Table, FitsTheTerminalByShrinkingTheWidestThatMay) {
  EXPECT_EQ(threads().text(24, plain),
            "ID  THREAD       BY\n"
            " 7  On being, …  hamlet\n"
            "11  漢字         ophelia\n");
}

TEST(Table, NeverGrowsPastTheWidthWhereItCanShrink) {
  for (int width = 22; width < 60; ++width) {
    std::istringstream lines(threads().text(width, plain));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(cells(line), width) << line;
  }
}

TEST(Table, DoesNotCutWhatMayNotShrink) {
  Table table({{"ID", Column::Align::left, false}});
  table.add({"12345678901234567890"});
  EXPECT_EQ(table.text(10, plain), "ID\n12345678901234567890\n");
}

TEST(Table, HasNoRoomForOtherPeoplesEscapes) {
  Table table({{"TITLE"}});
  table.add({"a\x1b[31m\nb"});
  EXPECT_EQ(table.text(0, plain), "TITLE\na\ufffd[31m b\n");
}

TEST(Table, PaintsItsTitlesOnlyInColour) {
  Table table({{"ID"}});
  table.add({"1"});
  EXPECT_EQ(table.text(0, Palette(true)), "\x1b[2mID\x1b[0m\n1\n");
}

}  // namespace
}  // namespace plenum::terminal
