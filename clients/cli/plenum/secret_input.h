#pragma once

#include <string>

namespace plenum::cli {

/// One line of stdin. `prompt` goes to stderr where stdin is a terminal; so does what is typed, unless `hidden`.
std::string ask(const std::string& prompt, bool hidden);

}  // namespace plenum::cli
