#include "server/gallery/masking.h"

#include <algorithm>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace plenum {

namespace {

constexpr std::string_view name_mark = "[name]";

UChar32 first_of(std::string_view text) {
  UChar32 c = 0;
  std::int32_t at = 0;
  U8_NEXT(text.data(), at, static_cast<std::int32_t>(text.size()), c);
  return c;
}

// Behind these a capital tells nothing: every sentence begins with one.
bool begins_sentence(std::string_view before) {
  while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
  constexpr std::string_view ends = "\n.!?:;\"'([*->|";
  return before.empty() || ends.find(before.back()) != std::string_view::npos ||
         static_cast<signed char>(before.back()) < 0;
}

bool heads_line(std::string_view before) {
  while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
  return before.empty() || before.back() == '\n';
}

bool has_lower(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; }) || word.size() > 1;
}

// An ordinary word that is somebody's handle, where it is used as one.
bool stands_as_name(std::string_view text, const Atom& atom) {
  const auto before = text.substr(0, atom.begin);
  const auto after = text.substr(atom.end);
  if (heads_line(before) && (after.starts_with(':') || after.starts_with(','))) return true;
  const auto word = text.substr(atom.begin, atom.end - atom.begin);
  return u_isupper(first_of(word)) && has_lower(word) && !begins_sentence(before);
}

// @somebody, member or not: an @ that no letter stands before.
bool is_called(std::string_view text, const Atom& atom) {
  return atom.begin > 0 && text[atom.begin - 1] == '@';
}

// A whole @handle may hold more than letters: @dr_willis.
std::size_t end_of_handle(std::string_view text, const std::vector<Atom>& atoms, std::size_t& at) {
  while (at + 1 < atoms.size() && atoms[at + 1].begin == atoms[at].end + 1 &&
         (text[atoms[at].end] == '_' || text[atoms[at].end] == '-' || text[atoms[at].end] == '.'))
    ++at;
  return atoms[at].end;
}

std::vector<Span> find_names(std::string_view text, const Names& names) {
  std::vector<Span> found;
  const auto atoms = atoms_of(text);
  for (std::size_t at = 0; at < atoms.size(); ++at) {
    const auto begin = atoms[at].begin;
    const auto match = names.match(text, atoms, at);
    if (is_called(text, atoms[at])) {
      if (match.atoms > 0) at += match.atoms - 1;
      found.push_back({begin - 1, end_of_handle(text, atoms, at), name_mark});
    } else if (match.atoms > 0 && (!match.is_ordinary || stands_as_name(text, atoms[at]))) {
      at += match.atoms - 1;
      found.push_back({begin, atoms[at].end, name_mark});
    }
  }
  return found;
}

}  // namespace

std::vector<Span> find_masked(std::string_view plain, const Names& names) {
  const auto reach = find_reach(plain);
  const auto called = find_names(plain, names);
  std::vector<Span> spans;
  std::merge(reach.begin(), reach.end(), called.begin(), called.end(), std::back_inserter(spans),
             [](const Span& a, const Span& b) { return a.begin < b.begin; });
  std::vector<Span> apart;
  for (const auto& span : spans) {
    if (apart.empty() || span.begin >= apart.back().end) {
      apart.push_back(span);
    } else {
      apart.back().end = std::max(apart.back().end, span.end);  // a name in an address, and beyond it
    }
  }
  return apart;
}

std::string masked(std::string_view plain, const Names& names) {
  std::string out;
  std::size_t written = 0;
  for (const auto& span : find_masked(plain, names)) {
    out += plain.substr(written, span.begin - written);
    out += span.mark;
    written = span.end;
  }
  return out += plain.substr(written);
}

}  // namespace plenum
