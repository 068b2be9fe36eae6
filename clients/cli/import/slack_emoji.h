#pragma once

#include <string>
#include <string_view>

namespace plenum::imports {

// Slack's name of an emoji ("+1", "clap::skin-tone-3") as the emoji itself, so that people can join in by the same one.
// Different names give different texts; a name not known here, or a community's own, becomes ":name:".
std::string slack_emoji(std::string_view name);

}  // namespace plenum::imports
