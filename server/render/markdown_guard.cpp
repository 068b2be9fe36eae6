#include "server/render/markdown_guard.h"

#include <algorithm>

namespace plenum::render {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// `- - - -` and `* * *` are rules, however long, not lists in lists.
bool is_rule(std::string_view line) {
  const auto first = line.find_first_not_of(" \t");
  if (first == line.npos || (line[first] != '-' && line[first] != '*' && line[first] != '_')) return false;
  const char sign = line[first];
  return std::ranges::all_of(line, [&](char c) { return c == sign || c == ' ' || c == '\t'; });
}

// Bytes of a quote or list marker at `at`, 0 if there is none.
std::size_t marker_bytes(std::string_view line, std::size_t at) {
  if (line[at] == '>' || line[at] == '-' || line[at] == '+' || line[at] == '*') return 1;
  auto end = at;
  while (end < line.size() && end - at < 9 && is_digit(line[end])) ++end;
  return end > at && end < line.size() && (line[end] == '.' || line[end] == ')') ? end + 1 - at : 0;
}

bool nests_too_deep(std::string_view line) {
  std::size_t markers = 0, columns = 0;
  for (std::size_t at = 0; at < line.size();) {
    const bool tab = line[at] == '\t';
    const auto bytes = tab || line[at] == ' ' ? 0 : marker_bytes(line, at);
    if (bytes == 0 && !tab && line[at] != ' ') break;
    columns += tab ? 4 : std::max(bytes, std::size_t{1});
    at += std::max(bytes, std::size_t{1});
    markers += bytes > 0;
    if (bytes > 0 && (markers > nesting_max || columns > nesting_columns_max)) return !is_rule(line);
  }
  return false;
}

}  // namespace

Cost markdown_cost(std::string_view source) {
  if (source.size() > markdown_bytes_max) return {.readable = false};
  if (std::ranges::count(source, '[') > static_cast<std::ptrdiff_t>(brackets_max)) return {.readable = false};
  std::size_t lines = 0, columns = 0;
  for (auto rest = source; !rest.empty();) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (nests_too_deep(line)) return {.readable = false};
    columns = std::max(columns, static_cast<std::size_t>(std::ranges::count(line, '|')) + 1);
    ++lines;
  }
  // A whole table has a sign for each of its cells; cmark-gfm pads short rows with cells that nobody typed.
  return {.tables = lines * columns <= source.size() + 4096};
}

}  // namespace plenum::render
