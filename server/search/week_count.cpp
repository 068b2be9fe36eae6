#include "server/search/week_count.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "server/search/words.h"
#include "storage/machine/trend_weeks.h"

namespace plenum {

namespace {

// Looked at for the terms that are kept: the commonest.
constexpr std::size_t candidates_max = 4 * static_cast<std::size_t>(trend_terms_max);

/// A set of small numbers.
class Set {
public:
  explicit Set(std::size_t size = 0) : words_((size + 63) / 64) {}

  void add(std::size_t i) { words_[i / 64] |= 1ULL << (i % 64); }
  bool has(std::size_t i) const { return (words_[i / 64] >> (i % 64) & 1) != 0; }
  std::size_t count() const {
    std::size_t sum = 0;
    for (const auto word : words_) sum += static_cast<std::size_t>(__builtin_popcountll(word));
    return sum;
  }
  bool holds(const Set& other) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if ((other.words_[i] & ~words_[i]) != 0) return false;
    }
    return true;
  }
  Set without(const Set& other) const {
    Set left = *this;
    for (std::size_t i = 0; i < words_.size(); ++i) left.words_[i] &= ~other.words_[i];
    return left;
  }

private:
  std::vector<std::uint64_t> words_;
};

struct Cell {
  std::string term;
  Set posts;
  Set authors;
  std::size_t posts_count = 0;
  std::size_t authors_count = 0;
};

// "[name]" is no word that anybody wrote.
void drop_marks(std::string& text) {
  for (const std::string_view mark : {"[name]", "[link]", "[mail]", "[phone]"}) {
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
      text.replace(at, mark.size(), " ");
  }
}

bool is_term(const std::string& word) {
  const auto letters = std::count_if(word.begin(), word.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte & 0xC0) != 0x80 && (byte < '0' || byte > '9');
  });
  return letters >= 2 && !is_stop_word(word);
}

/// One week's posts, by number.
class Week {
public:
  explicit Week(const std::vector<CountedPost>& posts) : all_{"", Set(posts.size()), Set(posts.size()), 0, 0} {
    std::map<std::string, std::size_t> authors;
    for (std::size_t i = 0; i < posts.size(); ++i) {
      const auto author = authors.try_emplace(posts[i].author, authors.size()).first->second;
      author_of_.push_back(author);
      all_.posts.add(i);
      all_.authors.add(author);
      auto text = posts[i].text;
      drop_marks(text);
      std::set<std::string> terms;
      for (auto& word : words_in(text)) {
        if (is_term(word)) terms.insert(std::move(word));
      }
      for (const auto& term : terms) posts_of_[term].push_back(i);
    }
    all_.posts_count = posts.size();
    all_.authors_count = authors.size();
  }

  const Cell& all() const { return all_; }

  /// Terms of k authors or more, the widest spread first.
  std::vector<Cell> candidates(std::uint64_t k) const {
    std::vector<Cell> cells;
    for (const auto& [term, posts] : posts_of_) {
      if (posts.size() < k) continue;
      Cell cell{term, Set(author_of_.size()), Set(author_of_.size()), posts.size(), 0};
      for (const auto post : posts) {
        cell.posts.add(post);
        cell.authors.add(author_of_[post]);
      }
      cell.authors_count = cell.authors.count();
      if (cell.authors_count >= k) cells.push_back(std::move(cell));
    }
    std::sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) {
      return std::tie(b.authors_count, b.posts_count, a.term) < std::tie(a.authors_count, a.posts_count, b.term);
    });
    if (cells.size() > candidates_max) cells.resize(candidates_max);
    return cells;
  }

  /// Whether the two may both be told.
  bool tell_enough(const Cell& a, const Cell& b, std::uint64_t k) const {
    return tells_enough(a, b, k) && tells_enough(b, a, k);
  }

private:
  // What `wide` holds beyond `narrow`, where it holds all of it.
  bool tells_enough(const Cell& wide, const Cell& narrow, std::uint64_t k) const {
    const bool by_posts = wide.posts.holds(narrow.posts);
    if (by_posts && !none_or_enough(authors_of(wide.posts.without(narrow.posts)), k)) return false;
    const bool by_authors = wide.authors.holds(narrow.authors);
    return !by_authors || none_or_enough(wide.authors.without(narrow.authors).count(), k);
  }
  static bool none_or_enough(std::size_t authors, std::uint64_t k) { return authors == 0 || authors >= k; }
  std::size_t authors_of(const Set& posts) const {
    Set authors(author_of_.size());
    for (std::size_t i = 0; i < author_of_.size(); ++i) {
      if (posts.has(i)) authors.add(author_of_[i]);
    }
    return authors.count();
  }

  Cell all_;
  std::vector<std::size_t> author_of_;
  std::map<std::string, std::vector<std::size_t>> posts_of_;
};

void add(const Cell& cell, log::TrendsFixed& fact) {
  auto& term = *fact.add_terms();
  term.set_term(cell.term);
  term.set_posts(static_cast<std::uint32_t>(cell.posts_count));
  term.set_authors(static_cast<std::uint32_t>(cell.authors_count));
}

}  // namespace

void count_week(const std::vector<CountedPost>& posts, std::uint64_t k, log::TrendsFixed& fact) {
  fact.clear_terms();
  fact.set_posts(0);
  fact.set_authors(0);
  const Week week(posts);
  if (week.all().authors_count < k) return;
  fact.set_posts(static_cast<std::uint32_t>(week.all().posts_count));
  fact.set_authors(static_cast<std::uint32_t>(week.all().authors_count));
  std::vector<Cell> kept;
  for (auto& cell : week.candidates(k)) {
    if (kept.size() == static_cast<std::size_t>(trend_terms_max)) break;
    const bool fits =
        week.tell_enough(week.all(), cell, k) &&
        std::all_of(kept.begin(), kept.end(), [&](const Cell& other) { return week.tell_enough(other, cell, k); });
    if (fits) kept.push_back(std::move(cell));
  }
  std::sort(kept.begin(), kept.end(), [](const Cell& a, const Cell& b) { return a.term < b.term; });
  for (const auto& cell : kept) add(cell, fact);
}

}  // namespace plenum
