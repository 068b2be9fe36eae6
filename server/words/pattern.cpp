#include "server/words/pattern.h"

#include <set>

#include <re2/re2.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include "proto/limits.h"
#include "server/words/expression_options.h"
#include "server/words/pattern_fault.h"
#include "storage/machine/text.h"

namespace plenum {

namespace {

constexpr const char* some_blanks = "[\\s\\p{Z}]{1,8}";  // bounded, so that no run of blanks is walked twice

bool is_blank_at(char32_t c) {
  return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

bool is_of_a_word(UChar32 c) {
  return u_isalnum(c) != 0 || c == '_' || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

// The words, each quoted, with blanks of any kind between them.
std::string joined_by_blanks(const std::string& words) {
  std::string expression;
  std::string word;
  const auto end_word = [&] {
    if (word.empty()) return;
    expression += (expression.empty() ? "" : some_blanks) + re2::RE2::QuoteMeta(word);
    word.clear();
  };
  for (std::int32_t i = 0, from = 0; from < static_cast<std::int32_t>(words.size()); from = i) {
    UChar32 c = 0;
    U8_NEXT(words.data(), i, static_cast<std::int32_t>(words.size()), c);
    if (is_blank_at(static_cast<char32_t>(c))) {
      end_word();
    } else {
      word.append(words, static_cast<std::size_t>(from), static_cast<std::size_t>(i - from));
    }
  }
  end_word();
  return expression;
}

std::string normalised(const icu::Normalizer2* form, const std::string& text, UErrorCode& error) {
  std::string bytes;
  if (form != nullptr) form->normalize(icu::UnicodeString::fromUTF8(text), error).toUTF8String(bytes);
  return bytes;
}

// As it was written, composed and decomposed: an accent typed as a character of its own is the same word.
std::string expression_of_words(const std::string& words) {
  UErrorCode error = U_ZERO_ERROR;
  std::set<std::string> ways = {words};
  ways.insert(normalised(icu::Normalizer2::getNFCInstance(error), words, error));
  ways.insert(normalised(icu::Normalizer2::getNFDInstance(error), words, error));
  if (U_FAILURE(error) != 0) ways = {words};
  std::string expression;
  for (const auto& way : ways) expression += (expression.empty() ? "" : "|") + joined_by_blanks(way);
  return "(?i:" + expression + ")";
}

bool touches_a_letter_before(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  UChar32 c = 0;
  auto i = static_cast<std::int32_t>(at);
  U8_PREV(text.data(), 0, i, c);
  return is_of_a_word(c);
}

bool touches_a_letter_after(std::string_view text, std::size_t end) {
  if (end >= text.size()) return false;
  UChar32 c = 0;
  auto i = static_cast<std::int32_t>(end);
  U8_NEXT(text.data(), i, static_cast<std::int32_t>(text.size()), c);
  return is_of_a_word(c);
}

std::size_t next_character(std::string_view text, std::size_t at) {
  auto i = static_cast<std::int32_t>(at);
  U8_FWD_1(text.data(), i, static_cast<std::int32_t>(text.size()));
  return static_cast<std::size_t>(i);
}

}  // namespace

Pattern::Pattern(std::unique_ptr<re2::RE2> expression, bool whole_words)
    : expression_(std::move(expression)), whole_words_(whole_words) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

std::variant<Pattern, Fault> Pattern::compile(const std::string& pattern, bool is_pattern) {
  if (is_blank(pattern) || pattern.size() > limits::pattern_bytes_max) return Fault{v1::PATTERN_INVALID, "pattern"};
  auto expression =
      std::make_unique<re2::RE2>(is_pattern ? pattern : expression_of_words(pattern), expression_options());
  if (!expression->ok()) {
    Fault fault{v1::PATTERN_INVALID, "pattern"};
    if (is_pattern) fault.at = static_cast<std::uint32_t>(place_of_fault(pattern, *expression));
    return fault;
  }
  // What matches nothing at all matches everywhere: every post would be caught.
  if (re2::RE2::PartialMatch("", *expression)) return Fault{v1::PATTERN_INVALID, "pattern"};
  return Pattern(std::move(expression), !is_pattern);
}

bool Pattern::find(std::string_view text, const std::function<bool(Span)>& visit) const {
  const re2::StringPiece whole(text.data(), text.size());
  re2::StringPiece found;
  int finds = 0;
  for (std::size_t from = 0; from < text.size();) {
    if (!expression_->Match(whole, from, text.size(), re2::RE2::UNANCHORED, &found, 1)) return true;
    if (++finds > finds_max) return false;
    const Span span{static_cast<std::size_t>(found.data() - text.data()), found.size()};
    const auto end = span.at + span.bytes;
    const bool part = whole_words_ && (touches_a_letter_before(text, span.at) || touches_a_letter_after(text, end));
    // Empty where only a look at what surrounds it matched, as \b does.
    if (!part && span.bytes > 0 && !visit(span)) return true;
    from = part || span.bytes == 0 ? next_character(text, span.at) : end;
  }
  return true;
}

bool Pattern::catches(std::string_view text) const {
  bool caught = false;
  find(text, [&](Span) {
    caught = true;
    return false;
  });
  return caught;
}

const std::string& Pattern::expression() const {
  return expression_->pattern();
}

}  // namespace plenum
