#include "clients/cli/terminal/colour.h"

#include <cstdlib>

namespace plenum::terminal {
namespace {

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

std::string_view code_of(Style style) {
  switch (style) {
    case Style::strong:
      return "1";
    case Style::quiet:
      return "2";
    case Style::accent:
      return "36";
    case Style::good:
      return "32";
    case Style::bad:
      return "31";
  }
  return "0";
}

}  // namespace

Palette Palette::of(const Screen& screen) {
  return Palette(screen.terminal && variable("NO_COLOR").empty() && variable("TERM") != "dumb");
}

std::string Palette::paint(Style style, std::string_view text) const {
  if (!on_ || text.empty()) return std::string(text);
  return "\x1b[" + std::string(code_of(style)) + "m" + std::string(text) + "\x1b[0m";
}

}  // namespace plenum::terminal
