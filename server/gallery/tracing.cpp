#include "server/gallery/tracing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace plenum {

namespace {

constexpr std::array entities = {std::pair{"&amp;", '&'}, std::pair{"&lt;", '<'}, std::pair{"&gt;", '>'},
                                 std::pair{"&quot;", '"'}, std::pair{"&#39;", '\''}};
constexpr std::string_view no_break_space = "\xC2\xA0";
constexpr char taken = '\x01';

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// A letter of any script, or a digit: what a word can go on with.
bool goes_on(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

bool stands_alone(std::string_view text, std::size_t at, std::size_t length) {
  const bool before = at > 0 && goes_on(text[at - 1]) && goes_on(text[at]);
  const auto end = at + length;
  return !before && !(end < text.size() && goes_on(text[end]) && goes_on(text[end - 1]));
}

struct Looked {
  std::string words;  // comparable
  std::size_t item, way;
};

std::vector<Looked> longest_first(const std::vector<SaidItem>& items) {
  std::vector<Looked> all;
  for (std::size_t item = 0; item < items.size(); ++item) {
    for (std::size_t way = 0; way < items[item].ways.size(); ++way)
      all.push_back({comparable(items[item].ways[way]), item, way});
  }
  std::sort(all.begin(), all.end(), [](const Looked& a, const Looked& b) {
    return a.words.size() != b.words.size() ? a.words.size() > b.words.size() : a.words < b.words;
  });
  return all;
}

// Each place where it stands is taken, so that nothing shorter is found there.
bool take(std::string& text, const std::string& words) {
  if (words.empty()) return false;
  bool found = false;
  for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) {
    if (!stands_alone(text, at, words.size())) continue;
    std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(at), words.size(), taken);
    found = true;
  }
  return found;
}

}  // namespace

std::string comparable(std::string_view text) {
  std::string words;
  while (!text.empty()) {
    auto c = text.front();
    std::size_t length = 1;
    for (const auto& [entity, stands_for] : entities) {
      if (c == '&' && text.starts_with(entity)) c = stands_for, length = std::string_view(entity).size();
    }
    if (text.starts_with(no_break_space)) c = ' ', length = no_break_space.size();
    text.remove_prefix(length);
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (!is_blank(c)) words.push_back(c);
    if (is_blank(c) && !words.empty() && words.back() != ' ') words.push_back(' ');
  }
  return words;
}

std::vector<FoundWording> find_wordings(std::string_view text, const std::vector<SaidItem>& items) {
  auto left = comparable(text);
  std::vector<FoundWording> found(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) found[i].item = &items[i];
  for (const auto& looked : longest_first(items)) {
    if (take(left, looked.words)) found[looked.item].ways.push_back(looked.way);
  }
  std::erase_if(found, [](const FoundWording& one) { return one.ways.empty(); });
  return found;
}

std::uint32_t count_fitting(const Wording& wording, const std::vector<FoundWording>& found) {
  return static_cast<std::uint32_t>(std::count_if(found.begin(), found.end(), [&](const FoundWording& one) {
    return std::find(one.ways.begin(), one.ways.end(), wording.way(*one.item)) != one.ways.end();
  }));
}

double chance_of(std::uint32_t fitting, const std::vector<FoundWording>& found) {
  std::vector<double> exactly(found.size() + 1, 0.0);  // by how many fit, of those looked at so far
  exactly[0] = 1;
  std::size_t seen = 0;
  for (const auto& one : found) {
    const auto fits = static_cast<double>(one.ways.size()) / static_cast<double>(one.item->ways.size());
    for (auto n = ++seen; n > 0; --n) exactly[n] = exactly[n] * (1 - fits) + exactly[n - 1] * fits;
    exactly[0] *= 1 - fits;
  }
  double chance = 0;
  for (std::size_t n = fitting; n < exactly.size(); ++n) chance += exactly[n];
  return std::min(chance, 1.0);
}

double chance_among(double chance, std::size_t companies) {
  return chance >= 1 ? 1 : -std::expm1(static_cast<double>(companies) * std::log1p(-chance));
}

}  // namespace plenum
