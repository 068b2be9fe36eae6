#include "clients/cli/terminal/screen.h"

#include <cerrno>

#include <sys/ioctl.h>
#include <unistd.h>

namespace plenum::terminal {
namespace {

constexpr int columns_untold = 80;

void write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

int columns_of(int descriptor) {
  winsize size{};
  const bool told = ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return told ? size.ws_col : columns_untold;
}

}  // namespace

Screen screen_of(int descriptor) {
  Screen screen;
  screen.terminal = isatty(descriptor) == 1;
  screen.columns = screen.terminal ? columns_of(descriptor) : 0;
  screen.write = [descriptor](std::string_view text) { write_all(descriptor, text); };
  return screen;
}

}  // namespace plenum::terminal
