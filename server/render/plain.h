#pragma once

#include <string_view>

#include "server/render/sink.h"

namespace plenum::render {

/// Text as it was typed: a blank line parts paragraphs, other line breaks stay.
void read_plain(std::string_view source, Sink&);

}  // namespace plenum::render
