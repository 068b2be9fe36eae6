#pragma once

#include <functional>
#include <string_view>

namespace plenum::terminal {

// Where text goes: a terminal, or a file or pipe that wants neither colour nor a moving line.
struct Screen {
  bool terminal = false;
  int columns = 0;  // 0: not a terminal, so nothing needs to fit
  std::function<void(std::string_view)> write;
};

// Of an open descriptor (STDOUT_FILENO, STDERR_FILENO). A terminal that does not tell its width has 80 columns.
// What cannot be written is lost in silence: a closed pipe is the reader's wish.
Screen screen_of(int descriptor);

}  // namespace plenum::terminal
