#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// From a post's source to safe HTML. Callable from any thread; called by projections and importers; must never do
// I/O, keep state between calls, or let through an element, attribute or scheme that html_writer.h does not name.
namespace plenum::render {

enum class Format { markdown, html, mrkdwn, plain };  // the last three are imported bodies

struct Mention {
  std::uint64_t member_id;
};

/// Looks up the handle shown for a member; an unknown one renders as plain text.
using HandleOf = std::function<std::optional<std::string>(std::uint64_t member_id)>;

/// Never refuses: bytes that are not UTF-8 become U+FFFD, source too costly to parse is shown as plain text.
std::string to_html(Format, std::string_view source, const HandleOf&);

/// Members linked as `member:ID` in Markdown, each once, in the order of the text. Other formats name none.
std::vector<std::uint64_t> mentioned_members(Format, std::string_view source);

/// The text alone, white space folded, at most `characters_max` code points; what was cut ends in an ellipsis
/// (counted).
std::string excerpt(Format, std::string_view source, std::size_t characters_max);

bool is_valid_utf8(std::string_view);

}  // namespace plenum::render
