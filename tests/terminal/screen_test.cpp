#include "clients/cli/terminal/screen.h"

#include <cstdlib>

#include <gtest/gtest.h>
#include <pty.h>
#include <unistd.h>

#include "clients/cli/terminal/colour.h"

namespace plenum::terminal {
namespace {

// A pseudo-terminal of a given width.
class Pty {
public:
  explicit Pty(unsigned short columns) {
    const winsize size{24, columns, 0, 0};
    open_ = openpty(&outer_, &inner_, nullptr, nullptr, &size) == 0;
  }
  ~Pty() {
    close(outer_);
    close(inner_);
  }
  Pty(const Pty&) = delete;
  Pty& operator=(const Pty&) = delete;

  bool open() const { return open_; }
  int descriptor() const { return inner_; }
  std::string read_back() const {
    char bytes[256];
    const ssize_t count = ::read(outer_, bytes, sizeof bytes);
    return {bytes, static_cast<std::size_t>(count > 0 ? count : 0)};
  }

private:
  int outer_ = -1;
  int inner_ = -1;
  bool open_ = false;
};

class Colour : public ::testing::Test {
protected:
  void SetUp() override {
    unsetenv("NO_COLOR");
    setenv("TERM", "xterm", 1);
  }
  void TearDown() override { unsetenv("NO_COLOR"); }

  Screen screen_{true, 80, [](std::string_view) {}};
};

TEST(Screen, OfATerminalKnowsItsWidth) {
  const Pty pty(97);
  if (!pty.open()) GTEST_SKIP() << "this machine gives no terminals (/dev/pts is not mounted)";
  const Screen screen = screen_of(pty.descriptor());
  EXPECT_TRUE(screen.terminal);
  EXPECT_EQ(screen.columns, 97);
  screen.write("to be");
  EXPECT_EQ(pty.read_back(), "to be");
}

TEST(Screen, OfATerminalThatDoesNotTellHasEightyColumns) {
  const Pty pty(0);
  if (!pty.open()) GTEST_SKIP() << "this machine gives no terminals (/dev/pts is not mounted)";
  EXPECT_EQ(screen_of(pty.descriptor()).columns, 80);
}

TEST(Screen, OfAPipeIsNoTerminal) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const Screen screen = screen_of(ends[1]);
  EXPECT_FALSE(screen.terminal);
  EXPECT_EQ(screen.columns, 0);
  screen.write("or not");
  char bytes[16];
  EXPECT_EQ(read(ends[0], bytes, sizeof bytes), 6);
  close(ends[0]);
  close(ends[1]);
}

TEST_F(Colour, IsUsedOnATerminal) {
  EXPECT_EQ(Palette::of(screen_).paint(Style::bad, "no"), "\x1b[31mno\x1b[0m");
  EXPECT_EQ(Palette::of(screen_).paint(Style::bad, ""), "");
}

TEST_F(Colour, IsNotUsedElsewhere) {
  screen_.terminal = false;
  EXPECT_EQ(Palette::of(screen_).paint(Style::bad, "no"), "no");
}

TEST_F(Colour, IsNeverUsedWithNoColor) {
  setenv("NO_COLOR", "1", 1);
  EXPECT_FALSE(Palette::of(screen_).on());
  setenv("NO_COLOR", "", 1);  // empty is as good as absent
  EXPECT_TRUE(Palette::of(screen_).on());
}

TEST_F(Colour, IsNotUsedOnADumbTerminal) {
  setenv("TERM", "dumb", 1);
  EXPECT_FALSE(Palette::of(screen_).on());
}

}  // namespace
}  // namespace plenum::terminal
