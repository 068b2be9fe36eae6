#include "clients/cli/plenum/secret_input.h"

#include <cstdio>
#include <iostream>

#include <termios.h>
#include <unistd.h>

namespace plenum::cli {

namespace {

/// No echo for as long as it lives.
class NoEcho {
public:
  explicit NoEcho(bool wanted) : on_(wanted && ::tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!on_) return;
    termios without = before_;
    without.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &without);
  }
  ~NoEcho() {
    if (!on_) return;
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    std::fputc('\n', stderr);
  }
  NoEcho(const NoEcho&) = delete;
  NoEcho& operator=(const NoEcho&) = delete;

private:
  termios before_{};
  bool on_;
};

}  // namespace

std::string ask(const std::string& prompt, bool hidden) {
  const bool terminal = ::isatty(STDIN_FILENO) != 0;
  if (terminal) std::fputs(prompt.c_str(), stderr);
  const NoEcho no_echo(terminal && hidden);
  std::string line;
  std::getline(std::cin, line);
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

}  // namespace plenum::cli
