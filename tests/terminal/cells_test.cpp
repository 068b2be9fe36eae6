#include "clients/cli/terminal/cells.h"

#include <gtest/gtest.h>

namespace plenum::terminal {
namespace {

TEST(Harmless, TextCannotMoveTheCursorOrRenameTheWindow) {
  EXPECT_EQ(harmless("a\x1b[2Jb"), "a\ufffd[2Jb");
  EXPECT_EQ(harmless("\x1b]0;owned\x07"), "\ufffd]0;owned\ufffd");
  EXPECT_EQ(harmless("a\x08\x7f\x9b"), "a\ufffd\ufffd\ufffd");
  EXPECT_EQ(harmless("a\u009b2J"), "a\ufffd2J");  // the same start of a sequence, as one C1 character
  EXPECT_EQ(harmless(std::string_view("a\0b", 3)), "a\ufffdb");
}

TEST(Harmless, TextCannotTurnTheDirectionOfWhatFollows) {
  EXPECT_EQ(harmless("a\u202eb\u2066c"), "a\ufffdb\ufffdc");
  EXPECT_EQ(harmless("سڵاو"), "سڵاو");
}

TEST(Harmless, LinesAreKeptOrFolded) {
  EXPECT_EQ(harmless("a\nb\tc\r\nd\re\u2028f"), "a b c d e f");
  EXPECT_EQ(harmless("a\nb\tc\r\nd\re", Lines::keep), "a\nb\tc\nd e");
}

TEST(Harmless, BadUtf8IsShownAsSuch) {
  EXPECT_EQ(harmless("gr\xfc\xdf"), "gr\ufffd\ufffd");
  EXPECT_EQ(harmless("\xf0\x9f\x98"), "\ufffd");
}

TEST(Cells, WideCharactersTakeTwoAndMarksNone) {
  EXPECT_EQ(cells("abc"), 3);
  EXPECT_EQ(cells("åäö"), 3);
  EXPECT_EQ(cells("a\u030a"), 1);
  EXPECT_EQ(cells("漢字"), 4);
  EXPECT_EQ(cells("👍"), 2);
  EXPECT_EQ(cells("سڵاو"), 4);
  EXPECT_EQ(cells(""), 0);
}

TEST(Fitted, CutsBetweenCharactersAndSaysSo) {
  EXPECT_EQ(fitted("Or not?", 7), "Or not?");
  EXPECT_EQ(fitted("Or not?", 6), "Or no…");
  EXPECT_EQ(fitted("漢字漢字", 6), "漢字…");
  EXPECT_EQ(fitted("漢字漢字", 4), "漢…");
  EXPECT_EQ(fitted("abc", 1), "…");
  EXPECT_EQ(fitted("abc", 0), "");
}

}  // namespace
}  // namespace plenum::terminal
