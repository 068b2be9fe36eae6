#include "clients/cli/import/irc_line.h"

#include <array>

#include "clients/cli/import/text.h"

namespace plenum::imports {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "[hh:mm] " and more; the text behind the bracket's space, or nothing.
std::optional<std::string_view> after_time(std::string_view line) {
  if (line.size() < 8 || line[0] != '[' || line[3] != ':' || line[6] != ']' || line[7] != ' ') return std::nullopt;
  if (!is_digit(line[1]) || !is_digit(line[2]) || !is_digit(line[4]) || !is_digit(line[5])) return std::nullopt;
  return line.substr(8);
}

void drop_one_space(std::string_view& text) {
  if (text.starts_with(' ')) text.remove_prefix(1);
}

bool parse_message(std::string_view rest, IrcLine& line) {
  if (!rest.starts_with('<')) return false;
  const std::size_t end = rest.find('>');
  if (end == std::string_view::npos || end == 1) return false;
  line.nick = rest.substr(1, end - 1);
  line.body = rest.substr(end + 1);
  drop_one_space(line.body);
  return true;
}

bool parse_action(std::string_view rest, IrcLine& line) {
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  if (!rest.starts_with("* ")) return false;
  rest.remove_prefix(2);
  std::size_t end = 0;
  while (end < rest.size() && white_space_at(rest.substr(end)) == 0) ++end;
  if (end == 0) return false;
  line.nick = rest.substr(0, end);
  line.body = rest.substr(end);
  drop_one_space(line.body);
  return true;
}

bool ends_word(std::string_view after) {
  if (after.empty()) return true;
  const char c = after[0];
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' || (c & 0x80);
  return !letter;
}

// The first of the server's phrases, with white space before it.
std::string_view system_reason(std::string_view line) {
  struct Phrase {
    std::string_view words;
    std::string_view reason;
  };
  static constexpr std::array<Phrase, 5> phrases{{{"has joined", "system: has joined"},
                                                  {"has left", "system: has left"},
                                                  {"is now known as", "system: is now known as"},
                                                  {"has quit", "system: has quit"},
                                                  {"was kicked", "system: was kicked"}}};
  for (std::size_t i = 0; i < line.size(); ++i) {
    const std::size_t space = white_space_at(line.substr(i));
    if (space == 0) continue;
    for (const Phrase& phrase : phrases) {
      const std::string_view here = line.substr(i + space);
      if (here.starts_with(phrase.words) && ends_word(here.substr(phrase.words.size()))) return phrase.reason;
    }
  }
  return "system: other";
}

}  // namespace

IrcLine parse_irc_line(std::string_view text) {
  IrcLine line;
  if (const auto rest = after_time(text)) {
    line.time = text.substr(1, 5);
    line.is_post = parse_message(*rest, line) || parse_action(*rest, line);
  }
  if (!line.is_post) line.reason = text.starts_with("===") ? system_reason(text) : "other lines";
  return line;
}

}  // namespace plenum::imports
