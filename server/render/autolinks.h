#pragma once

#include <cstddef>
#include <string_view>

#include "server/render/sink.h"

namespace plenum::render {

/// Writes `text`, its bare addresses (http://, https://, www.) as links.
void write_autolinked(Sink&, std::string_view text);

/// Bytes of the bare address that begins at `at`, 0 if none does.
std::size_t autolink_bytes(std::string_view text, std::size_t at);

}  // namespace plenum::render
