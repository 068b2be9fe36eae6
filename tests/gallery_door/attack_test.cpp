// An attack of our own on what observers read, printed so that nobody promises too much: whoever knows half of what
// each author wrote among members guesses who wrote the other half, by the style alone. The nearest centroid of
// character 4-grams: simple, and far below what is known to be possible.
#include <algorithm>
#include <array>
#include <cmath>
#include <iostream>
#include <map>
#include <unordered_map>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "server/gallery/masking.h"
#include "tests/gallery_door/package.h"

namespace plenum::test {
namespace {

using Vector = std::unordered_map<std::uint32_t, double>;

constexpr std::size_t gram = 4;
constexpr std::size_t posts_min = 10;  // of an author, or there is nothing to learn from

Vector grams_of(const std::string& text) {
  Vector counts;
  for (std::size_t i = 0; i + gram <= text.size(); ++i)
    ++counts[static_cast<std::uint32_t>(std::hash<std::string_view>{}(std::string_view(text).substr(i, gram)))];
  return counts;
}

void add(Vector& to, const Vector& other) {
  for (const auto& [key, value] : other) to[key] += value;
}

/// How rare a gram is among the texts that were learnt from.
class Rarity {
public:
  void learn(const Vector& counts) {
    ++texts_;
    for (const auto& [key, count] : counts) ++seen_[key];
  }
  /// Of length 1.
  Vector weighed(const Vector& counts) const {
    Vector weighed;
    double square = 0;
    for (const auto& [key, count] : counts) {
      const auto found = seen_.find(key);
      if (found == seen_.end()) continue;
      const auto weight = (1 + std::log(count)) * std::log(texts_ / found->second);
      weighed[key] = weight;
      square += weight * weight;
    }
    for (auto& [key, weight] : weighed) weight /= std::sqrt(square);
    return weighed;
  }

private:
  double texts_ = 0;
  Vector seen_;
};

double likeness(const Vector& small, const Vector& large) {
  double sum = 0;
  for (const auto& [key, value] : small) {
    if (const auto found = large.find(key); found != large.end()) sum += value * found->second;
  }
  return sum;
}

struct Author {
  Vector centroid;
  std::vector<Vector> guessed;  // what observers read of the other half
};

/// In which place of the guesses the right author stands, from 0.
std::size_t place_of(const Vector& text, std::size_t right, const std::vector<Author>& authors) {
  const auto own = likeness(text, authors[right].centroid);
  return static_cast<std::size_t>(
      std::count_if(authors.begin(), authors.end(), [&](const Author& a) { return likeness(text, a.centroid) > own; }));
}

struct Hits {
  std::size_t guesses = 0, first = 0, five = 0;
  void count(std::size_t place) {
    ++guesses;
    first += place == 0;
    five += place < 5;
  }
  void tell(std::string_view what, std::size_t authors) const {
    const auto share = [this](std::size_t of) {
      return 100.0 * static_cast<double>(of) / static_cast<double>(guesses);
    };
    std::cout << what << ": " << guesses << " guesses among " << authors << " authors, right at once " << share(first)
              << " % (chance " << 100.0 / static_cast<double>(authors) << " %), among the first five " << share(five)
              << " % (chance " << 500.0 / static_cast<double>(authors) << " %)\n";
  }
};

TEST(Attack, by_style_alone_is_told_as_it_is) {
  if (!std::filesystem::exists(packages))
    GTEST_SKIP() << "no corpus of real conversations lies beside the tree: " << packages;
  std::map<std::string, std::vector<std::string>> posts;
  read_package(packages / "zulip-ncar-dev.tar.gz", [&](const std::string& name, const std::string& content) {
    if (!name.ends_with(".json") || name.ends_with("stream_index.json")) return;
    for (const auto& message : nlohmann::json::parse(content))
      posts[message["sender_full_name"]].push_back(
          plain_words(render::Format::html, message["content"].get<std::string>()));
  });
  std::erase_if(posts, [](const auto& one) { return one.second.size() < posts_min; });
  ASSERT_GT(posts.size(), 20u);
  Names names;
  for (const auto& [name, all] : posts) names.add(name);

  Rarity rarity;
  for (const auto& [name, all] : posts) {
    for (std::size_t i = 0; i < all.size(); i += 2) rarity.learn(grams_of(all[i]));
  }
  std::vector<Author> authors;
  std::vector<Vector> pseudonyms;  // all that stands under one, together
  for (const auto& [name, all] : posts) {
    auto& author = authors.emplace_back();
    Vector together;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto counts = grams_of(i % 2 == 0 ? all[i] : masked(all[i], names));
      if (i % 2 == 0) {
        add(author.centroid, rarity.weighed(counts));
        continue;
      }
      author.guessed.push_back(rarity.weighed(counts));
      add(together, counts);
    }
    double square = 0;
    for (const auto& [key, value] : author.centroid) square += value * value;
    for (auto& [key, value] : author.centroid) value /= std::sqrt(square);
    pseudonyms.push_back(rarity.weighed(together));
  }
  Hits of_text, of_pseudonym;
  for (std::size_t i = 0; i < authors.size(); ++i) {
    for (const auto& text : authors[i].guessed) of_text.count(place_of(text, i, authors));
    of_pseudonym.count(place_of(pseudonyms[i], i, authors));
  }
  of_text.tell("attack on a single text", authors.size());
  of_pseudonym.tell("attack on all texts of one pseudonym", authors.size());
  // It is known to work; were it no better than chance, it would be the attack that is broken.
  EXPECT_GT(of_text.first * authors.size(), 2 * of_text.guesses);
}

}  // namespace
}  // namespace plenum::test
