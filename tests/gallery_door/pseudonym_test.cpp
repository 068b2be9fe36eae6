// Nobody can be joined by name: not between companies, not between topics, not between epochs.
#include "server/gallery/pseudonym.h"

#include <algorithm>
#include <numeric>
#include <set>

#include <gtest/gtest.h>
#include <sodium.h>

namespace plenum::test {
namespace {

class PseudonymsTest : public ::testing::Test {
protected:
  void SetUp() override { ASSERT_GE(sodium_init(), 0); }

  static std::string token(int author) { return keyed_hash(std::string(32, 't'), std::to_string(author)); }

  std::vector<std::string> names(const Pseudonyms& of, const std::string& topic, std::uint64_t epoch) const {
    std::vector<std::string> all;
    for (int author = 0; author < authors; ++author) all.push_back(of.of(token(author), topic, epoch));
    return all;
  }

  static constexpr int authors = 2'000;
  const MasterKey key_{std::string(32, 'k')};
  const Pseudonyms norway_{key_, "norway"};
  const Pseudonyms england_{key_, "england"};
};

// In how many places two lists begin alike.
std::size_t shared_beginnings(const std::vector<std::string>& a, const std::vector<std::string>& b, std::size_t bytes) {
  std::size_t shared = 0;
  for (std::size_t i = 0; i < a.size(); ++i) shared += a[i].substr(0, bytes) == b[i].substr(0, bytes);
  return shared;
}

// Spearman's, over the ranks of the names: 1 where one order tells the other.
double rank_correlation(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto ranks = [](const std::vector<std::string>& names) {
    std::vector<std::size_t> order(names.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](auto x, auto y) { return names[x] < names[y]; });
    std::vector<double> rank(names.size());
    for (std::size_t i = 0; i < order.size(); ++i) rank[order[i]] = static_cast<double>(i);
    return rank;
  };
  const auto x = ranks(a);
  const auto y = ranks(b);
  double squares = 0;
  for (std::size_t i = 0; i < x.size(); ++i) squares += (x[i] - y[i]) * (x[i] - y[i]);
  const auto n = static_cast<double>(x.size());
  return 1 - 6 * squares / (n * (n * n - 1));
}

// A syllable is one of 64: of 2,000 names some 31 begin alike by chance, and twice that many never do.
void expect_unlinkable(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> both;
  const std::set<std::string> known(a.begin(), a.end());
  std::copy_if(b.begin(), b.end(), std::back_inserter(both), [&](const auto& name) { return known.contains(name); });
  EXPECT_TRUE(both.empty()) << both.size() << " names in both";
  EXPECT_LT(shared_beginnings(a, b, 2), 2u * a.size() / 64);
  EXPECT_EQ(shared_beginnings(a, b, 6), 0u);
  EXPECT_LT(std::abs(rank_correlation(a, b)), 0.1);
  for (std::size_t i = 0; i < a.size(); ++i) ASSERT_EQ(a[i].size(), b[i].size());
}

TEST_F(PseudonymsTest, an_author_has_one_name_in_one_company_topic_and_epoch) {
  EXPECT_EQ(names(norway_, "t", 1), names(Pseudonyms(key_, "norway"), "t", 1));
}

TEST_F(PseudonymsTest, two_companies_share_no_name_beginning_order_or_length) {
  expect_unlinkable(names(norway_, "t", 1), names(england_, "t", 1));
}

TEST_F(PseudonymsTest, two_topics_share_none_either) {
  expect_unlinkable(names(norway_, "t", 1), names(norway_, "u", 1));
}

TEST_F(PseudonymsTest, nor_do_two_epochs) {
  expect_unlinkable(names(norway_, "t", 1), names(norway_, "t", 2));
}

TEST_F(PseudonymsTest, another_master_key_gives_other_names) {
  const MasterKey other(std::string(32, 'o'));
  expect_unlinkable(names(norway_, "t", 1), names(Pseudonyms(other, "norway"), "t", 1));
}

TEST_F(PseudonymsTest, no_two_of_many_authors_have_one_name) {
  const auto all = names(norway_, "t", 1);
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), all.size());
}

TEST_F(PseudonymsTest, a_name_is_sixteen_letters_and_a_hyphen) {
  const auto name = norway_.of(token(1), "t", 1);
  EXPECT_EQ(name.size(), 17u);
  EXPECT_EQ(name.find_first_not_of("bdfghjklmnprstvzaeio-"), std::string::npos) << name;
}

// "ab" + "c" and "a" + "bc" are two authors.
TEST_F(PseudonymsTest, what_it_is_made_of_cannot_run_together) {
  EXPECT_NE(norway_.of("ab", "c", 1), norway_.of("a", "bc", 1));
}

}  // namespace
}  // namespace plenum::test
