#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

// Times as archives write them, in milliseconds since 1970 UTC; nothing where the text is not such a time.
namespace plenum::imports {

std::optional<std::int64_t> day_ms(std::string_view day);   // "2008-04-27"
std::optional<std::int64_t> iso_ms(std::string_view time);  // "2008-04-27T10:00:00Z", also with ".000"
std::optional<std::int64_t> slack_ms(std::string_view ts);  // "1433558696.000004"
std::optional<int> clock_minutes(std::string_view hh_mm);   // "23:59", minutes since midnight

}  // namespace plenum::imports
