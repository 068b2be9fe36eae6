#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "server/render/render.h"
#include "server/render/sink.h"

namespace plenum::render {

/// CommonMark with tables, task lists, strikethrough and bare addresses. Source too costly to parse is read as plain.
void read_markdown(std::string_view source, const HandleOf&, Sink&);

std::vector<std::uint64_t> members_linked(std::string_view source);

}  // namespace plenum::render
