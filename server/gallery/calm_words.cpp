#include "server/gallery/calm_words.h"

#include <array>

namespace plenum {

namespace {

/// What some rule of Markdown looks at wherever it stands; ':' and 'w' are looked at by autolinks.
constexpr std::string_view marks = "\\`*_[]<>&#|~@\t";

constexpr auto restless = [] {
  std::array<bool, 256> table{};
  for (const char c : marks) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<signed char>(c) < 0;
}

// "1." and "1)" begin a list, "14 days" does not; "5.9" is left to the parser with them.
bool is_list_number(std::string_view line) {
  const auto behind = line.find_first_not_of("0123456789");
  return behind == line.npos || line[behind] == '.' || line[behind] == ')';
}

// A line that begins with anything else may be a list, a rule, a heading's underline or code.
bool begins_calmly(std::string_view line) {
  const char first = line.front();
  if (first >= '0' && first <= '9') return !is_list_number(line);
  return is_letter(first) || first == '"' || first == '\'' || first == '(';
}

bool is_calm_line(std::string_view line) {
  if (!begins_calmly(line)) return false;
  if (line.back() == ' ') return false;
  for (const char c : line) {
    if (restless[static_cast<unsigned char>(c)]) return false;
  }
  return line.find("://") == line.npos && line.find("www.") == line.npos;
}

}  // namespace

std::optional<std::string> calm_words(std::string_view cleaned) {
  std::string words;
  words.reserve(cleaned.size());
  while (!cleaned.empty()) {
    const auto line = cleaned.substr(0, cleaned.find('\n'));
    cleaned.remove_prefix(line.size() + (line.size() < cleaned.size() ? 1 : 0));
    if (line.empty()) continue;
    if (!is_calm_line(line)) return {};
    if (!words.empty()) words += '\n';
    words += line;
  }
  return words;
}

}  // namespace plenum
