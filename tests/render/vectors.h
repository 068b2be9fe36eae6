#pragma once

#include <span>
#include <string_view>

namespace plenum::render::test {

/// Bodies by which sanitisers have been passed, one idea each.
std::span<const std::string_view> vectors();

}  // namespace plenum::render::test
