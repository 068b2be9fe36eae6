#include "server/gallery/reach.h"

#include <algorithm>
#include <array>
#include <string>

namespace plenum {

namespace {

constexpr std::string_view link_mark = "[link]";
constexpr std::string_view mail_mark = "[mail]";
constexpr std::string_view phone_mark = "[phone]";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_host(char c) {
  return is_digit(c) || is_letter(c) || c == '-' || c == '.' || static_cast<signed char>(c) < 0;
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

bool begins_with(std::string_view text, std::string_view lower_case) {
  return text.size() >= lower_case.size() &&
         std::equal(lower_case.begin(), lower_case.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

using Table = std::array<bool, 256>;

constexpr Table table_of(std::string_view signs) {
  Table table{};
  for (const char c : signs) table[static_cast<unsigned char>(c)] = true;
  return table;
}

bool is_in(const Table& table, char c) {
  return table[static_cast<unsigned char>(c)];
}

// What ends a word that is an address: white space, and the brackets and quotes people put around one.
bool parts_words(char c) {
  static constexpr Table signs = table_of(" \t\n<>\"|{}[]()\\");
  return is_in(signs, c);
}

// Without one of these a word is no address: "www." has the dot.
bool marks_address(char c) {
  static constexpr Table signs = table_of("@/:.");
  return is_in(signs, c);
}

// A dot with letters or digits on both sides, and letters behind the last one: as a domain has.
bool is_domain(std::string_view host) {
  const auto dot = host.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || host.size() - dot < 3) return false;
  return std::all_of(host.begin(), host.end(), is_host) &&
         std::none_of(host.begin() + static_cast<std::ptrdiff_t>(dot) + 1, host.end(), is_digit);
}

bool is_mail(std::string_view word) {
  const auto at = word.rfind('@');
  return at != std::string_view::npos && at > 0 && is_domain(word.substr(at + 1));
}

bool is_link(std::string_view word) {
  const auto scheme = word.find("://");
  if (scheme != std::string_view::npos && scheme > 0 && word.size() > scheme + 3) return true;
  if (begins_with(word, "www.") || begins_with(word, "mailto:") || begins_with(word, "member:")) return word.size() > 7;
  const auto slash = word.find('/');
  return slash != std::string_view::npos && slash + 1 < word.size() && is_domain(word.substr(0, slash));
}

std::string_view without_end_of_sentence(std::string_view word) {
  constexpr std::string_view trailing = ".,;:!?'*_~";
  while (!word.empty() && trailing.find(word.back()) != std::string_view::npos) word.remove_suffix(1);
  return word;
}

// "name (at) domain.org", "name [at] domain.org", "name at domain dot org" left alone: too much of it is a sentence.
std::size_t spelled_at(std::string_view rest) {
  for (const std::string_view at : {"(at)", "[at]", "{at}", " (at) ", " [at] ", " {at} "}) {
    if (begins_with(rest, at)) return at.size();
  }
  return 0;
}

void find_addresses(std::string_view text, std::vector<Span>& found) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (parts_words(text[at])) {
      ++at;
      continue;
    }
    const auto begin = at;
    bool marked = false;
    for (; at < text.size() && !parts_words(text[at]); ++at) marked |= marks_address(text[at]);
    const auto word = without_end_of_sentence(text.substr(begin, at - begin));
    if (marked && is_mail(word))
      found.push_back({begin, begin + word.size(), mail_mark});
    else if (marked && is_link(word)) {
      // A path may hold brackets and braces; they are the address as long as no white space parts them.
      while (at < text.size() && std::string_view(" \t\n<>\"").find(text[at]) == std::string_view::npos) ++at;
      found.push_back({begin, begin + without_end_of_sentence(text.substr(begin, at - begin)).size(), link_mark});
    } else if (const auto spelled = spelled_at(text.substr(begin + word.size())); spelled > 0) {
      const auto host_begin = begin + word.size() + spelled;
      auto host_end = host_begin;
      while (host_end < text.size() && is_host(text[host_end])) ++host_end;
      const auto host = without_end_of_sentence(text.substr(host_begin, host_end - host_begin));
      if (!is_domain(host)) continue;
      found.push_back({begin, host_begin + host.size(), mail_mark});
      at = host_end;
    }
  }
}

// The groups of a number as it was written: "+46 (0)8-123 45" is "+2 1 1 3 2".
struct Number {
  std::size_t end = 0;
  std::size_t digits = 0;
  std::vector<std::size_t> groups;  // digits in each
};

bool joins_digits(char c) {
  return c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/';
}

// At most two signs between digits; at most sixteen digits, or it is something else.
Number number_at(std::string_view text, std::size_t at) {
  Number number;
  std::size_t gap = 3;
  for (; at < text.size() && number.digits < 17; ++at) {
    if (is_digit(text[at])) {
      if (gap > 0) number.groups.push_back(0);
      ++number.groups.back();
      ++number.digits;
      number.end = at + 1;
      gap = 0;
    } else if (number.digits == 0 || !joins_digits(text[at]) || ++gap > 2) {
      break;
    }
  }
  return number;
}

// 2019-11-13, 13.11.2019, 01/02/19 10: days, not numbers to call.
bool is_date(const Number& number) {
  const auto& g = number.groups;
  if (g.size() < 3) return false;
  const auto day_or_month = [](std::size_t digits) { return digits <= 2; };
  return (g[0] == 4 && day_or_month(g[1]) && day_or_month(g[2])) ||
         (day_or_month(g[0]) && day_or_month(g[1]) && (g[2] == 4 || (g[2] == 2 && g.size() != 4 && g.size() != 5)));
}

bool is_phone(std::string_view text, std::size_t begin, const Number& number) {
  const auto& g = number.groups;
  if (number.digits < 7 || number.digits > 15) return false;
  const char before = begin > 0 ? text[begin - 1] : ' ';
  if (before == '+') return true;
  if (text.substr(begin).starts_with("00")) return number.digits >= 9;
  if (is_date(number)) return false;
  if (text[begin] == '0' || before == '(') return g.size() > 1 || number.digits >= 9;
  const bool american = g.size() >= 3 && g[g.size() - 3] == 3 && g[g.size() - 2] == 3 && g.back() == 4;
  return american || (g.size() == 2 && g[0] == 3 && g[1] == 4);
}

// Inside a word, a version, an address of a machine: no number to call.
bool may_begin(std::string_view text, std::size_t at) {
  if (!is_digit(text[at])) return false;
  if (at == 0) return true;
  const char before = text[at - 1];
  return !is_digit(before) && !is_letter(before) && before != '.' && before != '-' && before != '_' && before != '#' &&
         before != '$' && before != ':' && before != '/' && before != '=' && static_cast<signed char>(before) >= 0;
}

void find_phones(std::string_view text, std::vector<Span>& found) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!may_begin(text, at)) continue;
    const auto number = number_at(text, at);
    const bool ends_there = number.end >= text.size() || !is_letter(text[number.end]);
    if (ends_there && is_phone(text, at, number)) {
      const bool with_sign = at > 0 && (text[at - 1] == '+' || text[at - 1] == '(');
      auto begin = with_sign ? at - 1 : at;
      found.push_back({begin, number.end, phone_mark});
    }
    at = number.end > at ? number.end - 1 : at;
  }
}

}  // namespace

std::vector<Span> find_reach(std::string_view text) {
  std::vector<Span> addresses;
  find_addresses(text, addresses);
  std::vector<Span> phones;
  find_phones(text, phones);
  std::vector<Span> all;
  std::merge(addresses.begin(), addresses.end(), phones.begin(), phones.end(), std::back_inserter(all),
             [](const Span& a, const Span& b) { return a.begin < b.begin; });
  std::vector<Span> apart;
  for (const auto& span : all) {
    if (apart.empty() || span.begin >= apart.back().end) apart.push_back(span);
  }
  return apart;
}

}  // namespace plenum
