#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "proto/record.pb.h"
#include "storage/machine/checks.h"

namespace re2 {
class RE2;
}

namespace plenum {

/// A stretch of a text, in bytes.
struct Span {
  std::size_t at = 0;
  std::size_t bytes = 0;
  auto operator<=>(const Span&) const = default;
};

/// One word rule made ready. Time is linear in the text whatever the pattern (RE2), memory is bounded by
/// `memory_bytes_max`. Immutable once made: any thread may use it.
///
/// Plain words are found whole and without regard to case (Unicode's simple folding), composed or decomposed; a blank
/// between two words stands for any blanks. A letter, a mark, a digit or _ beside them makes them part of a longer
/// word.
class Pattern {
public:
  static constexpr std::int64_t memory_bytes_max = 512 * 1024;

  /// A fault names the byte of the pattern where it begins.
  static std::variant<Pattern, Fault> compile(const std::string& pattern, bool is_pattern);

  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();

  /// From left to right, never overlapping; `visit` returns false to end. False: it gave up after `finds_max`. One
  /// search is linear, but each may look through all that follows, and a bad pattern finds something at every byte.
  static constexpr int finds_max = 1'000;
  bool find(std::string_view text, const std::function<bool(Span)>& visit) const;
  bool catches(std::string_view text) const;

  /// The regular expression that matches wherever this may catch something, for a set that looks for many at once.
  const std::string& expression() const;

private:
  Pattern(std::unique_ptr<re2::RE2> expression, bool whole_words);
  std::unique_ptr<re2::RE2> expression_;
  bool whole_words_;
};

}  // namespace plenum
