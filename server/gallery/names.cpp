#include "server/gallery/names.h"

#include <algorithm>
#include <optional>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "server/gallery/ordinary_words.h"
#include "server/identity/handles.h"

namespace plenum {

namespace {

constexpr std::size_t part_bytes_min = 3;  // of a name of several words

bool is_ascii_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_word(UChar32 c) {
  return c >= 0 && (u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0 ||
                    u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT));
}

std::string fold(std::string_view word) {
  const bool ascii = std::all_of(word.begin(), word.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
  if (!ascii) return fold_handle(word);
  std::string folded(word);
  for (auto& c : folded) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return folded;
}

// What may stand between the parts of one name: "dr. willis" is one, "dr\nwillis" is not.
bool joins(std::string_view between) {
  return between.size() <= 2 && between.find_first_not_of(" _-.'") == std::string_view::npos;
}

bool is_number(std::string_view word) {
  return word.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string step_of(std::uint32_t node, const std::string& atom) {
  std::string step(4, '\0');
  for (std::size_t i = 0; i < 4; ++i) step[i] = static_cast<char>(node >> (8 * i));
  return step + atom;
}

}  // namespace

std::vector<Atom> atoms_of(std::string_view text) {
  constexpr std::size_t bytes_of_a_word = 5;
  std::vector<Atom> atoms;
  atoms.reserve(text.size() / bytes_of_a_word + 1);
  const auto size = static_cast<std::int32_t>(text.size());
  std::optional<std::size_t> begin;
  const auto end_at = [&](std::size_t end) {
    if (!begin) return;
    auto folded = fold(text.substr(*begin, end - *begin));
    if (!folded.empty()) atoms.push_back({*begin, end, std::move(folded)});
    begin.reset();
  };
  for (std::int32_t at = 0; at < size;) {
    const auto from = static_cast<std::size_t>(at);
    bool word = is_ascii_word(text[from]);
    if (static_cast<signed char>(text[from]) >= 0) {
      ++at;
    } else {
      UChar32 c = 0;
      U8_NEXT(text.data(), at, size, c);
      word = is_word(c);
    }
    if (word && !begin) begin = from;
    if (!word) end_at(from);
  }
  end_at(text.size());
  return atoms;
}

void Names::add_sequence(const std::vector<Atom>& atoms, std::size_t first, std::size_t count) {
  Node node = 0;
  for (std::size_t i = first; i < first + count; ++i) {
    const auto& atom = atoms[i].folded;
    const auto [step, is_new] = node == 0 ? roots_.try_emplace(atom, endings_.size())
                                          : steps_.try_emplace(step_of(node, atom), endings_.size());
    if (is_new) endings_.emplace_back();
    node = step->second;
  }
  endings_[node].is_name = true;
  const auto& word = atoms[first].folded;
  endings_[node].is_ordinary = count == 1 && (is_ordinary_word(word) || is_number(word));
}

void Names::add(std::string_view name) {
  auto atoms = atoms_of(name);
  if (atoms.empty()) return;
  if (atoms.size() > atoms_of_name_max) atoms.resize(atoms_of_name_max);
  add_sequence(atoms, 0, atoms.size());
  // "Anna Lind" is also called Anna; what a handle is put together from ("linux-fan") is nobody's name.
  if (atoms.size() < 2 || name.find(' ') == std::string_view::npos) return;
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    const auto& word = atoms[i].folded;
    if (word.size() >= part_bytes_min && !is_ordinary_word(word) && !is_number(word)) add_sequence(atoms, i, 1);
  }
}

Names::Node Names::next(Node node, const std::string& atom) const {
  if (node == 0) {
    const auto root = roots_.find(atom);
    return root == roots_.end() ? 0 : root->second;
  }
  const auto step = steps_.find(step_of(node, atom));
  return step == steps_.end() ? 0 : step->second;
}

Names::Match Names::match(std::string_view text, const std::vector<Atom>& atoms, std::size_t at) const {
  Match longest;
  Node node = 0;
  const auto below = std::min(atoms.size(), at + atoms_of_name_max);
  for (std::size_t i = at; i < below; ++i) {
    if (i > at && !joins(text.substr(atoms[i - 1].end, atoms[i].begin - atoms[i - 1].end))) break;
    node = next(node, atoms[i].folded);
    if (node == 0) break;
    if (endings_[node].is_name) longest = {i - at + 1, endings_[node].is_ordinary};
  }
  return longest;
}

}  // namespace plenum
