#pragma once

#include <string>
#include <string_view>

#include "server/render/render.h"

namespace plenum::render::test {

/// Why `html` may not stand on a page, or an empty string. Parses it as a browser would and demands that
/// only allow-listed elements, attributes, classes and schemes exist, that the tree, written out again, is byte for
/// byte what was given (no parser reads it in another way than it was meant), and that it is UTF-8 without controls.
std::string fault_in(std::string_view html);

/// fault_in() of what `source` renders to in this format, and of the promises made beside: rendering it again as HTML
/// changes nothing, an excerpt is short, valid and free of controls, the size stays in proportion.
std::string fault_of(Format, std::string_view source);

/// Knows everybody: member 7 is "m7", 13 has a hostile handle, 404 is unknown.
std::optional<std::string> handle_of(std::uint64_t member_id);

/// At most this many bytes of HTML come of `source_bytes` of source.
std::size_t html_bytes_max(std::size_t source_bytes);

}  // namespace plenum::render::test
