// What is counted of a week: nothing below k, no difference below k.
#include "server/search/week_count.h"

#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "server/search/words.h"
#include "storage/machine/trend_weeks.h"
#include "tests/support/storage/seed.h"

namespace plenum {
namespace {

using testing::Random;

log::TrendsFixed counted(const std::vector<CountedPost>& posts, std::uint64_t k) {
  log::TrendsFixed fact;
  count_week(posts, k, fact);
  return fact;
}

std::vector<std::string> terms(const log::TrendsFixed& fact) {
  std::vector<std::string> all;
  for (const auto& term : fact.terms()) all.push_back(term.term());
  return all;
}

using Terms = std::vector<std::string>;

// "a0: heparin" for each author.
std::vector<CountedPost> each_of(int authors, const std::string& text) {
  std::vector<CountedPost> posts;
  for (int i = 0; i < authors; ++i) posts.push_back({"a" + std::to_string(i), text});
  return posts;
}

TEST(WeekCount, counts_posts_and_distinct_authors) {
  auto posts = each_of(3, "Heparin again, and the heparin");
  posts.push_back({"a0", "heparin"});
  const auto fact = counted(posts, 3);
  EXPECT_EQ(fact.posts(), 4u);
  EXPECT_EQ(fact.authors(), 3u);
  EXPECT_EQ(terms(fact), Terms{"heparin"}) << "no stop word";
  EXPECT_EQ(fact.terms(0).posts(), 4u) << "once a post";
  EXPECT_EQ(fact.terms(0).authors(), 3u);
}

TEST(WeekCount, a_week_of_fewer_than_k_authors_is_not_there) {
  const auto fact = counted(each_of(2, "heparin"), 3);
  EXPECT_EQ(fact.posts(), 0u);
  EXPECT_EQ(fact.authors(), 0u);
  EXPECT_EQ(fact.terms_size(), 0);
}

TEST(WeekCount, one_author_who_writes_much_is_one) {
  auto posts = each_of(3, "words");
  for (int i = 0; i < 50; ++i) posts.push_back({"a0", "heparin"});
  EXPECT_EQ(terms(counted(posts, 3)), Terms{});
}

TEST(WeekCount, a_term_that_all_but_one_used_would_tell_of_that_one) {
  auto posts = each_of(9, "heparin");
  posts.push_back({"odd", "silence"});
  EXPECT_EQ(terms(counted(posts, 3)), Terms{});
  posts.push_back({"odd 2", "silence"});
  posts.push_back({"odd 3", "silence"});
  EXPECT_EQ(terms(counted(posts, 3)), (Terms{"heparin", "silence"}));
}

TEST(WeekCount, a_mark_of_the_masking_is_no_term) {
  EXPECT_EQ(terms(counted(each_of(5, "[name] [mail] [phone] [link] fever 38 39"), 3)), Terms{"fever"});
}

TEST(WeekCount, keeps_so_many_terms_and_no_more) {
  std::string text;
  for (int i = 0; i < trend_terms_max + 50; ++i) {
    text += " w";
    for (const char digit : std::to_string(i)) text += static_cast<char>('a' + (digit - '0'));
  }
  const auto fact = counted(each_of(4, text), 3);
  EXPECT_EQ(fact.terms_size(), trend_terms_max);
  EXPECT_TRUE(std::is_sorted(fact.terms().begin(), fact.terms().end(),
                             [](const auto& a, const auto& b) { return a.term() < b.term(); }));
}

/// What an observer could work out with the texts before them: posts and authors behind each cell.
struct Behind {
  std::set<std::size_t> posts;
  std::set<std::string> authors;
};

template <class T>
std::set<T> without(const std::set<T>& a, const std::set<T>& b) {
  std::set<T> left;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::inserter(left, left.end()));
  return left;
}

TEST(WeekCount, no_cell_and_no_difference_of_two_cells_is_of_fewer_than_k) {
  const auto seed = testing::seed_of("week count", 1);
  std::size_t cells = 0;
  for (auto run = seed; run < seed + 300; ++run) {
    Random random(run);
    const auto k = 2 + random.below(5);
    std::vector<CountedPost> posts;
    const auto authors = 1 + random.below(40);
    for (auto n = random.below(200); n > 0; --n) {
      std::string text;
      for (auto words = 1 + random.below(6); words > 0; --words)
        text += std::string(" word") + static_cast<char>('a' + random.below(1 + random.below(12)));
      posts.push_back({"a" + std::to_string(random.below(authors)), text});
    }
    const auto fact = counted(posts, k);
    std::map<std::string, Behind> behind;
    auto& all = behind[""];
    for (std::size_t i = 0; i < posts.size(); ++i) {
      all.posts.insert(i);
      all.authors.insert(posts[i].author);
      for (const auto& word : words_in(posts[i].text)) {
        behind[word].posts.insert(i);
        behind[word].authors.insert(posts[i].author);
      }
    }
    if (fact.posts() == 0) {
      EXPECT_LT(all.authors.size(), k);
      continue;
    }
    std::vector<const Behind*> told = {&all};
    for (const auto& term : fact.terms()) {
      const auto& cell = behind[term.term()];
      ASSERT_EQ(term.posts(), cell.posts.size());
      ASSERT_EQ(term.authors(), cell.authors.size());
      told.push_back(&cell);
    }
    for (const auto* a : told) {
      ASSERT_GE(a->authors.size(), k) << "seed " << run;
      for (const auto* b : told) {
        if (without(b->posts, a->posts).empty()) {
          std::set<std::string> rest;
          for (const auto post : without(a->posts, b->posts)) rest.insert(posts[post].author);
          ASSERT_TRUE(rest.empty() || rest.size() >= k) << "seed " << run;
        }
        if (without(b->authors, a->authors).empty()) {
          const auto rest = without(a->authors, b->authors).size();
          ASSERT_TRUE(rest == 0 || rest >= k) << "seed " << run;
        }
      }
    }
    cells += told.size();
  }
  EXPECT_GT(cells, 500u) << "there is something to compare";
}

TEST(WeekCount, the_order_of_posts_changes_nothing) {
  Random random(7);
  std::vector<CountedPost> posts;
  for (int i = 0; i < 100; ++i)
    posts.push_back(
        {"a" + std::to_string(random.below(20)), std::string("word") + static_cast<char>('a' + random.below(5))});
  const auto first = counted(posts, 3).SerializeAsString();
  std::reverse(posts.begin(), posts.end());
  EXPECT_EQ(counted(posts, 3).SerializeAsString(), first);
}

}  // namespace
}  // namespace plenum
