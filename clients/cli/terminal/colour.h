#pragma once

#include <string>
#include <string_view>

#include "clients/cli/terminal/screen.h"

namespace plenum::terminal {

enum class Style { strong, quiet, accent, good, bad };

// Paints, or leaves alone: colour only on a terminal, and never with NO_COLOR (https://no-color.org) or TERM=dumb.
// Only the terminal's own sixteen colours, so that it fits whatever background people chose.
class Palette {
public:
  explicit Palette(bool on) : on_(on) {}
  static Palette of(const Screen& screen);

  bool on() const { return on_; }
  std::string paint(Style style, std::string_view text) const;

private:
  bool on_;
};

}  // namespace plenum::terminal
