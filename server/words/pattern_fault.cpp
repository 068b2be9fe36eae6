#include "server/words/pattern_fault.h"

#include <vector>

#include <re2/re2.h>

#include "server/words/expression_options.h"

namespace plenum {

namespace {

// Where the character class that opens at `at` ends, past its bracket; the pattern's end where it never does.
std::size_t end_of_class(const std::string& pattern, std::size_t at) {
  std::size_t i = at + 1;
  if (i < pattern.size() && pattern[i] == '^') ++i;
  if (i < pattern.size() && pattern[i] == ']') ++i;  // the first one stands for itself
  for (; i < pattern.size() && pattern[i] != ']'; ++i) {
    if (pattern[i] == '\\') ++i;
    if (pattern.compare(i, 2, "[:") == 0) i = std::min(pattern.find(":]", i), pattern.size() - 1) + 1;
  }
  return std::min(i + 1, pattern.size());
}

// The parenthesis without a partner: the last one that is open, or the first that closes nothing.
std::size_t lonely_parenthesis(const std::string& pattern) {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern.compare(i, 2, "\\Q") == 0) i = std::min(pattern.find("\\E", i), pattern.size());
    if (i >= pattern.size()) break;
    if (pattern[i] == '\\')
      ++i;
    else if (pattern[i] == '[')
      i = end_of_class(pattern, i) - 1;
    else if (pattern[i] == '(')
      open.push_back(i);
    else if (pattern[i] == ')' && open.empty())
      return i;
    else if (pattern[i] == ')')
      open.pop_back();
  }
  return open.empty() ? 0 : open.back();
}

// Of several places where the piece stands, the first up to which the pattern already has this fault.
std::size_t first_faulty(const std::string& pattern, const std::string& piece, re2::RE2::ErrorCode code) {
  for (auto at = pattern.find(piece); at != std::string::npos; at = pattern.find(piece, at + 1)) {
    const re2::RE2 prefix(pattern.substr(0, at + piece.size()), expression_options());
    if (!prefix.ok() && prefix.error_code() == code) return at;
  }
  return 0;
}

}  // namespace

std::size_t place_of_fault(const std::string& pattern, const re2::RE2& broken) {
  const auto& piece = broken.error_arg();
  switch (broken.error_code()) {
    case re2::RE2::ErrorMissingParen:
    case re2::RE2::ErrorUnexpectedParen:
      return lonely_parenthesis(pattern);
    case re2::RE2::ErrorTrailingBackslash:
      return pattern.size() - 1;
    case re2::RE2::ErrorMissingBracket:  // the piece is all that follows it
      return pattern.ends_with(piece) ? pattern.size() - piece.size() : 0;
    default:
      return piece.empty() ? 0 : first_faulty(pattern, piece, broken.error_code());
  }
}

}  // namespace plenum
