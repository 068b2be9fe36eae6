#pragma once

#include <string_view>

#include "server/render/sink.h"

namespace plenum::render {

/// An imported HTML body. Of Zulip's it knows code blocks, emoji, mentions, spoilers, previews and KaTeX; what only
/// made sense in its old house (relative links, inline pictures, styles) becomes plain text or goes.
void read_html(std::string_view source, Sink&);

}  // namespace plenum::render
