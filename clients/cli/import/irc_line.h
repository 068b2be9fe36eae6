#pragma once

#include <optional>
#include <string_view>

namespace plenum::imports {

// One line of an Ubuntu IRC log: "[hh:mm] <nick> text", "[hh:mm]  * nick action" or "=== ...". What else there is:
// other.
struct IrcLine {
  bool is_post = false;
  std::string_view time;  // "hh:mm"; also on other lines that begin with one; else empty
  std::string_view nick;
  std::string_view body;    // to the end of the line, control characters and all
  std::string_view reason;  // why it is no post
};

IrcLine parse_irc_line(std::string_view line);

}  // namespace plenum::imports
